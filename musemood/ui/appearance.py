"""Light, dark, or as the desktop asks for; changed while the window is open."""

from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from musemood.ui.icons import drawing_of, icon
from musemood.ui.sidebar import NavButton
from musemood.ui.theme import (
    DARK,
    LIGHT,
    LiveTheme,
    Theme,
    counterpart,
    style_sheet,
    system_theme,
)


class Look(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Appearance(QObject):
    """Holds the `theme` that all views paint with, and remembers the choice.

    ``override``: "light" or "dark" hold for this run whatever was chosen before.
    Signals: ``changed()`` after the colours have changed.
    """

    changed = Signal()

    def __init__(
        self, settings: QSettings, override: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        stored = str(settings.value("theme", Look.SYSTEM.value))
        known = [look.value for look in Look]
        self.look = Look(next((word for word in (override, stored) if word in known), "system"))
        self.theme = LiveTheme(self._wanted())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def dress(self) -> None:
        """Give the program its colours and shapes.

        After the window is built: each widget that is put into another would be measured by its
        style first, which takes as long as building all of them.
        """
        _application().setStyleSheet(style_sheet(self.theme))

    def choose(self, look: Look) -> None:
        """Take it at once and remember it."""
        self.look = look
        self._settings.setValue("theme", look.value)
        self._apply()

    def close(self) -> None:
        """Follow the desktop no more: its hints live longer than any window."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._on_system_changed)

    def _wanted(self) -> Theme:
        return {Look.LIGHT: LIGHT, Look.DARK: DARK}.get(self.look) or system_theme()

    def _on_system_changed(self) -> None:
        if self.look is Look.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        before, after = self.theme.now, self._wanted()
        if before == after:
            return
        self.theme.become(after)
        application = _application()
        application.setStyleSheet(style_sheet(after))
        for widget in application.allWidgets():
            _recolour(widget, before, after)
            widget.update()
        self.changed.emit()


def _recolour(widget: QWidget, before: Theme, after: Theme) -> None:
    """Icons that were drawn in a colour of the theme before are drawn anew."""
    if isinstance(widget, NavButton):
        widget.recolour(QColor(counterpart(widget.ink.name(), before, after)))
    holders: list[QAbstractButton | QAction] = list(widget.actions())
    if isinstance(widget, QAbstractButton):
        holders.append(widget)
    for holder in holders:
        drawing = drawing_of(holder.icon())
        if drawing is not None:
            colour = counterpart(drawing.colour, before, after)
            holder.setIcon(icon(drawing.name, colour, drawing.size, drawing.is_filled))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
