"""A page of the settings: everything out into one file, and in again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.track import shown_name
from musemood.services.transfer import OPINION_KINDS, Brought, Transfer
from musemood.ui.framed_list import FramedList
from musemood.ui.translate import number_text


class TransferPage(QWidget):
    """Speaks to `Transfer`; what it says stays until the next is asked.

    Signals: ``history_wanted()``, to bring the history of another player.
    """

    history_wanted = Signal()

    def __init__(self, transfer: Transfer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transfer = transfer
        words = QLabel(
            self.tr(
                "One file with your songs, plays, thumbs, moods, stars and playlists: for another "
                "computer, or to keep safe. The music itself is not in it."
            )
        )
        words.setObjectName("quiet")
        words.setWordWrap(True)
        self.export = QPushButton(self.tr("Export library …"))
        self.export.clicked.connect(self._on_export)
        self.export_opinions = QPushButton(self.tr("Export moods and stars …"))
        self.export_opinions.clicked.connect(self._on_export_opinions)
        self.bring = QPushButton(self.tr("Import …"))
        self.bring.clicked.connect(self._on_bring)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(transfer.cancel)
        self.history = QPushButton(self.tr("History of another player …"))
        self.history.clicked.connect(self.history_wanted)
        buttons = QHBoxLayout()
        for button in (self.export, self.export_opinions, self.bring, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.news = QLabel()
        self.news.setTextFormat(Qt.TextFormat.PlainText)
        self.news.setWordWrap(True)
        self.absent = FramedList(self.tr("Songs that the library does not have"))
        self.absent.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(words)
        column.addLayout(buttons)
        column.addWidget(self.history, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.news)
        column.addWidget(self.absent, 1)
        column.addStretch()
        self._show_end("")
        self._set_busy(is_busy=transfer.is_running)
        transfer.progressed.connect(self._on_progressed)
        transfer.exported.connect(self._on_exported)
        transfer.imported.connect(self._on_imported)
        transfer.stopped.connect(self._on_stopped)
        transfer.failed.connect(self._on_failed)

    # What the person does

    def _on_export(self) -> None:
        path = self._ask_where("musemood.jsonl")
        if path:
            self._show_work()
            self._transfer.export(path)

    def _on_export_opinions(self) -> None:
        path = self._ask_where("musemood moods and stars.jsonl")
        if path:
            self._show_work()
            self._transfer.export(path, OPINION_KINDS)

    def _on_bring(self) -> None:
        kinds = self.tr("Exports (*.jsonl);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import"), str(Path.home()), kinds)
        if path:
            self._show_work()
            self._transfer.bring(path)

    def _ask_where(self, name: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), str(Path.home() / name))
        return path

    # What the service says

    def _on_progressed(self, lines: int) -> None:
        self.news.setText(self.tr("{n} entries …").format(n=number_text(lines)))

    def _on_exported(self, path: str, count: int) -> None:
        sentence = self.tr("{n} entries are in {path} now.")
        self._show_end(sentence.format(n=number_text(count), path=shown_name(path)))

    def _on_imported(self, brought: Brought) -> None:
        sentences = [
            self.tr("{n} entries are new; {m} were here already.").format(
                n=number_text(brought.added), m=number_text(brought.known)
            )
        ]
        if brought.unreadable:
            sentences.append(
                self.tr(
                    "%Ln lines of the file are no entries and were passed over.",
                    "",
                    brought.unreadable,
                )
            )
        if brought.absent:
            sentences.append(self.tr("What was said of these songs counts once you add them:"))
        self._show_end(" ".join(sentences), brought.absent)

    def _on_stopped(self) -> None:
        self._show_end(self.tr("Stopped."))

    def _on_failed(self, error: Exception) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        self._show_end(
            self.tr("That did not work ({reason}); choose another file.").format(reason=reason)
        )

    def _show_work(self) -> None:
        self._show_end(self.tr("At work …"))
        self._set_busy(is_busy=True)

    def _show_end(self, sentence: str, absent: Sequence[str] = ()) -> None:
        self.news.setText(sentence)
        self.absent.clear()
        self.absent.addItems(list(map(shown_name, absent)))
        self.absent.setVisible(bool(absent))
        self._set_busy(is_busy=False)

    def _set_busy(self, *, is_busy: bool) -> None:
        for button in (self.export, self.export_opinions, self.bring, self.history):
            button.setEnabled(not is_busy)
        self.cancel.setVisible(is_busy)
