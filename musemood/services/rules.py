"""What the person ruled for the recommender: bans, plays left out, settings; all undoable."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from musemood.domain.ban import Ban, BanWord
from musemood.domain.edit import Edit, EditKind
from musemood.domain.listening_rules import LeftOut, ListeningRules, RuleSettings
from musemood.services.storage import Storage
from musemood.services.undo import Undo

Save = Callable[[RuleSettings], None]
TakeOut = Callable[[Ban], Sequence[Edit]]


class Rules(QObject):
    """The rules in force. ``save`` keeps the settings and may raise OSError.

    ``take_out``: have what a new ban is about leave the queue; the ban's undo brings it back.

    Signals: ``changed()``; ``trouble(Exception)`` where the settings could not be kept.
    """

    changed = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        storage: Storage,
        undo: Undo,
        settings: RuleSettings,
        save: Save,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._storage, self._undo, self._save, self._now = storage, undo, save, now
        self.rules = ListeningRules(settings)
        self.take_out: TakeOut = lambda _: ()
        self._heirs: dict[Ban, Ban] = {}  # what was banned, as it has been called since

    def load(self) -> None:
        """Ask the storage for what was said in earlier sessions, brought in, or has moved."""
        before = self.rules

        def take(found: tuple[tuple[Ban, ...], dict[str, datetime]]) -> None:
            bans, left_out = found
            if self.rules is not before:
                self.load()  # something was said meanwhile that this answer does not know
            elif (bans, left_out) != (before.bans, before.left_out):
                self._put(replace(before, bans=bans, left_out=left_out))

        self._storage.ask(lambda s: (s.listening.bans(), s.listening.left_out()), take)

    def ban(self, ban: Ban) -> None:
        """Never recommend it from now on."""
        if ban not in self.rules.bans:
            self._say_ban(ban, holds=True)

    def allow(self, ban: Ban) -> None:
        """The ban holds no more."""
        if ban in self.rules.bans:
            self._say_ban(ban, holds=False)

    def leave_out(self, path: str) -> None:
        """The plays of this track up to now are no evidence."""
        self._say_left_out(path, is_out=True)

    def take_in(self, path: str) -> None:
        """They are evidence again."""
        if path in self.rules.left_out:
            self._say_left_out(path, is_out=False)

    def follow(self, ban: Ban, heir: Ban) -> None:
        """What was banned has another name: the ban goes along. No edit; edits know it too."""
        self._say(ban, holds=False)
        self._heirs.pop(heir, None)
        self._heirs[ban] = heir
        self._say(heir, holds=True)

    def set(self, settings: RuleSettings) -> None:
        """Other settings hold."""
        if settings == self.rules.settings:
            return
        try:
            self._save(settings)
        except OSError as error:
            self.trouble.emit(error)
        self._put(replace(self.rules, settings=settings))

    def _say_ban(self, ban: Ban, *, holds: bool) -> None:
        kind = EditKind.BANNED if holds else EditKind.ALLOWED
        edits = self.take_out(ban) if holds else ()
        self._put_ban(ban, holds=holds)

        def back() -> None:
            self._put_ban(ban, holds=not holds)
            for edit in reversed(edits):
                edit.back()

        def again() -> None:
            for edit in edits:
                edit.again()
            self._put_ban(ban, holds=holds)

        self._undo.add(Edit(kind, back, again, name=ban.name))

    def _put_ban(self, ban: Ban, *, holds: bool) -> None:
        """As it is called now."""
        while ban in self._heirs:
            ban = self._heirs[ban]
        self._say(ban, holds=holds)

    def _say(self, ban: Ban, *, holds: bool) -> None:
        word = BanWord(ban, self._now(), holds)
        self._storage.ask(lambda store: store.listening.add_ban_words([word]))
        others = tuple(each for each in self.rules.bans if each != ban)
        self._put(replace(self.rules, bans=(*others, ban) if holds else others))

    def _say_left_out(self, path: str, *, is_out: bool) -> None:
        before = self.rules.left_out.get(path)
        after = self._now() if is_out else None
        self._put_left_out(path, after)
        self._undo.add(
            Edit(
                EditKind.LEFT_OUT if is_out else EditKind.TAKEN_IN,
                lambda: self._put_left_out(path, before),
                lambda: self._put_left_out(path, after),
                count=1,
            )
        )

    def _put_left_out(self, path: str, until: datetime | None) -> None:
        # The journal's last word holds, so one that takes back is dated now.
        word = LeftOut(path, until or self._now(), until is not None)
        self._storage.ask(lambda store: store.listening.add_left_out([word]))
        kept = {key: at for key, at in self.rules.left_out.items() if key != path}
        self._put(replace(self.rules, left_out=kept if until is None else {**kept, path: until}))

    def _put(self, rules: ListeningRules) -> None:
        self.rules = rules
        self.changed.emit()
