"""What desktops are told that we play is what we look for, by the desktops' own list of types."""

import pytest
from PySide6.QtCore import QMimeDatabase

from musemood.domain.audio_types import AUDIO_TYPES, PLAYLIST_TYPES
from musemood.domain.cue_sheet import CUE_ENDING
from musemood.domain.playlist_file import PLAYLIST_ENDINGS
from musemood.files.scan import AUDIO_ENDINGS


def _names_of(ending: str) -> set[str]:
    """Every name of every type that a file with this ending may be of."""
    types = QMimeDatabase().mimeTypesForFileName(f"song{ending}")
    return {name for each in types for name in (each.name(), *each.aliases())}


@pytest.mark.parametrize("ending", sorted(AUDIO_ENDINGS))
def test_a_file_that_is_looked_for_is_offered_to_us(ending: str) -> None:
    assert _names_of(ending) & set(AUDIO_TYPES)


@pytest.mark.parametrize("ending", [*PLAYLIST_ENDINGS, CUE_ENDING])
def test_so_is_a_list_of_songs(ending: str) -> None:
    assert _names_of(ending) & set(PLAYLIST_TYPES)


def test_nothing_is_offered_that_we_do_not_look_for() -> None:
    endings = (*AUDIO_ENDINGS, *PLAYLIST_ENDINGS, CUE_ENDING)
    looked_for = {name for ending in endings for name in _names_of(ending)}
    assert {*AUDIO_TYPES, *PLAYLIST_TYPES} <= looked_for
    assert len({*AUDIO_TYPES, *PLAYLIST_TYPES}) == len((*AUDIO_TYPES, *PLAYLIST_TYPES))
