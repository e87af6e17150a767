"""The queue: what plays, what played, and what comes next. A value: every change is a new one.

Order of play: rows gone back over, the person's own rows, recommended rows, the rest of the
list. A list is shared, never copied: a double-click in 50,000 tracks costs nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.play_log import PlaySource
from musemood.domain.played_list import PlayedList, QueueRow, Rows
from musemood.domain.reason import Reason
from musemood.domain.repeat import Repeat

__all__ = ["LONGEST_HISTORY", "PlayedList", "Queue", "QueueRow"]

_NO_LIST = PlayedList()

LONGEST_HISTORY = 500
"""Rows remembered for "previous"."""


class Queue(Struct, frozen=True):
    """The playing row, the rows before it and the rows after it.

    ``played``: the last ones first begun, newest last, at most `LONGEST_HISTORY`.
    ``returned``: rows that were playing when the person went back; they come next.
    ``own``: added by hand, or put among those by hand. ``recommended``: not yet played.
    ``set_aside``: recommended rows that a list displaced; they do not come unless restored.
    ``next_id``: of the next new row.
    ``repeat`` and ``shuffle_seed`` (None: in order) are for play_order.py. ``cleared_before``:
    rows and lists with lower ids were there when the queue was cleared, and do not come again.
    """

    played: Rows = ()
    current: QueueRow | None = None
    returned: Rows = ()
    own: Rows = ()
    recommended: Rows = ()
    set_aside: Rows = ()
    listed: PlayedList = _NO_LIST
    next_id: int = 0
    repeat: Repeat = Repeat.OFF
    shuffle_seed: int | None = None
    cleared_before: int = 0

    def __len__(self) -> int:
        """How many rows are still to come."""
        return len(self.returned) + len(self.own) + len(self.recommended) + len(self.listed)

    def upcoming(self, limit: int | None = None) -> list[QueueRow]:
        """The rows to come in order of play, at most ``limit`` of them."""
        rows = chain(self.returned, self.own, self.recommended, self.listed.rows())
        return list(islice(rows, limit))

    def play_list(
        self, paths: Sequence[str], index: int, source: PlaySource = PlaySource.LIST
    ) -> "Queue":
        """Row ``index`` of a list is the current one, the rows after it come last.

        Replaces the list before; recommended rows are set aside, own rows stay. Raises
        IndexError where the list has no such row.
        """
        listed = PlayedList(tuple(paths), source, self.next_id, index + 1)
        first = (*self.returned, *self.own)
        recommended = (row for row in first if row.source is PlaySource.RECOMMENDED)
        return replace(
            self._with_current(listed.row(range(len(listed.paths))[index])),
            returned=(),
            own=tuple(row for row in first if row.source is PlaySource.PICKED),
            recommended=(),
            set_aside=(*self.set_aside, *recommended, *self.recommended),
            listed=listed,
            next_id=self.next_id + len(listed.paths),
        )

    def play_row(self, row_id: int) -> "Queue":
        """Jump to a row to come: it alone is taken out; unchanged where it does not wait."""
        row = self._waiting_row(row_id)
        return self.remove([row_id])._with_current(row) if row else self

    def forward(self) -> "Queue":
        """The next row is the current one; none is, where nothing comes."""
        coming = self.upcoming(1)
        return self.play_row(coming[0].id) if coming else self._with_current(None)

    def back(self) -> "Queue":
        """The row before is the current one, the current one comes next."""
        if not self.played:
            return self
        leaving = () if self.current is None else (self.current,)
        return replace(
            self,
            played=self.played[:-1],
            current=self.played[-1],
            returned=(*leaving, *self.returned),
        )

    def add(self, paths: Iterable[str]) -> "Queue":
        """New rows at the end of the person's own."""
        rows = self._new_own(paths)
        return replace(self, own=(*self.own, *rows), next_id=self.next_id + len(rows))

    def play_next(self, paths: Iterable[str]) -> "Queue":
        """New rows at the front of the person's own."""
        rows = self._new_own(paths)
        return replace(self, own=(*rows, *self.own), next_id=self.next_id + len(rows))

    def recommend(self, entries: Iterable[tuple[str, Reason]]) -> "Queue":
        """Recommended rows not yet played, set aside or not, give way to new ones."""
        own = tuple(row for row in self.own if row.source is not PlaySource.RECOMMENDED)
        return replace(self, own=own, recommended=(), set_aside=()).recommend_more(entries)

    def recommend_more(self, entries: Iterable[tuple[str, Reason]]) -> "Queue":
        """New recommended rows after those that wait."""
        rows = tuple(
            QueueRow(row_id, path, PlaySource.RECOMMENDED, reason)
            for row_id, (path, reason) in enumerate(entries, self.next_id)
        )
        return replace(
            self, recommended=(*self.recommended, *rows), next_id=self.next_id + len(rows)
        )

    def clear(self) -> "Queue":
        """Nothing comes any more; what plays goes on."""
        none_left = replace(self.listed, position=len(self.listed.paths), taken=frozenset())
        kept = replace(self, returned=(), own=(), recommended=(), set_aside=(), listed=none_left)
        return replace(kept, cleared_before=self.next_id)

    def restore_set_aside(self) -> "Queue":
        """The recommended rows that a list displaced come again."""
        return replace(self, recommended=(*self.set_aside, *self.recommended), set_aside=())

    def remove(self, row_ids: Collection[int]) -> "Queue":
        """Take rows to come out, or set aside; the current row and unknown ids are passed over."""
        ids = frozenset(row_ids)
        found = (self.listed.index_of(row_id) for row_id in ids)
        return replace(
            self,
            returned=_without(self.returned, ids),
            own=_without(self.own, ids),
            recommended=_without(self.recommended, ids),
            set_aside=_without(self.set_aside, ids),
            listed=self.listed.without(index for index in found if index is not None),
        )

    def waiting_recommended(self) -> list[QueueRow]:
        """Recommended rows to come, also those that were put among the person's own."""
        first = (row for row in self.own if row.source is PlaySource.RECOMMENDED)
        return [*first, *self.recommended]

    def chosen_paths(self) -> set[str]:
        """The files of the rows that the person picked one by one, and of the playing one."""
        current = () if self.current is None else (self.current,)
        return {row.path for row in (*self.returned, *self.own, *current)}

    def paths(self) -> set[str]:
        """The files of all rows, those behind us and set aside too, and those they are like."""
        current = () if self.current is None else (self.current,)
        rows = chain(self.played, current, self._rows())
        return set(self.listed.paths).union(*(row.paths() for row in rows))

    def with_moved_files(self, moved: Mapping[str, str]) -> "Queue":
        """Rows follow files that have new paths (old path to new)."""
        if not moved:
            return self

        def followed(rows: Rows) -> Rows:
            return tuple(row.followed(moved) for row in rows)

        paths = tuple(moved.get(path, path) for path in self.listed.paths)
        return replace(
            self,
            played=followed(self.played),
            current=followed((self.current,))[0] if self.current else None,
            returned=followed(self.returned),
            own=followed(self.own),
            recommended=followed(self.recommended),
            set_aside=followed(self.set_aside),
            listed=replace(self.listed, paths=paths) if paths != self.listed.paths else self.listed,
        )

    def with_edit_undone(self, before: "Queue", after: "Queue") -> "Queue":
        """Take back the edit that made ``after`` of ``before``, and nothing else.

        What has played since stays played: rows come back only where the edit took them out
        or moved them. Edits made later must have been taken back first.
        """
        waiting, kept_by_edit = _ids(self._rows()), _ids(after._rows())
        came_back = _without(self.returned, _ids(after.returned))
        on_the_way = _ids(came_back)

        def undone(section: Rows) -> Rows:
            return tuple(
                row
                for row in section
                if row.id not in on_the_way and (row.id in waiting or row.id not in kept_by_edit)
            )

        return replace(
            self,
            returned=(*came_back, *undone(before.returned)),
            own=undone(before.own),
            recommended=(*undone(before.recommended), *self._added_since(after)),
            set_aside=undone(before.set_aside),
            listed=self._list_with_edit_undone(before, after),
            cleared_before=before.cleared_before,
        )

    def with_edit_redone(self, before: "Queue", after: "Queue") -> "Queue":
        """Do the edit again that made ``after`` of ``before`` and was taken back.

        What has played since stays played: no row comes twice. Edits that were undone earlier
        must have been done again first.
        """
        waiting, kept_by_edit = _ids(self._rows()), _ids(before._rows())
        came_back = _without(self.returned, _ids(before.returned))
        current = () if self.current is None else (self.current,)
        gone_by = _ids((*came_back, *current, *self.played))

        def redone(section: Rows) -> Rows:
            return tuple(
                row
                for row in section
                if row.id not in gone_by and (row.id in waiting or row.id not in kept_by_edit)
            )

        return replace(
            self,
            returned=(*came_back, *redone(after.returned)),
            own=redone(after.own),
            recommended=(*redone(after.recommended), *self._added_since(after)),
            set_aside=redone(after.set_aside),
            listed=self._list_with_edit_redone(before.listed, after.listed),
            cleared_before=after.cleared_before,
        )

    def _added_since(self, edited: "Queue") -> Rows:
        """Recommended rows that came by themselves after an edit; no undo is about them."""
        return tuple(row for row in self.recommended if row.id >= edited.next_id)

    def _list_with_edit_redone(self, before: PlayedList, after: PlayedList) -> PlayedList:
        if not before.key == after.key == self.listed.key:
            return self.listed
        return self.listed.without(after.removed_since(before))

    def _list_with_edit_undone(self, before: "Queue", after: "Queue") -> PlayedList:
        if not before.listed.key == after.listed.key == self.listed.key:
            return self.listed
        heard = _ids(after._rows()) - _ids(self._rows())  # put before the list by hand, and gone by
        taken = after.listed.removed_since(before.listed)
        return self.listed.with_back([i for i in taken if self.listed.row(i).id not in heard])

    def _with_current(self, row: QueueRow | None) -> "Queue":
        if self.current is None:
            return replace(self, current=row)
        played = (*self.played, self.current)[-LONGEST_HISTORY:]
        return replace(self, played=played, current=row)

    def _waiting_row(self, row_id: int) -> QueueRow | None:
        index = self.listed.index_of(row_id)
        if index is not None:
            return self.listed.row(index)
        rows = chain(self.returned, self.own, self.recommended)
        return next((row for row in rows if row.id == row_id), None)

    def _new_own(self, paths: Iterable[str]) -> Rows:
        numbered = enumerate(paths, self.next_id)
        return tuple(QueueRow(row_id, path, PlaySource.PICKED) for row_id, path in numbered)

    def _rows(self) -> Iterator[QueueRow]:
        return chain(self.returned, self.own, self.recommended, self.set_aside)


def _without(rows: Rows, ids: Collection[int]) -> Rows:
    return tuple(row for row in rows if row.id not in ids)


def _ids(rows: Iterable[QueueRow]) -> frozenset[int]:
    return frozenset(row.id for row in rows)
