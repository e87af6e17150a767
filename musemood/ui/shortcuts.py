"""The keys. Those without Ctrl or Alt leave a control that has the focus its own keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QWidget,
)

from musemood.domain.thumb import ThumbKind
from musemood.ui.mood_strip import MoodStrip

if TYPE_CHECKING:
    from musemood.ui.main_window import MainWindow

_SEEK_S = 5.0
_USES_PLAIN_KEYS = (QLineEdit, QAbstractSpinBox, QAbstractButton, QAbstractSlider, MoodStrip)
_VOLUME_STEP = 5


def add_shortcuts(window: "MainWindow") -> None:
    """Give the window the keys of a player."""
    playback = window.services.playback
    keys: dict[str, Callable[[], object]] = {
        "Ctrl+Left": playback.previous,
        "Ctrl+Right": playback.next,
        "Ctrl+Up": lambda: playback.set_volume(min(100, playback.volume + _VOLUME_STEP)),
        "Ctrl+Down": lambda: playback.set_volume(max(0, playback.volume - _VOLUME_STEP)),
        "Ctrl+F": lambda: _search(window),
        "Ctrl+D": lambda: playback.add(window.page.selected_paths()),
        "Ctrl+Shift+D": lambda: playback.play_next(window.page.selected_paths()),
        "Ctrl+Z": playback.undo,
        "Alt+Left": window.page.views.back,
        "Ctrl+PgDown": lambda: window.page.views.go_beside(1),
        "Ctrl+PgUp": lambda: window.page.views.go_beside(-1),
        "Ctrl+,": window.show_settings,
        "Ctrl+J": window.show_playing,
        "Ctrl+R": window.side.recommend_wanted.emit,
        "Ctrl+O": window.choose_folder,
        "Ctrl+B": window.toggle_panel,
        "Alt++": lambda: window.side.give_thumb_to_playing(ThumbKind.UP),
        "Alt+=": lambda: window.side.give_thumb_to_playing(ThumbKind.UP),
        "Alt+-": lambda: window.side.give_thumb_to_playing(ThumbKind.DOWN),
        "F5": window.rescan_wanted.emit,
        "Ctrl+Q": window.close,
    }
    plain: dict[str, Callable[[], object]] = {
        "Space": playback.toggle,
        "Left": lambda: playback.seek(max(0.0, playback.position_s() - _SEEK_S)),
        "Right": lambda: playback.seek(playback.position_s() + _SEEK_S),
        "M": lambda: playback.set_muted(not playback.is_muted),
    }
    for key, action in keys.items():
        _shortcut(window, key, action)
    _PlainKeys([_shortcut(window, key, action) for key, action in plain.items()], window)


class _PlainKeys(QObject):
    """Keys without Ctrl or Alt: off while the control that has the focus uses them itself."""

    def __init__(self, shortcuts: list[QShortcut], parent: QObject) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not isinstance(now, _USES_PLAIN_KEYS))


def _shortcut(window: "MainWindow", key: str, action: Callable[[], object]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.activated.connect(action)
    return shortcut


def _search(window: "MainWindow") -> None:
    window.page.header.search.setFocus()
    window.page.header.search.selectAll()
