"""The settings: pages side by side, each made when the dialog opens. What is changed counts at
once; there is nothing to confirm.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from musemood.ui.icons import icon
from musemood.ui.theme import Theme


class SettingsPage(Struct, frozen=True):
    """One page. ``key`` finds it again, ``icon`` is a file of resources/icons."""

    key: str
    title: str
    icon: str
    make: Callable[[], QWidget]


class SettingsDialog(QDialog):
    """A list of the pages at the left, the chosen one at the right."""

    def __init__(self, pages: Sequence[SettingsPage], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = tuple(pages)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(760, 520)
        self.names = QListWidget()
        self.names.setObjectName("settingsNames")
        self.names.setAccessibleName(self.tr("Pages of the settings"))
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setFixedWidth(180)
        self.names.setIconSize(QSize(16, 16))
        self.stack = QStackedWidget()
        self._widgets: dict[str, QWidget] = {}
        for page in self._pages:
            item = QListWidgetItem(icon(page.icon, theme.soft, 16), page.title)
            item.setSizeHint(QSize(160, 36))
            self.names.addItem(item)
            self.stack.addWidget(self._framed(page))
        self.names.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.names.setCurrentRow(0)
        self._lay_out()

    def show_page(self, key: str) -> None:
        """Turn to a page; an unknown key changes nothing."""
        for row, page in enumerate(self._pages):
            if page.key == key:
                self.names.setCurrentRow(row)

    def page(self, key: str) -> QWidget:
        """The widget of a page. Raises KeyError for an unknown key."""
        return self._widgets[key]

    def _framed(self, page: SettingsPage) -> QWidget:
        framed = QWidget()
        column = QVBoxLayout(framed)
        column.setContentsMargins(24, 20, 24, 0)
        column.setSpacing(14)
        title = QLabel(page.title)
        title.setObjectName("pageTitle")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._widgets[page.key] = page.make()
        area.setWidget(self._widgets[page.key])
        column.addWidget(title)
        column.addWidget(area, 1)
        return framed

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(24, 10, 24, 18)
        bottom.addStretch(1)
        bottom.addWidget(close)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addLayout(bottom)
        left = QWidget()
        left.setObjectName("settingsSide")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        names = QVBoxLayout(left)
        names.setContentsMargins(10, 18, 10, 10)
        names.addWidget(self.names)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addLayout(right, 1)
