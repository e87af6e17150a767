"""ReplayGain out of real files, in each form in which it is written."""

from pathlib import Path
from typing import Any

import mutagen
import pytest
from composed_music import FORMATS, encode, mp3_with, tone
from mutagen import apev2, id3, mp4

from musemood.files.replay_gain import read_replay_gain
from musemood.files.tags import read_tags

_id3: Any = id3

GIVEN = {
    "replaygain_track_gain": "-7.25 dB",
    "replaygain_track_peak": "0.988",
    "replaygain_album_gain": "+1.50 dB",
    "replaygain_album_peak": "1.023",
}


def write(path: Path, fields: dict[str, str]) -> str:
    file: Any = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    for name, text in fields.items():
        if path.suffix in (".mp3", ".wav"):
            frame: Any = id3.TXXX
            file.tags.add(frame(encoding=3, desc=name, text=[text]))
        elif path.suffix == ".m4a":
            atom: Any = mp4.MP4FreeForm
            file[f"----:com.apple.iTunes:{name}"] = [atom(text.encode())]
        else:
            file[name] = text
    file.save()
    return str(path)


@pytest.mark.parametrize("is_upper", [False, True])
@pytest.mark.parametrize("ending", FORMATS)
def test_every_format(tmp_path: Path, ending: str, is_upper: bool) -> None:
    path = encode(tmp_path / f"tone{ending}", tone(440.0, 1.0))
    fields = {name.upper() if is_upper else name: text for name, text in GIVEN.items()}
    tags = read_tags(write(path, fields))
    found = (tags.track_gain_db, tags.track_peak, tags.album_gain_db, tags.album_peak)
    assert found == (-7.25, 0.988, 1.5, 1.023)


def test_opus_has_its_own_towards_another_level(tmp_path: Path) -> None:
    path = encode(tmp_path / "tone.opus", tone(440.0, 1.0))
    tags = read_tags(write(path, {"R128_TRACK_GAIN": "-2560", "R128_ALBUM_GAIN": "512"}))
    assert (tags.track_gain_db, tags.album_gain_db) == (-5.0, 7.0)
    assert tags.track_peak is None


def test_quod_libet_writes_frames_of_id3_and_text_overrules_them(tmp_path: Path) -> None:
    frame, text, pairs = _id3.RVA2, _id3.TXXX, (("track", -6.5, 0.75), ("album", -7.5, 0.0))
    frames = [frame(desc=k, channel=1, gain=gain, peak=peak) for k, gain, peak in pairs]
    tags = read_tags(mp3_with(tmp_path / "a.mp3", *frames))
    assert (tags.track_gain_db, tags.album_gain_db) == (-6.5, -7.5)
    assert tags.track_peak == pytest.approx(0.75, abs=1e-3)
    assert tags.album_peak is None
    more = text(encoding=3, desc="replaygain_track_gain", text=["-1 dB"])
    tags = read_tags(mp3_with(tmp_path / "b.mp3", *frames, more))
    assert (tags.track_gain_db, tags.album_gain_db) == (-1.0, -7.5)


def test_mp3gain_writes_an_ape_tag_which_id3_overrules(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    encode(path, tone(440.0, 1.0), tags={"title": "ID3's"})
    new: Any = apev2.APEv2
    ape = new()
    ape.update({"Title": "APE's", "Artist": "Anna", "REPLAYGAIN_TRACK_GAIN": "-5 dB"})
    ape.save(path)
    tags = read_tags(str(path))
    assert (tags.title, tags.artist, tags.track_gain_db) == ("ID3's", "Anna", -5.0)
    assert read_tags(write(path, {"replaygain_track_gain": "-1 dB"})).track_gain_db == -1.0


def test_a_file_without_says_nothing(tmp_path: Path) -> None:
    tags = read_tags(str(encode(tmp_path / "tone.flac", tone(440.0, 1.0))))
    assert (tags.track_gain_db, tags.album_peak) == (None, None)
    assert read_replay_gain(None) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"replaygain_track_gain": "loud"},
        {"replaygain_track_gain": "-999 dB"},
        {"replaygain_track_peak": "0"},
        {"replaygain_track_peak": "-1"},
        {"replaygain_track_gain": []},
        {"replaygain_track_gain": None},
        {"r128_track_gain": "99999"},
        {"r128_track_gain": ""},
    ],
)
def test_nonsense_is_passed_over(fields: dict[str, Any]) -> None:
    assert read_replay_gain(fields) == {}


def test_numbers_are_read_as_people_write_them() -> None:
    assert read_replay_gain({"REPLAYGAIN_TRACK_GAIN": ["-3,5dB"]}) == {"track_gain_db": -3.5}
    assert read_replay_gain({"replaygain_track_gain": b"2 dB"}) == {"track_gain_db": 2.0}


def test_tags_that_trip_give_nothing() -> None:
    class Damaged:
        def keys(self) -> list[str]:
            raise IndexError

    assert read_replay_gain(Damaged()) == {}
