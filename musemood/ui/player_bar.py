"""The bar at the bottom: what plays, the transport, the mood strip, thumbs and volume."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from musemood.domain.mood import SegmentReading
from musemood.domain.repeat import Repeat
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.services.playback import Playback
from musemood.ui.asked_button import AskedClicks, show_checked
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import icon
from musemood.ui.now_playing import NowPlaying
from musemood.ui.song_clock import SongClock
from musemood.ui.theme import Theme
from musemood.ui.thumb_pair import ThumbPair
from musemood.ui.transport import Transport, tool_button

HEIGHT = 84


class PlayerBar(QWidget):
    """Speaks to `Playback` for transport and volume.

    Signals: ``thumb_given(ThumbKind)`` for the playing track, ``panel_wanted()``,
    ``lyrics_wanted()``, ``sound_wanted()``.
    """

    thumb_given = Signal(object)
    panel_wanted = Signal()
    lyrics_wanted = Signal()
    sound_wanted = Signal()

    def __init__(
        self, playback: Playback, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("playerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._playback, self._theme = playback, theme
        self.now_playing = NowPlaying(theme, art)
        self.clock = SongClock(playback, theme, self)
        self.transport = Transport(playback, theme, self)
        self.thumbs = ThumbPair(theme, self)
        self.thumbs.given.connect(self.thumb_given)
        self._make_buttons()
        self._lay_out()
        playback.order_changed.connect(self._show_order)
        self._show_order()
        self.show_track(None, None)

    def show_track(self, track: Track | None, segments: SegmentReading | None) -> None:
        """Another track, or news of this one."""
        self.now_playing.show_track(track)
        self.clock.show_track(track, segments)
        self.thumbs.show_track(track)

    def show_thumb(self, kind: ThumbKind | None) -> None:
        """Fill the thumb that was given to the playing track."""
        self.thumbs.show_thumb(kind)

    def set_narrow(self, is_narrow: bool) -> None:
        """Give the strip room where the window is small."""
        self.now_playing.setFixedWidth(170 if is_narrow else 250)
        self.transport.volume.setFixedWidth(60 if is_narrow else 90)
        self.panel_button.setVisible(is_narrow)
        self._row.setSpacing(2 if is_narrow else 6)
        self.shuffle.setHidden(is_narrow)
        self.repeat.setHidden(is_narrow)

    def set_tight(self, is_tight: bool) -> None:
        """Leave out what is said elsewhere too, so that nothing overlaps."""
        for widget in (self.clock.elapsed, self.clock.total, self.transport.volume):
            widget.setVisible(not is_tight)

    def _make_buttons(self) -> None:
        theme = self._theme
        self.shuffle = tool_button("shuffle", "", theme, self._on_shuffle_clicked)
        self.repeat = tool_button("repeat", "", theme, self._on_repeat_clicked)
        for button in (self.shuffle, self.repeat):
            button.setCheckable(True)
            AskedClicks(button)
        self.lyrics_button = tool_button("mic-vocal", self.tr("Lyrics"), theme, self.lyrics_wanted)
        self.lyrics_button.setIcon(icon("mic-vocal", theme.soft, 18))
        self.sound = tool_button("sliders-vertical", self.tr("Sound"), theme, self.sound_wanted)
        text = self.tr("For my mood and queue")
        self.panel_button = tool_button("panel-right", text, theme, self.panel_wanted)

    def _lay_out(self) -> None:
        clock, transport, thumbs = self.clock, self.transport, self.thumbs
        transport.volume.setFixedWidth(90)
        for label, side in ((clock.elapsed, Qt.AlignmentFlag.AlignRight),
                            (clock.total, Qt.AlignmentFlag.AlignLeft)):  # fmt: skip
            label.setFixedWidth(46)
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(6)
        row.addWidget(self.now_playing)
        buttons = (self.shuffle, transport.previous, transport.play, transport.next, self.repeat)
        for button in buttons:
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(clock.elapsed)
        row.addSpacing(6)
        row.addWidget(clock.strip, 1)
        row.addSpacing(6)
        row.addWidget(clock.total)
        row.addSpacing(4)
        for widget in (thumbs.up, thumbs.down, self.lyrics_button, transport.mute,
                       transport.volume, self.sound, self.panel_button):  # fmt: skip
            row.addWidget(widget)

    def _show_order(self) -> None:
        repeat, is_shuffled = self._playback.repeat, self._playback.is_shuffled
        names = {
            Repeat.OFF: self.tr("Repeat: off"),
            Repeat.ALL: self.tr("Repeat: the list"),
            Repeat.ONE: self.tr("Repeat: this track"),
        }
        shuffle_name = self.tr("Shuffle: on") if is_shuffled else self.tr("Shuffle: off")
        for button, name, is_on, icon_name in (
            (self.shuffle, shuffle_name, is_shuffled, "shuffle"),
            (self.repeat, names[repeat], repeat is not Repeat.OFF,
             "repeat-1" if repeat is Repeat.ONE else "repeat"),
        ):  # fmt: skip
            show_checked(button, is_on)
            button.setToolTip(name)
            button.setAccessibleName(name)
            ink = self._theme.text if is_on else self._theme.soft
            button.setIcon(icon(icon_name, ink, 18))

    def _on_shuffle_clicked(self) -> None:
        self._playback.set_shuffled(not self._playback.is_shuffled)
        self._show_order()

    def _on_repeat_clicked(self) -> None:
        self._playback.set_repeat(self._playback.repeat.following)
        self._show_order()
