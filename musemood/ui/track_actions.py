"""What a person does to the selected songs beside playing them: by key and by menu."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from musemood.domain.deed import Deed, DeedKind
from musemood.domain.mood import MOODS, Mood
from musemood.domain.opinion import MOST_STARS
from musemood.domain.track import shown_name
from musemood.services.tag_editing import TagReport
from musemood.services.trash import TrashReport
from musemood.ui.banner import Banner
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.services import Services
from musemood.ui.tag_dialog import TagDialog
from musemood.ui.tag_words import (
    deed_sentence,
    file_name,
    songs_text,
    tag_failure_sentence,
    trash_failure_sentence,
)
from musemood.ui.theme import Theme
from musemood.ui.wording import mood_name

_DEED = "deed"
_TOLD_MS = 15_000
_SHOWN_IN_LIST = (DeedKind.RATED, DeedKind.MOOD_SET)
"""What needs no banner: the list shows it at once."""


class TrackActions(QObject):
    """``selected``: the paths of the selected songs."""

    def __init__(
        self,
        services: Services,
        theme: Theme,
        banner: Banner,
        selected: Callable[[], list[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._services, self._theme, self._banner = services, theme, banner
        self._selected = selected
        self._window = parent
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_TOLD_MS)
        self._telling.timeout.connect(lambda: banner.unsay(_DEED))
        banner.action_wanted.connect(self._on_banner_action)
        services.deeds.done.connect(self._on_done)
        services.deeds.undone.connect(lambda _: banner.unsay(_DEED))
        services.tag_editing.finished.connect(self._on_tags_finished)
        services.trash.finished.connect(self._on_trash_finished)
        services.file_manager.failed.connect(self._on_not_shown)

    def edit_tags(self) -> None:
        """Open the dialog on the selected songs."""
        paths = self._selected()
        if paths:
            TagDialog(paths, self._services.tag_editing, self._theme, self._window).open()

    def rate(self, stars: int) -> None:
        """Give the selected songs 0..5 stars."""
        self._services.opinions.rate(self._selected(), stars)

    def set_mood(self, mood: Mood | None) -> None:
        """Say the mood of the selected songs; None gives them back to the model."""
        self._services.opinions.set_mood(self._selected(), mood)

    def show_in_file_manager(self) -> None:
        """Open the folder of the selected songs."""
        self._services.file_manager.show(self._selected())

    def move_to_trash(self) -> None:
        """Ask, then move the files of the selected songs to the trash."""
        paths = self._selected()
        if not paths:
            return
        what = file_name(paths[0]) if len(paths) == 1 else songs_text(len(paths))
        question = QMessageBox(
            QMessageBox.Icon.NoIcon,
            self.tr("Move to trash"),
            self.tr("Move {what} to the trash?").format(what=what),
            QMessageBox.StandardButton.Cancel,
            self._window,
        )
        question.setInformativeText(self.tr("Undo brings it back as long as MuseMood runs."))
        move = question.addButton(self.tr("Move to trash"), QMessageBox.ButtonRole.DestructiveRole)
        move.clicked.connect(lambda: self._services.trash.move(paths))
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.finished.connect(lambda _: question.deleteLater())
        question.open()

    def fill_menu(self, menu: QMenu) -> None:
        """Add all of this to a menu of the selected songs."""
        menu.addSeparator()
        moods = menu.addMenu(self.tr("Mood"))
        for number, mood in enumerate(MOODS, 1):
            mark = icon(MOOD_ICON[mood], self._theme.mood_ink(mood), 16)
            text = f"{mood_name(mood)}\tCtrl+{number}"
            moods.addAction(mark, text, partial(self.set_mood, mood))
        moods.addSeparator()
        moods.addAction(self.tr("As the analysis says") + "\tCtrl+0", lambda: self.set_mood(None))
        stars = menu.addMenu(self.tr("Rating"))
        for number in range(MOST_STARS, 0, -1):
            text = "★" * number + "☆" * (MOST_STARS - number) + f"\tAlt+{number}"
            stars.addAction(text, partial(self.rate, number))
        stars.addAction(self.tr("No stars") + "\tAlt+0", lambda: self.rate(0))
        menu.addSeparator()
        menu.addAction(self.tr("Edit tags …") + "\tCtrl+E", self.edit_tags)
        menu.addAction(self.tr("Show in file manager"), self.show_in_file_manager)
        menu.addAction(self.tr("Move to trash …"), self.move_to_trash)

    def _on_done(self, deed: Deed) -> None:
        if deed.kind not in _SHOWN_IN_LIST:
            self._banner.say(_DEED, deed_sentence(deed), self.tr("Undo"), mark="info")
            self._telling.start()

    def _on_banner_action(self, key: str) -> None:
        if key == _DEED:
            self._services.deeds.undo()

    def _on_tags_finished(self, report: TagReport) -> None:
        if report.is_undo and report.failures:
            sentences = [tag_failure_sentence(failure) for failure in report.failures[:3]]
            self._banner.say("tags", " ".join(sentences))

    def _on_trash_finished(self, report: TrashReport) -> None:
        if report.failed:
            self._banner.say("trash", trash_failure_sentence(report.failed, report.is_undo))

    def _on_not_shown(self, path: str) -> None:
        self._banner.say(
            "file manager",
            self.tr("No file manager answers; {name} lies in {folder}.").format(
                name=file_name(path), folder=shown_name(str(PurePath(path).parent))
            ),
        )
