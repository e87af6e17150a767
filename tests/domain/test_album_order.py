"""Neighbours of an album follow without a gap; nothing else does."""

from typing import Any

import pytest
from msgspec.structs import replace

from musemood.domain.album_order import album_key, is_next_on_album
from musemood.domain.equaliser import BANDS_HZ, FLAT, MOST_DB, PRESETS, Equaliser, preset_name
from musemood.domain.sound_settings import SoundSettings
from musemood.domain.track import Tags, Track


def track(number: int | None, disc: int | None = None, **tags: Any) -> Track:
    album = Tags(
        album="Still Water", album_artist="Anna Lind", track_number=number, disc_number=disc
    )
    return Track(f"/music/{number}.flac", 1, 1, replace(album, **tags))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (track(1), track(2), True),
        (track(1), track(3), False),
        (track(2), track(1), False),
        (track(1), track(1), False),
        (track(None), track(2), False),
        (track(1), track(None), False),
        (track(1), track(2, album="Iron Road"), False),
        (track(1), track(2, album="STILL WATER"), True),
        (track(1), track(2, album_artist="Redline"), False),
        (track(1, album=""), track(2, album=""), False),
        (track(7, 1), track(1, 2), True),
        (track(7, 1), track(2, 2), False),
        (track(7, 1), track(8, 2), False),
        (track(7), track(1, 2), True),
    ],
)
def test_neighbours(before: Track, after: Track, expected: bool) -> None:
    assert is_next_on_album(before, after) is expected


def test_a_sampler_without_album_artist_is_told_by_its_folder() -> None:
    first = track(1, artist="A", album_artist="")
    assert is_next_on_album(first, track(2, artist="B", album_artist=""))
    elsewhere = Track("/other/2.flac", 1, 1, Tags(album="Still Water", track_number=2))
    assert not is_next_on_album(first, elsewhere)
    assert album_key(track(1, album=" ")) is None


class TestEqualiser:
    def test_presets_know_their_names(self) -> None:
        assert all(preset_name(preset) == name for name, preset in PRESETS.items())
        assert preset_name(Equaliser(level_db=1.0)) is None
        assert FLAT.is_flat
        assert not PRESETS["Rock"].is_flat

    def test_what_cannot_be(self) -> None:
        with pytest.raises(ValueError, match="bands"):
            Equaliser((0.0,))
        with pytest.raises(ValueError, match="dB"):
            Equaliser((MOST_DB + 1,) * len(BANDS_HZ))

    def test_what_is_heard(self) -> None:
        rock = PRESETS["Rock"]
        assert SoundSettings().heard_equaliser is None
        assert SoundSettings(equaliser=rock).heard_equaliser is None
        assert SoundSettings(is_equalised=True).heard_equaliser is None
        assert SoundSettings(is_equalised=True, equaliser=rock).heard_equaliser == rock
