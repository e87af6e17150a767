"""Laws: who holds a sound, and how many songs of which mood there are, is known at once.

Whatever came, changed and went.
"""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.library import Library, is_song
from musemood.domain.mood import MOODS
from musemood.domain.track import Track

PATHS = ("/a", "/b", "/c.flac#0-10", "/c.flac#10-20")


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(("", "x", "y", None)))))
def test_the_tracks_of_a_sound_are_those_that_bear_it(acts: list[tuple[str, str | None]]) -> None:
    library = Library()
    for path, identity in acts:
        if identity is None:
            library.remove(path)
        else:
            library.put(Track(path, 0, 0, identity=identity))
    for sound in ("x", "y"):
        bearers = {track.path for track in library if track.identity == sound}
        assert {track.path for track in library.of_sound(sound)} == bearers
        assert all(set(library.with_copies([path])) == bearers for path in bearers)
    assert library.of_sound("") == []
    assert library.with_copies(["/elsewhere"]) == ["/elsewhere"]


tracks = st.builds(
    Track,
    st.sampled_from("abcd"),
    st.just(0),
    st.just(0),
    failure=st.sampled_from([None, *FailureKind]).map(lambda k: k and Failure(k, "a", "why")),
    own_mood=st.none() | st.sampled_from(MOODS),
)


@given(st.lists(tracks | st.sampled_from("abcd")))
def test_songs_and_their_moods_are_counted_as_they_come_and_go(changes: list[Track | str]) -> None:
    library = Library()
    for change in changes:
        if isinstance(change, Track):
            library.put(change)
        else:
            library.remove(change)
        songs = [track for track in library if is_song(track)]
        assert library.songs() == tuple(songs)
        assert library.songs() is library.songs()
        assert library.song_count() == len(songs)
        assert library.mood_counts() == Counter(t.mood for t in songs if t.mood)
