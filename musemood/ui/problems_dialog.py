"""Which files failed, why, and what to do: one line each."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.failure import Failure
from musemood.domain.span import told_path
from musemood.ui.path_label import PathLabel
from musemood.ui.wording import failure_sentence

_SHOWN = 500


class ProblemsDialog(QDialog):
    """A list of failures; accepted where the person wants the files tried again."""

    def __init__(self, failures: Iterable[Failure], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Files that failed"))
        self.resize(640, 440)
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(14)
        for failure in list(failures)[:_SHOWN]:
            lines.addWidget(_line(failure))
        lines.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName(self.windowTitle())
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        retry = QPushButton(self.tr("Try again"))
        retry.clicked.connect(self.accept)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        close.setDefault(True)
        bottom = QHBoxLayout()
        bottom.addWidget(retry)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(14)
        column.addWidget(area)
        column.addLayout(bottom)


def _line(failure: Failure) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    sentence = QLabel(failure_sentence(failure))
    sentence.setWordWrap(True)
    path = PathLabel(told_path(failure.path))
    path.setObjectName("quiet")
    column.addWidget(sentence)
    column.addWidget(path)
    return box
