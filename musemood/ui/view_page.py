"""What the pages of the library have in common, and the head of those that list many things."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.catalogue import Catalogue
from musemood.ui.track_list import TrackList


class ViewPage(QWidget):
    """A page: a view, or a sentence where the search leaves nothing of it.

    Signals: ``opened(Thing)``, ``play_wanted(list[str], int)`` with the row to play first,
    ``shuffle_wanted(list[str])``, ``queue_wanted(list[str])``, ``play_next_wanted(list[str])``,
    ``menu_opening(QMenu, list[str])``, ``clear_wanted()`` to take the search back.
    """

    opened = Signal(object)
    play_wanted = Signal(object, int)
    shuffle_wanted = Signal(object)
    queue_wanted = Signal(object)
    play_next_wanted = Signal(object)
    menu_opening = Signal(object, object)
    clear_wanted = Signal()

    def __init__(self, view: QAbstractScrollArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.nothing = NothingFound()
        self.nothing.clear_wanted.connect(self.clear_wanted)
        self._states = QStackedWidget()
        self._states.addWidget(view)
        self._states.addWidget(self.nothing)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self._states, 1)

    def put_head(self, head: "PageHead") -> None:
        """Show it above the view; for Tab too, which goes by what was put in first."""
        self._states.setParent(None)
        self.column.insertWidget(0, head)
        self.column.insertWidget(1, self._states, 1)

    # What each page does in its own way

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """The library as it is now."""

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only what belongs to these songs; None shows all."""

    def selected_paths(self) -> list[str]:
        """The songs of what is selected."""
        return []

    def set_playing(self, path: str) -> None:
        """Mark the song that plays, "" for none."""

    def track_lists(self) -> list[TrackList]:
        """The lists of songs on this page."""
        return []

    # The same for all

    def scrolled(self) -> int:
        """How far the page is scrolled, pixels."""
        return self._view.verticalScrollBar().value()

    def set_scroll(self, pixels: int) -> None:
        """Scroll to where it was."""
        self._view.verticalScrollBar().setValue(pixels)

    def take_focus(self) -> None:
        """The keyboard goes to the view."""
        take = getattr(self._view, "take_focus", self._view.setFocus)
        take()

    def _show_state(self, has_something: bool) -> None:
        self._states.setCurrentIndex(0 if has_something else 1)


class PageHead(QWidget):
    """Title and count of a page, room for controls at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(title)
        self._title.setObjectName("pageTitle")
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 4, 10, 0)
        self.row.setSpacing(10)
        self.row.addWidget(self._title)
        self._count.setContentsMargins(0, 0, 0, 3)  # on the baseline of the title
        self.row.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)

    def show_count(self, text: str) -> None:
        """How many there are."""
        self._count.setText(text)

    def count_text(self) -> str:
        """What is said of the count."""
        return self._count.text()


class NothingFound(QWidget):
    """Signals: ``clear_wanted()``."""

    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QLabel(self.tr("Nothing here matches the search."))
        words.setObjectName("bigQuiet")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clear = QPushButton(self.tr("Clear the search"))
        self.clear.setObjectName("pill")
        self.clear.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clear.clicked.connect(self.clear_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(words)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
