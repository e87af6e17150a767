"""A long session: automatic advances over mixed formats, one file in ten bad.

`make soak` plays 1,000 of them; without MUSEMOOD_SOAK it is 100.
"""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from composed_music import FORMATS, encode, tone
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from musemood.domain.failure import Failure
from musemood.domain.play_log import Play, PlayEnd
from musemood.files.sound_file import SoundFile
from musemood.player.player import PlayerEvent
from musemood.player.vlc_library import open_vlc
from musemood.player.vlc_player import VlcPlayer
from musemood.services.playback import Playback

ADVANCES = int(os.environ.get("MUSEMOOD_SOAK", "100"))
_LONGEST_SILENCE_MS = 30_000


@pytest.fixture
def playback(qapp: QCoreApplication) -> Iterator[Playback]:
    def make_player(on_event: Callable[[PlayerEvent], None]) -> VlcPlayer:
        return VlcPlayer(open_vlc(["--aout=adummy"]), on_event, SoundFile)

    playback = Playback(make_player)
    yield playback
    playback.close()


@pytest.fixture
def good(tmp_path: Path) -> list[str]:
    """Each format, very short and a little longer."""
    lengths_s = (0.2, 0.5)
    return [
        str(encode(tmp_path / f"{length_s}{ending}", tone(440.0, length_s)))
        for ending in FORMATS
        for length_s in lengths_s
    ]


@pytest.fixture
def bad(tmp_path: Path) -> list[str]:
    text, empty = tmp_path / "text.mp3", tmp_path / "empty.ogg"
    text.write_text("bread, milk, two lemons\n" * 1000)
    empty.touch()
    cut = tmp_path / "cut.flac"
    cut.write_bytes(encode(tmp_path / "whole.flac", tone(440.0, 1.0)).read_bytes()[:60])
    return [str(text), str(empty), str(cut), str(tmp_path / "gone.m4a")]


@pytest.mark.timeout(120 + 5 * ADVANCES)
def test_no_hang_no_lost_event_and_each_start_is_closed_once(
    playback: Playback, good: list[str], bad: list[str], qtbot: QtBot
) -> None:
    chance = random.Random(5)
    paths = [chance.choice(bad if place % 10 == 7 else good) for place in range(ADVANCES)]
    plays: list[Play] = []
    failures: list[Failure] = []
    currents: list[str | None] = []
    playback.play_ended.connect(plays.append)
    playback.failed.connect(failures.append)
    playback.current_changed.connect(lambda row: currents.append(row.path if row else None))
    playback.play_list(paths, 0)
    while playback.current is not None:
        with qtbot.waitSignal(playback.play_ended, timeout=_LONGEST_SILENCE_MS):
            pass
    assert [play.path for play in plays] == paths
    assert currents == [*paths, None]
    expected = [PlayEnd.FAILED if path in bad else PlayEnd.FINISHED for path in paths]
    assert [play.end for play in plays] == expected
    assert [failure.path for failure in failures] == [path for path in paths if path in bad]
    assert all(0.0 <= play.heard_s < 3.0 for play in plays)
    assert not playback.is_playing
