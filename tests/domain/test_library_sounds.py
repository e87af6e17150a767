"""Law: who holds a sound is known at once, whatever came, changed and went."""

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.library import Library
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
