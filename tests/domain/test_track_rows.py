"""Rows after any story of news, searches and sorts are those of a list made anew."""

import hypothesis.strategies as st
from hypothesis import given
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from listed_tracks import lines, readings, tags, tracks
from msgspec.structs import replace

from musemood.domain.mood import MoodReading
from musemood.domain.query import NO_FACTS, Facts, Searched, parse_query
from musemood.domain.track import Tags, Track
from musemood.domain.track_order import SortKey, TrackOrder
from musemood.domain.track_rows import TrackRows


class Story(RuleBasedStateMachine):
    """What may happen to a list, in any order; `renew` comes when the list says so."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = TrackRows()
        self.known: dict[str, Track] = {}
        self.line = ""
        self.facts = NO_FACTS
        self.count = 0

    @rule(fresh=tracks(least=1, most=3))
    def come(self, fresh: list[Track]) -> None:
        fresh = [replace(track, path=f"{self.count}{track.path}") for track in fresh]
        self.count += 1
        self.known |= {track.path: track for track in fresh}
        matching = self.rows.extend(fresh)
        if self.rows.is_by_arrival:
            self.rows.append(matching)
        else:
            assert self.rows.is_out_of_order

    @rule(place=st.integers(0, 50), other=st.none() | tags, reading=st.none() | readings)
    def change(self, place: int, other: Tags | None, reading: MoodReading | None) -> None:
        if self.known:
            path = sorted(self.known)[place % len(self.known)]
            before = self.known[path]
            changed = replace(before, tags=other or before.tags, reading=reading)
            self.known[path] = changed
            if self.rows.replace([changed]):
                self.rows.narrow_again(self.facts)

    @rule(place=st.integers(0, 50))
    def go(self, place: int) -> None:
        if self.known:
            path = sorted(self.known)[place % len(self.known)]
            del self.known[path]
            self.rows.remove([path, "/unknown"])
            assert not self.rows.holds(path)
            assert not self.rows.is_misplaced(path)

    @rule(is_in_order=st.booleans())
    def go_all(self, is_in_order: bool) -> None:
        paths = list(self.known) if is_in_order else ["/unknown", *sorted(self.known)]
        assert self.rows.are_all(paths)
        assert self.rows.are_all(paths[1:]) is (len(paths[1:]) == len(self.known))
        self.known = {}
        self.rows.remove(paths)

    @rule(steps=st.integers(1, 12), count=st.integers(1, 9))
    def prepare(self, steps: int, count: int) -> None:
        for _ in range(steps):
            self.rows.prepare(count)

    @rule(line=lines)
    def search(self, line: str) -> None:
        self.line = line
        self.rows.narrow(parse_query(line), self.facts)

    @rule(line=lines)
    def type_slowly(self, line: str) -> None:
        for end in range(len(line) + 1):
            self.search(line[:end])

    @rule(key=st.sampled_from(SortKey), is_descending=st.booleans())
    def sort(self, key: SortKey, is_descending: bool) -> None:
        self.rows.sort(key, is_descending, self.facts)

    @rule(plays=st.integers(0, 7), place=st.integers(0, 50))
    def play(self, plays: int, place: int) -> None:
        if self.known:
            path = sorted(self.known)[place % len(self.known)]
            counts = dict(self.facts.plays) | {path: plays}
            last = dict(self.facts.last_played) | {path: float(plays)}
            self.facts = Facts(counts, last, self.facts.ratings, 10.0)
            self.rows.searched.facts = self.facts
            self.rows.renew(self.facts)

    @invariant()
    def is_as_made_anew(self) -> None:
        if self.rows.is_out_of_order:
            self.rows.renew(self.facts)
        listed = Searched(self.known.values(), self.facts)
        order = TrackOrder(listed).places(self.rows.sort_key, self.rows.is_descending)
        kept = parse_query(self.line).kept(order, listed)
        expected = tuple(listed.tracks[place].path for place in kept)
        assert self.rows.paths() == expected
        assert len(self.rows) == len(expected)
        shown = {path: row for row, path in enumerate(expected)}
        for path in self.known:
            assert self.rows.row_of(path) == shown.get(path)
            assert not self.rows.is_misplaced(path)
        assert all(self.rows.track_at(shown[path]) == self.known[path] for path in shown)


TestStory = Story.TestCase


@given(tracks())
def test_a_list_may_begin_with_tracks(listed: list[Track]) -> None:
    rows = TrackRows(listed)
    assert rows.paths() == tuple(track.path for track in listed)
    assert rows.row_of("/unknown") is None
