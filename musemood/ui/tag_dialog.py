"""Tags of one or many songs: looked at, edited, saved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.span import file_of
from musemood.domain.tag_sheet import TagFailure, TagField, TagSheet, common_fields
from musemood.services.tag_editing import TagEditing, TagReport
from musemood.ui.path_label import PathLabel
from musemood.ui.tag_form import TagForm
from musemood.ui.tag_words import details_text, file_name, tag_failure_sentence
from musemood.ui.theme import Theme
from musemood.ui.wording import songs_text

_MOST_SENTENCES = 5


class TagDialog(QDialog):
    """Reads the files when it is shown, writes on Save; stays open to tell what failed."""

    def __init__(
        self, paths: Sequence[str], editing: TagEditing, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tagDialog")
        self.setWindowTitle(self.tr("Edit tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._paths = list(paths)
        self._editing = editing
        self._sheets: list[TagSheet] = []
        self._is_busy = True
        self._head = _label("headline")
        self._place = PathLabel()
        self._place.setObjectName("quiet")
        self._details = _label("quiet")
        self.form = TagForm(theme)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.message = _label("tagMessage")
        self.message.setWordWrap(True)
        self.save = QPushButton(self.tr("Save"))
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        self.cancel = QPushButton(self.tr("Cancel"))
        self._lay_out()
        self.form.edited.connect(self._show)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(lambda _: editing.cancel() if self._is_busy else None)
        editing.sheets_read.connect(self._on_read)
        editing.progressed.connect(self._on_progressed)
        editing.finished.connect(self._on_finished)
        self._say_head()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the files now that there is somewhere to show them."""
        super().showEvent(event)
        if self._is_busy and not self._sheets:
            self._editing.read(self._paths)

    def _lay_out(self) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(14)
        inner.addWidget(self.form)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self._details, 1)
        bottom.addWidget(self.cancel)
        bottom.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addWidget(self._place)
        column.addSpacing(10)
        column.addWidget(area, 1)
        column.addWidget(self.progress)
        column.addWidget(self.message)
        column.addSpacing(4)
        column.addLayout(bottom)
        self.resize(620, 640)

    def _say_head(self) -> None:
        if len(self._paths) == 1:
            self._head.setText(self.tr("Edit tags"))
            self._place.show_path(file_of(self._paths[0]))
        else:
            self._head.setText(
                self.tr("Edit tags of {songs}").format(songs=songs_text(len(self._paths)))
            )
            self._place.setText(self.tr("What you leave alone stays as it is in each song."))

    def _show(self) -> None:
        problem = self.form.problem()
        if problem or not self._is_busy:
            self.message.setText(problem)
        self.message.setVisible(bool(self.message.text()))
        self.form.setEnabled(not self._is_busy and bool(self._sheets))
        self.progress.setVisible(self._is_busy)
        can_save = not self._is_busy and not problem and bool(self.form.changes())
        self.save.setEnabled(can_save)

    def _on_progressed(self, done: int, total: int) -> None:
        if self._is_busy:
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _on_read(self, sheets: list[TagSheet], failures: list[TagFailure]) -> None:
        self._is_busy = False
        self._sheets = sheets
        self.form.show_fields(common_fields(sheets))
        self._details.setText(details_text(sheets))
        self._show()
        self._tell(failures)
        title = self.form.fields[TagField.TITLE]
        title.setFocus()
        title.selectAll()

    def _on_save(self) -> None:
        self._is_busy = True
        changes = self.form.changes()
        self._show()
        self._editing.write({sheet.path: changes for sheet in self._sheets})

    def _on_finished(self, report: TagReport) -> None:
        if report.is_undo or not self._is_busy:
            return
        self._is_busy = False
        if not report.failures:
            self.accept()
            return
        self._show()
        self._tell(report.failures)

    def _tell(self, failures: Sequence[TagFailure]) -> None:
        if not failures:
            return
        told = [tag_failure_sentence(failure) for failure in failures[:_MOST_SENTENCES]]
        if len(failures) > len(told):
            rest = [file_name(failure.path) for failure in failures[len(told) :]]
            told.append(self.tr("The same goes for {n} more.").format(n=len(rest)))
            self.message.setToolTip("\n".join(rest[:50]))
        self.message.setText("\n".join(told))
        self.message.show()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
