"""What the person did and said, in journals: plays, thumbs, moods, stars; and what files moved."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.moves import Move, MoveBook
from musemood.domain.notice import Notice, NoticeKind
from musemood.domain.opinion import Correction, Opinion, Rating, opinions_of
from musemood.domain.play_log import Play
from musemood.domain.thumb import Thumb
from musemood.files.collector import paused_collector
from musemood.files.earlier_log import EARLIER
from musemood.files.entry_log import CORRECTIONS, MOVES, PLAYS, RATINGS, THUMBS, EntryLog
from musemood.files.listening_store import ListeningStore
from musemood.files.storages import JournalTable, StoreError


class Diary:
    """The journals of one data folder. All that is read follows files that moved.

    Every method that writes raises StoreError if that fails or the diary is read-only.
    """

    def __init__(self, folder: Path, *, is_read_only: bool) -> None:
        journal = folder / "journal"
        self._folder = folder
        self._is_read_only = is_read_only
        self._notices: dict[tuple[NoticeKind, str], Notice] = {}
        self._moves = EntryLog(journal, MOVES)
        self._book: MoveBook | None = None  # once read, until one is added
        self._earlier = EntryLog(journal, EARLIER, self.moves)
        self._plays = EntryLog(journal, PLAYS, self.moves)
        self._thumbs = EntryLog(journal, THUMBS, self.moves)
        self._corrections = EntryLog(journal, CORRECTIONS, self.moves)
        self._ratings = EntryLog(journal, RATINGS, self.moves)
        self.listening = ListeningStore(journal, self.moves, self._refuse_if_read_only, self._note)
        self._opinions: Mapping[str, Opinion] | None = None  # once read, until one is added

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the person should be told; grows as damage is come upon."""
        return tuple(self._notices.values())

    @property
    def plays_table(self) -> JournalTable:
        """All plays as a TinyDB table: ``search``, ``insert``, ...; nothing can be changed."""
        return self._plays.table

    @property
    def thumbs_table(self) -> JournalTable:
        """All thumbs as a TinyDB table."""
        return self._thumbs.table

    def moves(self) -> MoveBook:
        """All that ever moved."""
        if self._book is None:
            moves, damaged = self._moves.read(None)
            self._book = MoveBook(moves)
            self._note(*damaged)
        return self._book

    def add_play(self, play: Play) -> None:
        """One more play; on return it is on the disk."""
        self._refuse_if_read_only()
        self._plays.add(play)

    def add_plays(self, plays: Iterable[Play]) -> None:
        """Plays of another time, brought from elsewhere; on return they are on the disk."""
        self._refuse_if_read_only()
        self._plays.add_of_any_time(plays)

    def take_out_plays(self, plays: Iterable[Play]) -> None:
        """The undo of `add_plays`."""
        self._refuse_if_read_only()
        self._plays.take_out(plays)

    def plays(self, since: datetime | None = None) -> list[Play]:
        """Plays started at or after ``since`` (aware), oldest first."""
        with paused_collector():
            plays, notices = self._plays.read(since)
        self._note(*notices)
        return plays

    def add_earlier(self, earlier: Iterable[EarlierPlays]) -> None:
        """What other players counted; on return it is on the disk."""
        self._refuse_if_read_only()
        self._earlier.add_of_any_time(earlier)

    def earlier(self) -> list[EarlierPlays]:
        """All that other players counted, oldest word first."""
        earlier, notices = self._earlier.read(None)
        self._note(*notices)
        return earlier

    def add_thumb(self, thumb: Thumb) -> None:
        """One more thumb; on return it is on the disk."""
        self._refuse_if_read_only()
        self._thumbs.add(thumb)

    def add_thumbs(self, thumbs: Iterable[Thumb]) -> None:
        """Thumbs of another time, brought from elsewhere; on return they are on the disk."""
        self._refuse_if_read_only()
        self._thumbs.add_of_any_time(thumbs)

    def take_out_thumb(self, thumb: Thumb) -> None:
        """The undo of `add_thumb`."""
        self._refuse_if_read_only()
        self._thumbs.take_out([thumb])

    def thumbs(self, since: datetime | None = None) -> list[Thumb]:
        """Thumbs given at or after ``since`` (aware), oldest first."""
        thumbs, notices = self._thumbs.read(since)
        self._note(*notices)
        return thumbs

    def erase_history(self, since: datetime, until: datetime) -> None:
        """Forget plays and thumbs of that time, and what was inferred then, for good."""
        self._refuse_if_read_only()
        self._plays.erase(since, until)
        self._thumbs.erase(since, until)
        self.listening.erase(since, until, {play.path for play in self.plays()})

    def add_corrections(self, corrections: Iterable[Correction]) -> None:
        """Moods given or taken back; on return they are on the disk."""
        self._refuse_if_read_only()
        self._opinions = None
        self._corrections.add_of_any_time(corrections)

    def add_ratings(self, ratings: Iterable[Rating]) -> None:
        """Stars given or taken back; on return they are on the disk."""
        self._refuse_if_read_only()
        self._opinions = None
        self._ratings.add_of_any_time(ratings)

    def corrections(self) -> list[Correction]:
        """Moods given or taken back, oldest first."""
        with paused_collector():
            corrections, notices = self._corrections.read(None)
        self._note(*notices)
        return corrections

    def ratings(self) -> list[Rating]:
        """Stars given or taken back, oldest first."""
        with paused_collector():
            ratings, notices = self._ratings.read(None)
        self._note(*notices)
        return ratings

    def opinions(self) -> Mapping[str, Opinion]:
        """What the person says of tracks, by path, of tracks not in the store too."""
        if self._opinions is None:
            with paused_collector():
                corrections, damaged = self._corrections.read(None)
                ratings, damaged_too = self._ratings.read(None)
                self._opinions = opinions_of(corrections, ratings)
            self._note(*damaged, *damaged_too)
        return self._opinions

    def _add_moves(self, moves: Sequence[Move]) -> None:
        self._moves.add_all(moves)
        self._book = self._opinions = None

    def _close_diary(self) -> None:
        logs = (self._earlier, self._moves, self._plays, self._thumbs)
        for log in (*logs, self._corrections, self._ratings):
            log.close()
        self.listening.close()

    def _refuse_if_read_only(self) -> None:
        if self._is_read_only:
            raise StoreError(self._folder, "opened for reading only")

    def _note(self, *notices: Notice) -> None:
        self._notices |= {(notice.kind, notice.path): notice for notice in notices}
