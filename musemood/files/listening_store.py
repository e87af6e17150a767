"""What the person ruled for and told the recommender, and what it inferred: four journals.

journal/bans-*.jsonl       what must never be recommended, and what may be again
journal/left_out-*.jsonl   plays left out of the week, and taken back in
journal/stated-*.jsonl     moods that the person stated
journal/states-*.jsonl     what the inference said, when and why
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from musemood.domain.ban import Ban, BanWord, bans_of
from musemood.domain.listening_rules import LeftOut, left_out_of
from musemood.domain.moves import MoveBook
from musemood.domain.notice import Notice
from musemood.domain.state_log import StateEntry
from musemood.domain.stated_mood import StatedMood
from musemood.files.entry_log import BANS, LEFT_OUT, STATED, STATES, EntryLog

Entry = TypeVar("Entry")


class ListeningStore:
    """Every method that writes raises StoreError if that fails or ``refuse`` does."""

    def __init__(
        self,
        folder: Path,
        moves: Callable[[], MoveBook],
        refuse: Callable[[], None],
        note: Callable[[Notice], None],
    ) -> None:
        self._refuse = refuse
        self._note = note
        self._bans = EntryLog(folder, BANS, moves)
        self._left_out = EntryLog(folder, LEFT_OUT, moves)
        self._states = EntryLog(folder, STATES, moves)
        self._stated = EntryLog(folder, STATED, moves)

    def bans(self) -> tuple[Ban, ...]:
        """The bans that hold, the newest last."""
        return bans_of(self.ban_words())

    def ban_words(self) -> list[BanWord]:
        """All that was ever said of bans, oldest first."""
        return self._read(self._bans, None)

    def add_ban_words(self, words: Iterable[BanWord]) -> None:
        """Bans set or lifted; on return they are on the disk."""
        self._refuse()
        self._bans.add_of_any_time(words)

    def left_out(self) -> dict[str, datetime]:
        """By path, up to when its plays do not count."""
        return left_out_of(self.left_out_words())

    def left_out_words(self) -> list[LeftOut]:
        """All that was ever said of plays left out, oldest first."""
        return self._read(self._left_out, None)

    def add_left_out(self, words: Iterable[LeftOut]) -> None:
        """Plays left out or taken back in; on return they are on the disk."""
        self._refuse()
        self._left_out.add_of_any_time(words)

    def states(self, since: datetime | None = None) -> list[StateEntry]:
        """What the inference said at or after ``since`` (aware), oldest first."""
        return self._read(self._states, since)

    def add_state(self, entry: StateEntry) -> None:
        """One more answer; on return it is on the disk."""
        self._refuse()
        self._states.add(entry)

    def add_states(self, entries: Iterable[StateEntry]) -> None:
        """Several answers of any time; on return they are on the disk."""
        self._refuse()
        self._states.add_of_any_time(entries)

    def stated(self, since: datetime | None = None) -> list[StatedMood]:
        """Moods stated at or after ``since`` (aware), oldest first."""
        return self._read(self._stated, since)

    def add_stated(self, stated: Iterable[StatedMood]) -> None:
        """Moods stated, of any time; on return they are on the disk."""
        self._refuse()
        self._stated.add_of_any_time(stated)

    def take_out_stated(self, stated: Iterable[StatedMood]) -> None:
        """They were a slip: forget them."""
        self._refuse()
        self._stated.take_out(stated)

    def erase(self, since: datetime, until: datetime, heard: Collection[str]) -> None:
        """Forget answers and moods stated of that time, plays left out of tracks not in ``heard``.

        Bans stay: they were said on purpose and tell no moment of listening.
        """
        self._refuse()
        self._states.erase(since, until)
        self._stated.erase(since, until)
        self._left_out.erase_others(lambda word: word.path in heard)

    def close(self) -> None:
        """Let go of the files."""
        for log in (self._bans, self._left_out, self._states, self._stated):
            log.close()

    def _read(self, log: EntryLog[Entry], since: datetime | None) -> list[Entry]:
        entries, notices = log.read(since)
        for notice in notices:
            self._note(notice)
        return entries
