"""Beside the search field: keep this search as a smart playlist."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton

from musemood.ui.icons import icon
from musemood.ui.theme import Theme


class SaveSearchButton(QToolButton):
    """Shown as long as something is searched for. Signals: ``save_wanted(str)``, the search."""

    save_wanted = Signal(str)

    def __init__(self, search: QLineEdit, theme: Theme) -> None:
        super().__init__()
        self._search = search
        self._theme = theme
        self._is_saved = False
        self.setIconSize(QSize(17, 17))
        self.setFixedSize(34, 34)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_clicked)
        search.textChanged.connect(lambda text: self.setVisible(bool(text.strip())))
        self.hide()
        self.show_saved(False)

    def show_saved(self, is_saved: bool) -> None:
        """Whether this search is a smart playlist already."""
        self._is_saved = is_saved
        self.setIcon(icon("bookmark", self._theme.soft, 17, is_filled=is_saved))
        text = (
            self.tr("This search is a smart playlist")
            if is_saved
            else self.tr("Save this search as smart playlist")
        )
        self.setToolTip(text)
        self.setAccessibleName(text)

    def _on_clicked(self) -> None:
        if not self._is_saved:
            self.save_wanted.emit(self._search.text().strip())
