"""The buttons of the panel For my mood: Recommend, other ways beside it, and words to click."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.mood import Mood
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.panel_parts import link, named
from musemood.ui.theme import Theme
from musemood.ui.wording import mood_name


class MoodButtons(QWidget):
    """``recommend``, ``ways``; ``feel``, ``week`` and ``undo``. Whoever owns it connects them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recommend = named(QPushButton(self.tr("Recommend")), "primary")
        self.recommend.setCursor(Qt.CursorShape.PointingHandCursor)
        self.ways = named(QToolButton(), "ways")
        self.ways.setIcon(icon("chevron-down", theme.soft, 16))
        self.ways.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ways.setCursor(Qt.CursorShape.PointingHandCursor)
        self.ways.setText(self.tr("Other ways"))
        self.ways.setToolTip(self.tr("More like this track, or a journey from mood to mood"))
        self.ways.setAccessibleName(self.tr("Other ways"))
        self.feel = link(self.tr("No, I feel …"))
        self.week = link(self.tr("Back to my week"))
        self.undo = link(self.tr("Undo"))
        self.undo.hide()
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.recommend, 1)
        first.addWidget(self.ways)
        first.addStretch()  # only where Recommend is away
        second.addWidget(self.feel)
        second.addWidget(self.week)
        second.addStretch(1)
        second.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)

    def show_choices(self, *, is_lost: bool, is_chosen: bool, is_busy: bool) -> None:
        """What can be pressed where there is no mood to go by, one was chosen, work is under way.

        Without Recommend beside it, the button of the other ways says what it is.
        """
        self.recommend.setVisible(not is_lost)
        self.recommend.setEnabled(not is_busy)
        styles = Qt.ToolButtonStyle
        self.ways.setToolButtonStyle(
            styles.ToolButtonTextBesideIcon if is_lost else styles.ToolButtonIconOnly
        )
        self.feel.setVisible(not is_lost)
        self.week.setVisible(is_chosen)


def mood_menu(
    parent: QWidget, theme: Theme, moods: Iterable[Mood], choose: Callable[[Mood], None]
) -> QMenu:
    """A menu of moods, not shown yet; the first one is lit, so that Enter takes it."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for mood in moods:
        mark = icon(MOOD_ICON[mood], theme.mood_ink(mood), 16)
        menu.addAction(mark, mood_name(mood), lambda m=mood: choose(m))
    menu.setActiveAction(menu.actions()[0])
    return menu
