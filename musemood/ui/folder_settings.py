"""A page of the settings: the folders that the library is made of."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.edit import EditKind
from musemood.domain.track import shown_name
from musemood.services.options import Option, Options
from musemood.ui.framed_list import FramedList
from musemood.ui.icons import icon
from musemood.ui.main_window import MainWindow
from musemood.ui.wording import songs_text


class FolderSettings(QWidget):
    """Lists them; adds, removes and looks through them anew."""

    def __init__(self, window: MainWindow, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._services = window.services
        words = QLabel(
            self.tr("Looked through at each start for what is new. Files are never changed here.")
        )
        words.setObjectName("quiet")
        words.setWordWrap(True)
        self.list = FramedList(
            self.tr("Music folders"),
            self.tr("No folder yet. Add one, or drop it anywhere on the window."),
        )
        self.list.setIconSize(QSize(18, 18))
        self.add = QPushButton(self.tr("Add a folder …"))
        self.add.clicked.connect(window.choose_folder)
        self.remove = QPushButton(self.tr("Take out …"))
        self.remove.clicked.connect(self._on_remove)
        self.rescan = QPushButton(self.tr("Look for new music now"))
        self.rescan.clicked.connect(window.rescan_wanted)
        self.remove_missing = QPushButton()
        self.remove_missing.clicked.connect(self._services.whereabouts.remove_missing)
        buttons = QHBoxLayout()
        for button in (self.add, self.remove, self.rescan):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(words)
        column.addWidget(self.list, 1)
        column.addWidget(self._watch_box(options))
        column.addLayout(buttons)
        column.addWidget(self.remove_missing, 0, Qt.AlignmentFlag.AlignLeft)  # no room beside them
        self.list.currentRowChanged.connect(lambda _: self._show_buttons())
        self._services.folders.changed.connect(self._show)
        self._services.browsing.changed.connect(self._show)
        self._services.collection.tracks_changed.connect(self._show_buttons)
        self._add_undo_keys()
        self._show()

    def _watch_box(self, options: Options) -> QCheckBox:
        self.watch = QCheckBox(
            self.tr("Watch folders: what comes, changes or goes shows by itself")
        )
        self.watch.setToolTip(self.tr("Otherwise at each start, and with F5"))
        self.watch.setChecked(options.is_on(Option.WATCHES_FOLDERS))
        self.watch.toggled.connect(lambda is_on: options.switch(Option.WATCHES_FOLDERS, is_on))
        return self.watch

    def songs_in(self, folder: str) -> int:
        """How many songs of the library lie in and below a folder."""
        return self._services.browsing.catalogue.count_in(folder)

    def _show(self) -> None:
        current = self.list.currentRow()
        self.list.clear()
        folders = self._services.folders.folders
        for folder in folders:
            text = f"{shown_name(folder)}  ·  {songs_text(self.songs_in(folder))}"
            item = QListWidgetItem(icon("folder", self._window.theme.soft, 18), text)
            item.setToolTip(shown_name(folder))
            item.setSizeHint(QSize(100, 40))
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(current, 0), len(folders) - 1))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.remove.setEnabled(self.list.currentRow() >= 0)
        self.rescan.setEnabled(self.list.count() > 0)
        missing = len(self._services.whereabouts.missing())
        self.remove_missing.setVisible(missing > 0)
        self.remove_missing.setText(
            self.tr("Remove missing: {songs}").format(songs=songs_text(missing))
        )

    def _add_undo_keys(self) -> None:
        """The window's own keys do not reach into the settings."""
        keymap = self._window.keymap
        undo = next(action for action in keymap.actions if action.id == "undo")
        for key in keymap.keys(undo):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_undo)

    def _on_undo(self) -> None:
        newest = self._services.undo.newest
        if newest is not None and newest.kind is EditKind.FOLDER_TAKEN_OUT:
            self._services.undo.undo()

    def _on_remove(self) -> None:
        folder = self._services.folders.folders[self.list.currentRow()]
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Take a folder out"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            self.tr("Take “{folder}” out of the library?").format(folder=shown_name(folder))
        )
        box.setInformativeText(
            self.tr(
                "{songs} leave the list. The files stay on the disk, and plays and moods are "
                "kept for when the folder comes back."
            ).format(songs=songs_text(self.songs_in(folder)))
        )
        out = box.addButton(self.tr("Take out"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        out.clicked.connect(
            lambda: self._services.folders.remove(folder, self._services.collection.library)
        )
        box.finished.connect(box.deleteLater)
        box.open()
