"""What a person does to the selected songs beside playing them: by key and by menu."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from musemood.domain.mood import MOODS, Mood
from musemood.domain.opinion import MOST_STARS
from musemood.domain.span import file_of
from musemood.domain.track import shown_name
from musemood.services.tag_editing import TagReport
from musemood.services.trash import TrashReport
from musemood.ui.banner import Banner
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.menu_keys import keyed
from musemood.ui.mood_tags_dialog import MoodTagsDialog
from musemood.ui.services import Services
from musemood.ui.tag_dialog import TagDialog
from musemood.ui.tag_words import (
    file_name,
    tag_failure_sentence,
    trash_failure_sentence,
)
from musemood.ui.theme import Theme
from musemood.ui.track_details import TrackDetails
from musemood.ui.wording import mood_name, songs_text


class TrackActions(QObject):
    """``selected``: the paths of the selected songs; who names no others means them."""

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
        services.tag_editing.finished.connect(self._on_tags_finished)
        services.trash.finished.connect(self._on_trash_finished)
        services.file_manager.failed.connect(self._on_not_shown)

    def edit_tags(self, paths: Sequence[str] | None = None) -> None:
        """Open the dialog."""
        about = self._about(paths)
        if about:
            TagDialog(about, self._services.tag_editing, self._theme, self._window).open()

    def show_details(self, paths: Sequence[str] | None = None) -> None:
        """Say all that is known of these songs, one at a time."""
        found = map(self._services.collection.library.get, self._about(paths))
        tracks = [track for track in found if track is not None]
        if tracks:
            dialog = TrackDetails(tracks, self._services, self._theme, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def rate(self, stars: int, paths: Sequence[str] | None = None) -> None:
        """Give 0..5 stars."""
        self._services.opinions.rate(self._about(paths), stars)

    def set_mood(self, mood: Mood | None, paths: Sequence[str] | None = None) -> None:
        """Say the mood; None gives the songs back to the model."""
        self._services.opinions.set_mood(self._about(paths), mood)

    def write_moods(self, paths: Sequence[str] | None = None) -> None:
        """Open the dialog that writes moods to the files of songs; nothing is written before."""
        about = self._about(paths)
        if about:
            MoodTagsDialog(about, self._services.mood_writing, self._window).open()

    def write_all_moods(self) -> None:
        """The same for every song of the library."""
        self.write_moods([track.path for track in self._services.collection.library.songs()])

    def show_in_file_manager(self, paths: Sequence[str] | None = None) -> None:
        """Open the folder of the songs."""
        self._services.file_manager.show(self._about(paths))

    def move_to_trash(self, paths: Sequence[str] | None = None) -> None:
        """Ask, then move the files of the songs to the trash."""
        about = self._about(paths)
        if not about:
            return
        files = dict.fromkeys(map(file_of, about))
        going = self._services.trash.going_with(about)
        what = file_name(about[0]) if len(files) == 1 else songs_text(len(going))
        is_cut = any(track.path not in files for track in going)
        question = QMessageBox(
            QMessageBox.Icon.NoIcon,
            self.tr("Move to trash"),
            self.tr("Move {what} to the trash?").format(what=what),
            QMessageBox.StandardButton.Cancel,
            self._window,
        )
        question.setTextFormat(Qt.TextFormat.PlainText)
        undo = self.tr("Undo brings it back as long as MuseMood runs.")
        whole = self.tr("A whole file goes, with all its tracks: {songs} in all.")
        told = whole.format(songs=songs_text(len(going))) + " " if is_cut else ""
        question.setInformativeText(told + undo)
        move = question.addButton(self.tr("Move to trash"), QMessageBox.ButtonRole.DestructiveRole)
        move.clicked.connect(lambda: self._services.trash.move(about))
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.finished.connect(lambda _: question.deleteLater())
        question.open()

    def fill_menu(self, menu: QMenu, paths: Sequence[str]) -> None:
        """Add all of this to a menu of these songs."""
        about = list(paths)
        menu.addSeparator()
        moods = menu.addMenu(self.tr("Mood"))
        for mood in MOODS:
            mark = icon(MOOD_ICON[mood], self._theme.mood_ink(mood), 16)
            entry = moods.addAction(mark, mood_name(mood), partial(self.set_mood, mood, about))
            keyed(entry, f"mood-{mood}")
        moods.addSeparator()
        of_analysis = self.tr("As the analysis says")
        keyed(moods.addAction(of_analysis, partial(self.set_mood, None, about)), "mood-none")
        stars = menu.addMenu(self.tr("Rating"))
        for number in range(MOST_STARS, 0, -1):
            text = "★" * number + "☆" * (MOST_STARS - number)
            keyed(stars.addAction(text, partial(self.rate, number, about)), f"stars-{number}")
        keyed(stars.addAction(self.tr("No stars"), partial(self.rate, 0, about)), "stars-0")
        menu.addSeparator()
        details = self.tr("Details, and why this mood …")
        keyed(menu.addAction(details, partial(self.show_details, about)), "details")
        edit = self.tr("Edit tags …")
        keyed(menu.addAction(edit, partial(self.edit_tags, about)), "edit-tags")
        write = self.tr("Write moods to files …")
        keyed(menu.addAction(write, partial(self.write_moods, about)), "write-moods")
        menu.addAction(self.tr("Show in file manager"), partial(self.show_in_file_manager, about))
        menu.addAction(self.tr("Move to trash …"), partial(self.move_to_trash, about))
        menu.addSeparator()

    def _about(self, paths: Sequence[str] | None) -> list[str]:
        return self._selected() if paths is None else list(paths)

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
