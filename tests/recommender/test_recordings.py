"""What is the same recording, and what is another one."""

import numpy as np
import pytest
from msgspec.structs import replace

from musemood.domain.embeddings import NO_EMBEDDINGS, WIDTH, Embeddings
from musemood.domain.track import Tags, Track
from musemood.recommender.recordings import SAME_SOUND, Recordings, song_words, versions

SONG = Track("/a", 1, 1, Tags(title="Blue Moon", artist="The Ñames", album="A", duration_s=200))


def other(title: str = "Blue Moon", artist: str = "Names", length_s: float = 200) -> Track:
    tags = Tags(title=title, artist=artist, album="B", duration_s=length_s)
    return replace(SONG, path="/b", tags=tags)


@pytest.mark.parametrize(
    ("track", "is_same"),
    [
        (other(), True),
        (other("BLUE MOON (2009 Remaster)", "names feat. Bo"), True),
        (other("Blue Moon - Remastered", length_s=203), True),
        (other(length_s=203.5), False),
        (other(length_s=0), True),
        (other("Blue Moon (Live at Home)"), False),
        (other("Blue Moon - Bo's Remix"), False),
        (other("Blue Moon [Acoustic]"), False),
        (other("Red Moon"), False),
        (other(artist="Someone"), False),
        (other(artist=""), False),
    ],
)
def test_by_words_and_length(track: Track, is_same: bool) -> None:
    assert Recordings(NO_EMBEDDINGS, [SONG]).take(track) is not is_same
    assert Recordings(NO_EMBEDDINGS, [track]).holds(SONG) is is_same


def test_by_identity_and_by_sound() -> None:
    rows = np.zeros((3, WIDTH), np.float16)
    away = np.sqrt(1 / SAME_SOUND**2 - 1)
    rows[:, :2] = ((1, 0), (1, 0.9 * away), (1, 1.1 * away))
    sounds = Embeddings(rows, {"/a": 0, "/near": 1, "/far": 2})
    recordings = Recordings(sounds, [SONG])
    named = replace(other("Unknown", "Unknown"), path="/near")
    assert recordings.holds(named)
    assert not recordings.holds(replace(named, path="/far"))
    live = replace(named, tags=replace(named.tags, title="Unknown (live)"))
    assert not recordings.holds(live)
    twin = replace(live, path="/elsewhere", identity="1")
    assert Recordings(sounds, [replace(SONG, identity="1")]).holds(twin)
    assert not Recordings(sounds, [replace(SONG, identity="2")]).holds(twin)


def test_titles_name_versions_behind_a_dash_or_in_brackets_only() -> None:
    assert versions("Live and Let Die") == frozenset()
    assert versions("Die (Live) - Remix") == {"live", "remix"}
    assert song_words(other("(I Can't Get No)")) == ("names", "i can t get no")
    assert song_words(other("")) is None
