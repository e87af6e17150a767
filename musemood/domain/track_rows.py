"""Which tracks a list shows, and in which order: an index of rows over its tracks."""

from collections.abc import Collection, Iterable, Sequence

from musemood.domain.query import Facts, Query, Searched, implies
from musemood.domain.spelling import Arrange
from musemood.domain.track import Track
from musemood.domain.track_order import FACT_KEYS, SortKey, TrackOrder

_CHANGING_KEYS = FACT_KEYS | {SortKey.MOOD, SortKey.ADDED}
"""What may change though the tags stay as they are."""

_NOBODY = Track("", 0, 0)


class TrackRows:
    """Rows are places of tracks, narrowed by a query and sorted.

    All tracks are kept sorted, so a keystroke only picks from them, and one that narrows the
    query only from the rows that are left.
    """

    def __init__(self, tracks: Iterable[Track] = (), arrange: Arrange | None = None) -> None:
        self.searched = Searched(tracks, arrange=arrange)
        self.query = Query()
        self.sort_key = SortKey.ARRIVAL
        self.is_descending = False
        self._place_of = {track.path: place for place, track in enumerate(self.searched.tracks)}
        self._order = TrackOrder(self.searched)
        self._ordered = list(range(len(self._place_of)))
        self._rows = list(self._ordered)
        self._row_of: dict[int, int] | None = None
        self._gone: set[int] = set()
        self.is_out_of_order = False

    def __len__(self) -> int:
        return len(self._rows)

    def track_at(self, row: int) -> Track:
        """The track in a row."""
        return self.searched.tracks[self._rows[row]]

    def paths(self) -> tuple[str, ...]:
        """The paths of all rows, top to bottom."""
        tracks = self.searched.tracks
        return tuple([tracks[place].path for place in self._rows])

    def row_of(self, path: str) -> int | None:
        """The row of this track, None where it is not shown."""
        place = self._place_of.get(path)
        return None if place is None else self._rows_by_place().get(place)

    def holds(self, path: str) -> bool:
        """Whether the track is in the list, shown or not."""
        return path in self._place_of

    def are_all(self, paths: Collection[str]) -> bool:
        """Whether none is in the list but these."""
        known = self._place_of
        if len(paths) < len(known):
            return False
        return list(known) == list(paths) or known.keys() <= set(paths)  # the first is quick

    def prepare(self, count: int) -> bool:
        """Make ready for searching and sorting: ``count`` texts, or another step as short.

        False once nothing is left.
        """
        return self.searched.prepare(count) or self._order.prepare()

    def narrow(self, query: Query, facts: Facts) -> None:
        """Show only what matches."""
        is_narrower = implies(query.condition, self.query.condition)
        self.query, self.searched.facts = query, facts
        self._show(query.kept(self._rows if is_narrower else self._ordered, self.searched))

    def sort(self, key: SortKey, is_descending: bool, facts: Facts) -> None:
        """Another order."""
        self.sort_key, self.is_descending, self.searched.facts = key, is_descending, facts
        ordered = self._order.places(key, is_descending)
        gone = self._gone
        self._ordered = [place for place in ordered if place not in gone] if gone else ordered
        self.is_out_of_order = False
        if len(self._rows) == len(self._ordered):
            self._show(list(self._ordered))
        else:
            shown = set(self._rows)
            self._show([place for place in self._ordered if place in shown])

    def narrow_again(self, facts: Facts) -> None:
        """Narrow anew what has changed."""
        self.searched.facts = facts
        self._show(self.query.kept(self._ordered, self.searched))

    def renew(self, facts: Facts) -> None:
        """Sort and narrow anew what has changed."""
        self.sort(self.sort_key, self.is_descending, facts)
        self.narrow_again(facts)

    def extend(self, tracks: Sequence[Track]) -> list[int]:
        """Tracks that were not in the list; those of their places that match the query.

        `append` shows them at the end; or else `renew` shows them in order.
        """
        first = len(self.searched.tracks)
        places = range(first, first + len(tracks))
        self.searched.extend(tracks)
        self._place_of.update(zip((track.path for track in tracks), places, strict=True))
        self._order.forget()
        self.is_out_of_order = not self.is_by_arrival
        if self.is_by_arrival:
            self._ordered.extend(places)
        return self.query.kept(places, self.searched)

    @property
    def is_by_arrival(self) -> bool:
        """Whether new tracks simply stand at the end."""
        return self.sort_key is SortKey.ARRIVAL and not self.is_descending

    def append(self, places: Sequence[int]) -> None:
        """Show new places after all others."""
        if self._row_of is not None:
            row = len(self._rows)
            self._row_of.update((place, row + i) for i, place in enumerate(places))
        self._rows.extend(places)

    def remove(self, paths: Collection[str]) -> None:
        """Forget these tracks; their places stay empty."""
        if self.are_all(paths):
            self._place_of = {}
            self._start_anew()
            return
        gone = {self._place_of.pop(path) for path in paths if path in self._place_of}
        self._gone |= gone
        for place in gone:
            self.searched.replace(place, _NOBODY)  # what is gone dates no album any more
        self._order.forget()
        self._ordered = [place for place in self._ordered if place not in gone]
        self._show([place for place in self._rows if place not in gone])

    def _start_anew(self) -> None:
        """Without any track there are no places to be kept."""
        self.searched = Searched((), self.searched.facts, self.searched.arrange)
        self._order = TrackOrder(self.searched)
        self._ordered = []
        self._gone = set()
        self.is_out_of_order = False
        self._show([])

    def replace(self, tracks: Iterable[Track]) -> bool:
        """Other states of known tracks; True where one has come in or must go."""
        return self._are_misplaced([self._replace(track) for track in tracks])

    def is_misplaced(self, path: str) -> bool:
        """Whether the track is shown though it does not match, or hidden though it does."""
        place = self._place_of.get(path)
        return place is not None and self._are_misplaced([place])

    def _replace(self, track: Track) -> int:
        place = self._place_of[track.path]
        has_other_tags = self.searched.tracks[place].tags != track.tags
        if has_other_tags or self.sort_key in _CHANGING_KEYS:
            self.is_out_of_order = not self.is_by_arrival
        self.searched.replace(place, track)
        if has_other_tags:
            self._order.forget()
        else:
            self._order.replace(place, track)
        return place

    def _are_misplaced(self, places: Sequence[int]) -> bool:
        matching = set(self.query.kept(places, self.searched))
        row_of = self._rows_by_place()
        return any((place in matching) is not (place in row_of) for place in places)

    def _rows_by_place(self) -> dict[int, int]:
        if self._row_of is None:
            self._row_of = {place: row for row, place in enumerate(self._rows)}
        return self._row_of

    def _show(self, rows: list[int]) -> None:
        self._rows = rows
        self._row_of = None
