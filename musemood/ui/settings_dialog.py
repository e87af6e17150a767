"""The settings: pages side by side, each a widget of its own."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)


class SettingsDialog(QDialog):
    """What is changed counts at once; there is nothing to confirm.

    ``pages``: the name of each and the widget.
    """

    def __init__(self, pages: Sequence[tuple[str, QWidget]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(560, 640)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Settings"))
        for name, page in pages:
            self.tabs.addTab(page, name)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.tabs, 1)
        column.addLayout(bottom)

    def show_page(self, number: int) -> None:
        """Bring one of the pages to the front."""
        self.tabs.setCurrentIndex(number)
