"""The ways into the queue beside Recommend: like this, a journey, a feeling, a mood's chip."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from musemood.domain.mood import MOODS, Mood
from musemood.domain.way_in import Journey, LikeTrack
from musemood.ui.journey_dialog import USUAL_LENGTH, JourneyDialog
from musemood.ui.menu_keys import keyed, show_keys

if TYPE_CHECKING:
    from musemood.ui.main_window import MainWindow


class WaysIn(QObject):
    """``menu``: the one opened last at the button beside Recommend."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._last_goal, self._last_length = Mood.HAPPY, USUAL_LENGTH
        self.menu: QMenu | None = None
        window.side.ways.clicked.connect(self.open_menu)
        window.sidebar.mood_wanted.connect(self._on_chip)
        window.page.tracks.play_wanted.connect(self._on_play_wanted)

    def fill_menu(self, menu: QMenu, paths: Sequence[str]) -> None:
        """Add More like this to a menu of these songs; it is about the first of them."""
        if paths:
            like = menu.addAction(self.tr("More like this"), partial(self.more_like, paths[0]))
            keyed(like, "more-like")

    def fill_menu_of_one(self, menu: QMenu, paths: Sequence[str]) -> None:
        """The same where several songs are an album or an artist, of which none is the first."""
        if len(paths) == 1:
            self.fill_menu(menu, paths)

    def more_like(self, path: str) -> None:
        """Fill the queue with what sounds most like the track at ``path``."""
        self._show_panel()
        self._window.services.loop.recommend(LikeTrack(path))

    def more_like_chosen(self) -> None:
        """The same for the row of the queue that has the focus, else the song selected, else what
        plays; nothing happens where there is none of these.
        """
        window, side = self._window, self._window.side
        row = side.queue.currentIndex() if side.queue.hasFocus() else None
        current = window.services.playback.current
        chosen = side.rows.paths([row.row()]) if row is not None and row.isValid() else None
        paths = chosen or window.selected_paths() or ([current.path] if current else [])
        if paths:
            self.more_like(paths[0])

    def open_menu(self) -> None:
        """The menu at the button."""
        ways, current = self._window.side.ways, self._window.services.playback.current
        menu = self.menu = QMenu(ways)
        menu.aboutToHide.connect(menu.deleteLater)
        if current is None:
            menu.addAction(self.tr("More like what plays")).setEnabled(False)
        else:
            title = ways.fontMetrics().elidedText(
                self._window.track(current.path).title, Qt.TextElideMode.ElideRight, 220
            )
            menu.addAction(
                self.tr("More like “{title}”").format(title=title.replace("&", "&&")),
                partial(self.more_like, current.path),
            )
        journey = menu.addAction(self.tr("Journey from mood to mood …"), self.plan_journey)
        keyed(journey, "journey")
        show_keys(menu, self._window.keymap)
        menu.popup(ways.mapToGlobal(ways.rect().bottomLeft()))

    def plan_journey(self) -> None:
        """Ask for the two moods and the length."""
        window = self._window
        dialog = JourneyDialog(self._first_choice(), window.theme, window)
        dialog.wanted.connect(self._on_journey_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_feeling(self) -> None:
        """No, I feel …, also where the panel is hidden."""
        self._show_panel()
        self._window.side.ask_feeling()

    def _on_chip(self, mood: Mood) -> None:
        """The songs of the mood are shown, and Recommend follows it; unsure is no mood.

        That states nothing yet: the person may only look.
        """
        self._window.page.show_songs(f"mood:{mood}")
        if mood is not Mood.UNSURE:
            self._window.services.recommending.choose(mood)
            self._window.services.stating.look_at(mood)

    def _on_play_wanted(self, _row: int) -> None:
        """Who plays from the songs of the chip has asked for that mood."""
        stating = self._window.services.stating
        if f"mood:{stating.looked_at}" in self._window.page.header.search.text():
            stating.ask()

    def _show_panel(self) -> None:
        if not self._window.side.isVisible():
            self._window.zones.toggle_panel()

    def _first_choice(self) -> Journey:
        """From the mood that counts now to where the last journey went."""
        state = self._window.services.recommending.state
        start = state.chosen
        if start is None and state.emotion is not None and state.emotion.is_told:
            start = state.emotion.reading.leader
        start = start or Mood.SAD
        others = (self._last_goal, *MOODS)
        goal = next(mood for mood in others if mood is not start)
        return Journey(start, goal, self._last_length)

    def _on_journey_wanted(self, way: Journey) -> None:
        self._last_goal, self._last_length = way.goal, way.count
        self._show_panel()
        self._window.services.loop.recommend(way)
