"""The keys of the window: those of the actions, or those that the person chose instead."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from musemood.ui.actions import Action
from musemood.ui.plain_keys import is_left_to

_Format = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
_BETWEEN = "\t"
"""Between the keys of one action in the settings; names of keys may hold blanks."""


class Keymap(QObject):
    """Which key does what.

    Signals: ``changed()``.
    """

    changed = Signal()

    def __init__(self, actions: Iterable[Action], window: QWidget) -> None:
        super().__init__(window)
        self.actions = tuple(actions)
        self._window = window
        self._settings: QSettings | None = None
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._shortcuts: list[QShortcut] = []
        self._make_shortcuts()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)  # no lambda: it would outlive us

    def use(self, settings: QSettings) -> None:
        """Take over what was chosen in earlier runs, and remember there what is chosen now."""
        self._settings = settings
        for action in self.actions:
            stored = settings.value(f"keys/{action.id}")
            if stored is not None:
                self._chosen[action.id] = tuple(filter(None, str(stored).split(_BETWEEN)))
        self._on_changed()

    def close(self) -> None:
        """No key does anything any more."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)  # deleted later, but not to be heard any more
            shortcut.deleteLater()
        self._shortcuts.clear()

    def keys(self, action: Action) -> tuple[str, ...]:
        """The keys of an action, in portable text such as ``Ctrl+F``; none where it has none."""
        return self._chosen.get(action.id, action.keys)

    def key_text(self, action_id: str) -> str:
        """The first key of an action as it is written here; "" where it has none."""
        keys = [self.keys(action)[:1] for action in self.actions if action.id == action_id]
        return "".join(QKeySequence(key).toString(_NATIVE) for (key,) in filter(None, keys))

    def is_changed(self, action: Action) -> bool:
        """Whether the person chose other keys than those it had at first."""
        return self.keys(action) != action.keys

    def owner(self, key: str) -> Action | None:
        """The action that has this key."""
        wanted = QKeySequence(key)
        every = ((action, each) for action in self.actions for each in self.keys(action))
        return next((action for action, each in every if QKeySequence(each) == wanted), None)

    def choose(self, action: Action, key: str) -> None:
        """Give an action this key alone, taking it from the one that has it; "" for no key."""
        owner = self.owner(key) if key else None
        if owner is not None and owner is not action:
            self._keep(owner, tuple(k for k in self.keys(owner) if not _is_same(k, key)))
        self._keep(action, (key,) if key else ())
        self._on_changed()

    def reset(self, actions: Iterable[Action]) -> None:
        """Give actions the keys that they had at first, taking them back where they went."""
        for action in actions:
            for key in action.keys:
                owner = self.owner(key)
                if owner is not None and owner is not action:
                    self._keep(owner, tuple(k for k in self.keys(owner) if not _is_same(k, key)))
            self._keep(action, action.keys)
        self._on_changed()

    def _keep(self, action: Action, keys: tuple[str, ...]) -> None:
        if keys == action.keys:
            self._chosen.pop(action.id, None)
        else:
            self._chosen[action.id] = keys
        if self._settings is None:
            return
        if keys == action.keys:
            self._settings.remove(f"keys/{action.id}")
        else:
            self._settings.setValue(f"keys/{action.id}", _BETWEEN.join(keys))

    def _on_changed(self) -> None:
        self._make_shortcuts()
        self.changed.emit()

    def _make_shortcuts(self) -> None:
        self.close()
        self._shortcuts = [
            self._shortcut(key, action) for action in self.actions for key in self.keys(action)
        ]
        self._on_focus_changed(None, QApplication.focusWidget())

    def _shortcut(self, key: str, action: Action) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key, _Format), self._window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(action.call)
        return shortcut

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not is_left_to(now, shortcut.key()))


def _is_same(one: str, other: str) -> bool:
    return QKeySequence(one) == QKeySequence(other)
