"""Laws: putting in order loses and doubles nothing, and old values stay as they were."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.playlist import (
    LONGEST_NAME,
    Playlist,
    SmartPlaylist,
    free_name,
    landing_row,
    tidy_name,
)
from musemood.domain.playlist_file import is_playlist_file
from musemood.domain.track import Tags, Track

playlists = st.builds(
    Playlist,
    st.just("1"),
    st.text(max_size=5),
    st.lists(st.sampled_from("abcde"), max_size=12).map(tuple),
)
rows = st.sets(st.integers(-2, 14), max_size=6)


@given(playlists, rows, st.integers(0, 14))
def test_moving_keeps_every_entry_and_the_order_of_the_others(
    playlist: Playlist, chosen: set[int], target: int
) -> None:
    after = playlist.moved(chosen, target)
    assert Counter(after.entries) == Counter(playlist.entries)
    inside = sorted(row for row in chosen if 0 <= row < len(playlist.entries))
    first = min(landing_row(inside, target), len(playlist.entries) - len(inside))
    block = tuple(playlist.entries[row] for row in inside)
    assert after.entries[first : first + len(block)] == block
    others = [path for row, path in enumerate(playlist.entries) if row not in inside]
    assert list(after.entries[:first] + after.entries[first + len(block) :]) == others


@given(playlists, rows)
def test_taking_out_takes_these_rows_only(playlist: Playlist, chosen: set[int]) -> None:
    kept = [path for row, path in enumerate(playlist.entries) if row not in chosen]
    assert list(playlist.without(chosen).entries) == kept


@given(playlists, st.lists(st.sampled_from("xyz"), max_size=4), st.one_of(st.none(), rows))
def test_what_is_put_in_stands_together(
    playlist: Playlist, paths: list[str], at: set[int] | None
) -> None:
    place = None if not at else min(at)
    after = playlist.with_paths(paths, place)
    start = len(playlist.entries) if place is None else max(0, min(place, len(playlist.entries)))
    assert list(after.entries[start : start + len(paths)]) == paths
    assert after.without(range(start, start + len(paths))) == playlist


@given(playlists, st.text())
def test_a_name_and_nothing_else_changes(playlist: Playlist, name: str) -> None:
    assert playlist.renamed(name).entries == playlist.entries
    assert playlist.renamed(name).renamed(playlist.name) == playlist


def test_entries_follow_files_that_moved() -> None:
    playlist = Playlist("1", "", ("/a", "/b", "/a"))
    assert playlist.with_moved_files({"/a": "/c"}).entries == ("/c", "/b", "/c")


def test_a_smart_playlist_asks_anew() -> None:
    smart = SmartPlaylist("1", "Anna", "artist:anna -live")
    tracks = [
        Track("/1", 0, 0, Tags(title="Song", artist="Anna")),
        Track("/2", 0, 0, Tags(title="Song live", artist="Anna")),
        Track("/3", 0, 0, Tags(title="Song", artist="Berta")),
    ]
    assert smart.paths(tracks) == ("/1",)
    assert smart.renamed("A").query == smart.query


@given(st.text(), st.sets(st.text(max_size=3)))
def test_a_free_name_is_free(wanted: str, taken: set[str]) -> None:
    name = free_name(wanted, taken)
    assert name not in taken
    assert name.startswith(wanted)
    assert (name == wanted) is (wanted not in taken)


@given(st.text())
def test_a_tidy_name_is_one_line_and_stays_so(text: str) -> None:
    name = tidy_name(text)
    assert len(name) <= LONGEST_NAME
    assert len(name.splitlines()) <= 1
    assert tidy_name(name) == name


def test_playlists_are_known_by_their_names() -> None:
    assert all(map(is_playlist_file, ("/a.m3u", "/b.M3U8", "c.pls", "d.XSPF")))
    assert not any(map(is_playlist_file, ("/a.mp3", "/m3u", "/x.m3u/song.ogg", "")))
