"""Files that hold a sound which the library knows."""

import shutil
from pathlib import Path

from composed_music import encode, tone

from musemood.domain.mood import Mood
from musemood.domain.track import Tags, Track
from musemood.files.identity import sound_identity
from musemood.found_again import FoundAgain


def test_copies_that_move_together_keep_what_was_said_of_each(tmp_path: Path) -> None:
    sound = encode(tmp_path / "sound.flac", tone(300.0, 1.0))
    tags, identity = Tags(duration_s=1.0), sound_identity(str(sound))
    moods = (Mood.SAD, Mood.HAPPY)
    gone = [
        Track(str(tmp_path / f"gone {mood}.flac"), 1, 1, tags, identity=identity, own_mood=mood)
        for mood in moods
    ]
    found, recognised = FoundAgain(gone), []
    for number in range(3):
        path = shutil.copy(sound, tmp_path / f"new {number}.flac")
        recognised.append(found.recognise(Track(str(path), 2 + number, 2, tags), None))
    assert [each.is_moved for each in recognised] == [True, True, False]
    assert [each.known for each in recognised[:2]] == gone
    assert tuple(each.track.own_mood for each in recognised[:2]) == moods
