"""The library in memory: what is put in comes out, by path, by file and by sound."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.library import Library
from musemood.domain.mood import MOODS
from musemood.domain.span import file_of
from musemood.domain.track import Track

PATHS = [*(f"/{n}.flac" for n in range(4)), "/disc.flac#t=0,10", "/disc.flac#t=10,20"]
tracks = st.builds(
    Track,
    st.sampled_from(PATHS),
    st.just(1),
    st.just(1),
    identity=st.sampled_from(["", "one", "two"]),
    own_mood=st.none() | st.sampled_from(MOODS),
    failure=st.none() | st.just(Failure(FailureKind.NOT_AUDIO, "/x")),
)


@given(st.lists(tracks, max_size=12), st.lists(st.sampled_from(PATHS), max_size=6))
def test_it_is_a_dictionary_that_also_knows_files_and_sounds(
    put: list[Track], removed: list[str]
) -> None:
    library, expected = Library(), dict[str, Track]()
    for track in put:
        assert library.put(track) == (track.path not in expected)
        expected[track.path] = track
    for path in removed:
        library.remove(path)
        expected.pop(path, None)
    assert len(library) == len(expected)
    assert {track.path: track for track in library} == expected
    assert library.unfit_tracks() == [t for t in library if t.failure is not None]
    waiting = [t.path for t in library.tracks_to_analyse("now")]
    assert waiting == [t.path for t in library if t.failure is None]
    for path in PATHS:
        assert (path in library) == (path in expected)
        assert library.get(path) == expected.get(path)
        file = file_of(path)
        found = {t.path for t in library.tracks_of(file)}
        assert found == {p for p in expected if file_of(p) == file}
    for sound in ("", "one", "two"):
        alike = {t.path for t in library.of_sound(sound)}
        assert alike == {p for p, t in expected.items() if sound and t.identity == sound}
        for path in alike:
            assert set(library.with_copies([path])) == alike
    assert library.with_copies(["/away.flac"]) == ["/away.flac"]


def test_a_missing_song_is_not_to_be_analysed() -> None:
    song = Track("/a.flac", 1, 1)
    assert Library([song]).tracks_to_analyse("now") == [song]
    assert Library([replace(song, is_missing=True)]).tracks_to_analyse("now") == []
