"""Bring your history: choose, see what would come, bring it, take it back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from musemood.domain.foreign_history import HistorySource
from musemood.domain.history_plan import HistoryPlan
from musemood.domain.track import shown_name
from musemood.services.history_import import HistoryImport
from musemood.ui.history_pages import BusyPage, DonePage, PlanPage, SourcePage
from musemood.ui.history_wording import origin_name, trouble_sentence
from musemood.ui.theme import Theme


class HistoryDialog(QDialog):
    """Speaks to `HistoryImport`; closing it while something is written cancels that."""

    def __init__(
        self, history: HistoryImport, songs_in_library: Callable[[], int], theme: Theme,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._history = history
        self._songs_in_library = songs_in_library
        self._plan: HistoryPlan | None = None
        self.setWindowTitle(self.tr("Bring your history"))
        self.resize(580, 460)
        self.source, self.plan = SourcePage(theme), PlanPage()
        self.busy, self.done_page = BusyPage(), DonePage()
        self.pages = QStackedWidget()
        for page in (self.source, self.plan, self.busy, self.done_page):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._connect()

    def start(self) -> None:
        """Show the first page and look around."""
        self._show_sources("")
        self._history.look()
        self.open()

    def choose_file(self) -> None:
        """Ask for a file and reckon what it would bring."""
        kinds = self.tr("Histories (*.db *.xml *.csv *.zip *.json *.jsonl);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("A history"), str(Path.home()), kinds)
        if path:
            self.read(path)

    def read(self, path: str) -> None:
        """Reckon what this file would bring."""
        self.busy.show_work(self.tr("Reading …"), shown_name(path))
        self.busy.cancel.show()
        self._go(self.busy, self.busy.cancel)
        self._history.plan(path)

    def reject(self) -> None:
        """Closed: what is under way is not wanted any more."""
        self._history.forget_plan()
        self._history.writing.cancel()
        super().reject()

    def _connect(self) -> None:
        history, source, plan, done = self._history, self.source, self.plan, self.done_page
        source.source_wanted.connect(self.read)
        source.choose.clicked.connect(self.choose_file)
        source.undo.clicked.connect(self._on_undo)
        source.save_log.clicked.connect(self._on_save_log)
        source.close_button.clicked.connect(self.reject)
        plan.back.clicked.connect(lambda: self._show_sources(""))
        plan.bring.clicked.connect(self._on_bring)
        plan.save_list.clicked.connect(self._on_save_list)
        done.save_list.clicked.connect(self._on_save_list)
        done.undo.clicked.connect(self._on_undo)
        done.close_button.clicked.connect(self.reject)
        self.busy.cancel.clicked.connect(self._on_cancel)
        history.sources_found.connect(self._on_sources_found)
        history.planned.connect(self._on_planned)
        history.failed.connect(self._on_failed)
        history.writing.failed.connect(self._on_failed)
        history.writing.progressed.connect(self._on_progressed)
        history.writing.finished.connect(self._on_finished)
        history.writing.cancelled.connect(self._on_cancelled)
        history.writing.undone.connect(self._on_undone)
        history.file_saved.connect(self._on_file_saved)

    # What the person does

    def _on_bring(self) -> None:
        if self._plan is not None:
            self.busy.cancel.show()
            self._go(self.busy, self.busy.cancel)
            self._history.writing.apply(self._plan)

    def _on_cancel(self) -> None:
        self._history.forget_plan()
        if self._history.writing.is_running:
            self._history.writing.cancel()
            self._show_way_back()
        else:
            self._show_sources("")

    def _show_way_back(self) -> None:
        self.busy.show_work(self.tr("Taking it back …"), "")
        self.busy.cancel.hide()
        self._go(self.busy, self.busy)

    def _on_undo(self) -> None:
        self._show_way_back()
        self._history.writing.undo()

    def _on_save_list(self) -> None:
        path = self._ask_where(self.tr("Save the list"), "not in my library.txt")
        if path and self._plan is not None:
            self._history.save_unmatched(path, self._plan.unmatched)

    def _on_save_log(self) -> None:
        path = self._ask_where(self.tr("Save my plays"), ".scrobbler.log")
        if path:
            self._history.save_log(path)

    def _ask_where(self, title: str, name: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / name))
        return path

    # What the service says

    def _on_sources_found(self, sources: list[HistorySource]) -> None:
        self.source.show_sources(sources)
        if self.source.found:
            self.source.found[0].setFocus()

    def _on_failed(self, error: object) -> None:
        self._show_sources(trouble_sentence(error))

    def _on_cancelled(self) -> None:
        self._show_sources("")

    def _on_planned(self, plan: HistoryPlan) -> None:
        self._plan = plan
        keepers = self._history.keepers
        self.plan.show_plan(
            plan,
            keeps_ratings=keepers.keep_ratings is not None,
            keeps_playlists=keepers.keep_playlist is not None,
        )
        self._go(self.plan, self.plan.back if self.plan.bring.isHidden() else self.plan.bring)

    def _on_progressed(self, done: int, total: int) -> None:
        assert self._plan is not None
        name = origin_name(self._plan.origin)
        self.busy.show_work(
            self.tr("Bringing it over …"), self.tr("From {name}").format(name=name), done, total
        )

    def _on_finished(self, plan: HistoryPlan) -> None:
        done = self.done_page
        name = origin_name(plan.origin)
        done.headline.setText(self.tr("Your history is here"))
        done.text.setText(
            "\n".join([self.tr("From {name}:").format(name=name), *self.plan.brought])
        )
        done.undo.show()
        done.save_list.setVisible(bool(plan.unmatched))
        self._go(done, done.close_button)

    def _on_undone(self) -> None:
        done = self.done_page
        done.headline.setText(self.tr("Taken back"))
        done.text.setText(self.tr("Everything is as it was before."))
        done.undo.hide()
        done.save_list.hide()
        self._go(done, done.close_button)

    def _on_file_saved(self, path: str) -> None:
        sentence = self.tr("Saved as {path}").format(path=shown_name(path))
        for page in (self.source, self.plan, self.done_page):
            if self.pages.currentWidget() is page:
                page.text.setText(sentence)

    # Pages

    def _show_sources(self, trouble: str) -> None:
        if not trouble and not self._songs_in_library():
            trouble = self.tr("Your library is empty: add your music first, so that songs match.")
        self.source.show_trouble(trouble)
        self.source.undo.setVisible(self._history.writing.can_undo)
        self._go(self.source, (*self.source.found, self.source.choose)[0])

    def _go(self, page: QWidget, focus: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        focus.setFocus()
