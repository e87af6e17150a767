"""The zones of the window beside one another, the bar below, and what there is room for."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from musemood.ui.banner import Banner
from musemood.ui.lyrics_panel import LyricsPanel
from musemood.ui.mood_side import MoodSide
from musemood.ui.player_bar import PlayerBar
from musemood.ui.private_badge import PrivateBadge
from musemood.ui.sidebar import Sidebar

_PANEL_FROM = 1150
_NAMES_FROM = 1000
_TIMES_FROM = 860


class Zones(QWidget):
    """Left bar, pages, and on the right For my mood or the lyrics in its place."""

    def __init__(
        self,
        badge: PrivateBadge,
        banner: Banner,
        sidebar: Sidebar,
        pages: QStackedWidget,
        side: MoodSide,
        lyrics: LyricsPanel,
        bar: PlayerBar,
    ) -> None:
        super().__init__()
        self._sidebar, self._side, self._lyrics, self._bar = sidebar, side, lyrics, bar
        self._is_panel_drawn_out = False
        self._are_lyrics_open = False
        lyrics.hide()
        zones = QHBoxLayout()
        zones.setSpacing(0)
        zones.addWidget(sidebar)
        zones.addWidget(pages, 1)
        zones.addWidget(side)
        zones.addWidget(lyrics)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(badge)
        rows.addWidget(banner)
        rows.addLayout(zones, 1)
        rows.addWidget(bar)

    def take_over(self, other: "Zones") -> None:
        """Open and closed is what was so in another one."""
        self._is_panel_drawn_out = other._is_panel_drawn_out
        self._are_lyrics_open = other._are_lyrics_open
        self.fit()

    def toggle_panel(self) -> None:
        """Where the window is too small for it, For my mood comes and goes as a drawer."""
        self._is_panel_drawn_out = self._are_lyrics_open or not self._is_panel_drawn_out
        self._are_lyrics_open = False
        self.fit()

    def toggle_lyrics(self) -> None:
        """The words of the playing song come and go where For my mood stands."""
        self._are_lyrics_open = not self._are_lyrics_open
        self.fit()

    def fit(self) -> None:
        """Below 1150 px the panel is a drawer, below 1000 px the left bar icons only."""
        width = self.window().width()  # this may be hidden behind the mini player
        is_roomy = width >= _PANEL_FROM
        is_panel_open = is_roomy or self._is_panel_drawn_out
        self._side.setVisible(is_panel_open and not self._are_lyrics_open)
        self._lyrics.setVisible(self._are_lyrics_open)
        self._bar.set_narrow(not is_roomy)
        self._bar.set_tight(width < _TIMES_FROM)
        self._sidebar.set_narrow(width < _NAMES_FROM)
