"""The mini player: the cover first, and what one needs while doing something else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from musemood.domain.mood import SegmentReading
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.services.covers import Covers
from musemood.services.playback import Playback
from musemood.ui.asked_button import AskedClicks, show_checked
from musemood.ui.cover_view import CoverView
from musemood.ui.elided_label import ElidedLabel
from musemood.ui.icons import icon
from musemood.ui.song_clock import SongClock
from musemood.ui.theme import Theme
from musemood.ui.thumb_pair import ThumbPair
from musemood.ui.transport import Transport, tool_button

_WIDE_RATIO, _WIDE_FROM = 1.25, 460
"""Width over height, and width, from which the cover stands beside the rest and not above it."""
_BESIDE_COVER = 290
"""Pixels that a cover at the side leaves to the rest, margins included."""
_COVER_FROM = 320
"""Height from which there is room for a cover above the rest."""
_TIMES_FROM = 540


class MiniPlayer(QWidget):
    """Signals: ``thumb_given(ThumbKind)`` for the playing track, ``full_wanted()``,
    ``on_top_wanted(bool)``.
    """

    thumb_given = Signal(object)
    full_wanted = Signal()
    on_top_wanted = Signal(bool)

    def __init__(
        self, playback: Playback, covers: Covers, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mini")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that no control has it at first
        self.setAccessibleName(self.tr("Mini player"))
        self._theme = theme
        self.cover = CoverView(covers)
        self.title, self.artist = ElidedLabel("miniTitle"), ElidedLabel("miniArtist")
        self.clock = SongClock(playback, theme, self)
        self.transport = Transport(playback, theme, self, is_big=True)
        self.thumbs = ThumbPair(theme, self)
        self.thumbs.given.connect(self.thumb_given)
        self._make_buttons()
        self._lay_out()
        self.show_track(None, None)

    def show_track(self, track: Track | None, segments: SegmentReading | None) -> None:
        """Another track, or news of this one."""
        self.cover.show_track(track)
        self.title.setText(track.title if track else self.tr("Nothing is playing"))
        self.artist.setText(track.tags.artist if track else "")
        self.clock.show_track(track, segments)
        self.thumbs.show_track(track)

    def show_thumb(self, kind: ThumbKind | None) -> None:
        """Fill the thumb that was given to the playing track."""
        self.thumbs.show_thumb(kind)

    def show_on_top(self, is_on_top: bool) -> None:
        """Fill the pin while the window stays above the others."""
        show_checked(self.pin, is_on_top)
        ink = self._theme.text if is_on_top else self._theme.soft
        self.pin.setIcon(icon("pin", ink, 16, is_filled=is_on_top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cover above, or beside where the window is wide."""
        super().resizeEvent(event)
        is_wide = self.width() >= max(_WIDE_FROM, _WIDE_RATIO * self.height())
        self.cover.setVisible(is_wide or self.height() >= _COVER_FROM)
        directions = QBoxLayout.Direction
        self._whole.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self._whole.setStretch(0, 0 if is_wide else 1)
        self._whole.setStretch(1, 1 if is_wide else 0)
        margins = self._whole.contentsMargins()
        edge = self.height() - margins.top() - margins.bottom()
        beside = min(edge, self.width() - _BESIDE_COVER)
        self.cover.setMaximumWidth(beside if is_wide else 16_777_215)
        self.cover.setMinimumWidth(beside if is_wide else 40)
        for label in (self.clock.elapsed, self.clock.total):
            label.setVisible(not is_wide or self.width() >= _TIMES_FROM)

    def _make_buttons(self) -> None:
        theme = self._theme
        text = self.tr("Keep above other windows")
        self.pin = tool_button("pin", text, theme, self.on_top_wanted)
        self.pin.setCheckable(True)
        AskedClicks(self.pin)
        self.full = tool_button("maximize-2", self.tr("Full window"), theme, self.full_wanted)
        self.full.setIcon(icon("maximize-2", theme.soft, 16))
        self.show_on_top(False)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.artist)
        rest = QVBoxLayout()
        rest.setSpacing(8)
        rest.addStretch(1)
        rest.addLayout(words)
        rest.addLayout(self._seek_row())
        rest.addLayout(self._transport_row())
        rest.addLayout(self._small_row())
        rest.addStretch(1)
        self._whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._whole.setContentsMargins(18, 18, 18, 12)
        self._whole.setSpacing(14)
        self._whole.addWidget(self.cover)
        self._whole.addLayout(rest)

    def _seek_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for label in (self.clock.elapsed, self.clock.total):
            label.setFixedWidth(40)
        self.clock.elapsed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.clock.elapsed, self.clock.strip, self.clock.total):
            row.addWidget(widget)
        return row

    def _transport_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in (
            self.thumbs.down,
            self.transport.previous,
            self.transport.play,
            self.transport.next,
            self.thumbs.up,
        ):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _small_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.transport.mute)
        row.addWidget(self.transport.volume, 1)
        row.addStretch(1)
        row.addWidget(self.pin)
        row.addWidget(self.full)
        return row
