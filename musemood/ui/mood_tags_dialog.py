"""Moods written to files: first a list of what would be done, then, if wanted, the deed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.mood_writing import TOUCHED, MoodFate, MoodFile
from musemood.services.mood_writing import MoodWriting
from musemood.services.tag_editing import TagReport
from musemood.ui.mood_tags_model import MoodTagsModel
from musemood.ui.tag_words import tag_failure_sentence
from musemood.ui.translate import number_text
from musemood.ui.wording import songs_text

_ROW_HEIGHT = 30
_MOST_SENTENCES = 3


class MoodTagsDialog(QDialog):
    """Looks at the files when it is shown; stays open to tell what could not be written."""

    def __init__(self, paths: Sequence[str], writing: MoodWriting, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagDialog")
        self.setWindowTitle(self.tr("Write moods to files"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._paths = list(paths)
        self._writing = writing
        self._files: list[MoodFile] = []
        self._is_busy = True
        self._is_writing = False
        self.model = MoodTagsModel(self)
        self.table = QTableView()
        self.replaces = QCheckBox(self.tr("Replace what mood tags say already"))
        self.progress = QProgressBar()
        self.message = QLabel()
        self.summary = QLabel()
        self.write = QPushButton(self.tr("Write"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self._dress()
        self._lay_out()
        self._connect()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the files now that there is somewhere to show them."""
        super().showEvent(event)
        if self._is_busy and not self._files:
            self._writing.look(self._paths)

    def _dress(self) -> None:
        table = self.table
        table.setObjectName("framedTable")
        table.setModel(self.model)
        table.setAccessibleName(self.tr("What would be written"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.message.setObjectName("tagMessage")
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.summary.setObjectName("quiet")
        self.summary.setWordWrap(True)
        self.write.setObjectName("primary")
        self.write.setDefault(True)

    def _lay_out(self) -> None:
        head = QLabel(self.tr("Write moods to files"))
        head.setObjectName("headline")
        words = QLabel(
            self.tr(
                "Other players can read them then, by their English names. The sound stays as it "
                "is, and undo takes everything back as long as MuseMood runs."
            )
        )
        words.setObjectName("quiet")
        words.setWordWrap(True)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.summary, 1)
        bottom.addWidget(self.cancel)
        bottom.addWidget(self.write)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addWidget(self.progress)
        column.addWidget(self.message)
        column.addWidget(self.replaces)
        column.addLayout(bottom)
        self.resize(680, 560)

    def _connect(self) -> None:
        self.replaces.toggled.connect(self._show)
        self.write.clicked.connect(self._on_write)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(lambda _: self._writing.cancel() if self._is_busy else None)
        self._writing.progressed.connect(self._on_progressed)
        self._writing.looked.connect(self._on_looked)
        self._writing.editing.progressed.connect(self._on_progressed)
        self._writing.editing.finished.connect(self._on_finished)

    def _show(self) -> None:
        self.model.show(self._files, replaces=self.replaces.isChecked())
        touched = self.model.count(*TOUCHED)
        self.progress.setVisible(self._is_busy)
        self.message.setVisible(bool(self.message.text()))
        self.table.setEnabled(not self._is_busy)
        self.replaces.setEnabled(not self._is_busy)
        self.write.setEnabled(not self._is_busy and touched > 0)
        self.summary.setText(self._summary(touched))

    def _summary(self, touched: int) -> str:
        if self._is_busy:
            return self.tr("Writing …") if self._is_writing else self.tr("Looking at the files …")
        kept = self.model.count(MoodFate.KEPT)
        failed = self.model.count(MoodFate.FAILED)
        parts = [self.tr("{songs} would be written").format(songs=songs_text(touched))]
        if kept:
            parts.append(self.tr("kept as it is: {n}").format(n=number_text(kept)))
        if failed:
            parts.append(self.tr("not writable: {n}").format(n=number_text(failed)))
        return " · ".join(parts)

    # What the person does, and what the service says

    def _on_write(self) -> None:
        self._is_busy = self._is_writing = True
        self.message.clear()
        self.progress.reset()
        self._show()
        self._writing.write(self._files, replaces=self.replaces.isChecked())

    def _on_progressed(self, done: int, total: int) -> None:
        if self._is_busy:
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _on_looked(self, files: list[MoodFile]) -> None:
        self._is_busy = False
        self._files = files
        self._show()
        (self.write if self.write.isEnabled() else self.replaces).setFocus()

    def _on_finished(self, report: TagReport) -> None:
        if report.is_undo or not self._is_writing:
            return
        self._is_writing = False
        if not report.failures:
            self._is_busy = False
            self.accept()
            return
        told = [tag_failure_sentence(each) for each in report.failures[:_MOST_SENTENCES]]
        rest = len(report.failures) - len(told)
        if rest:
            told.append(self.tr("The same goes for {n} more.").format(n=number_text(rest)))
        self.message.setText("\n".join(told))
        self._writing.look(self._paths)  # what is so now
