"""The bar at the bottom: what plays, the transport, the mood strip, thumbs and volume."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from musemood.domain.duration import duration_text
from musemood.domain.mood import SegmentReading
from musemood.domain.repeat import Repeat
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.services.playback import Playback
from musemood.ui.asked_button import AskedClicks, show_checked
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import icon
from musemood.ui.mood_chip import MoodChips, shown_percent
from musemood.ui.mood_strip import MoodStrip
from musemood.ui.theme import Theme, sized
from musemood.ui.thumb_pair import ThumbPair

HEIGHT = 84
_TICK_MS = 40


class NowPlaying(QWidget):
    """Cover, title, artist and mood of the playing track."""

    def __init__(self, theme: Theme, art: CoverArt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._art = theme, art
        self._track: Track | None = None
        self._chips = MoodChips(theme, sized(self.font(), 12, QFont.Weight.Medium))
        self.setFixedSize(250, 64)
        art.changed.connect(self.update)

    def show_track(self, track: Track | None) -> None:
        """Another track, or none."""
        self._track = track
        name = f"{track.title}, {track.tags.artist}" if track else self.tr("Nothing is playing")
        self.setAccessibleName(name)
        self.setToolTip(track.title if track else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing at all where nothing plays."""
        if self._track is None:
            return
        track = self._track
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 4, self._art.pixmap(track, 56, ratio))
        width = self.width() - 70
        mood = track.mood
        has_mood = mood is not None
        top = 0 if has_mood else 12
        title_top = top if track.tags.artist else top + 10
        title_rect = QRect(68, title_top, width, 20)
        self._line(painter, title_rect, track.title, 13, QFont.Weight.DemiBold)
        self._line(painter, QRect(68, top + 19, width, 17), track.tags.artist, 11)
        if mood is not None:
            self._chips.paint(painter, 68, 50, width, mood, shown_percent(track))

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        pixels: int,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        painter.setFont(sized(self.font(), pixels, weight))
        painter.setPen(self._theme.text if pixels > 12 else self._theme.soft)
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


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
        self._duration_s = 0.0
        self.now_playing = NowPlaying(theme, art)
        self.strip = MoodStrip(theme)
        self._elapsed, self._total = QLabel(), QLabel()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._show_position)
        self._lay_out()
        self.strip.seek_wanted.connect(playback.seek)
        playback.playing_changed.connect(self._on_playing_changed)
        playback.position_jumped.connect(self._show_position)
        playback.volume_changed.connect(self._on_volume_changed)
        playback.order_changed.connect(self._show_order)
        self._on_volume_changed(playback.volume, playback.is_muted)
        self._show_order()
        self.show_track(None, None)

    def show_track(self, track: Track | None, segments: SegmentReading | None) -> None:
        """Another track, or news of this one."""
        self._duration_s = track.duration_s if track else 0.0
        self.now_playing.show_track(track)
        self.strip.show_track(self._duration_s, segments)
        self._total.setText(duration_text(self._duration_s) if track else "")
        self._thumbs.show_track(track)
        self._show_position()

    def show_thumb(self, kind: ThumbKind | None) -> None:
        """Fill the thumb that was given to the playing track."""
        self._thumbs.show_thumb(kind)

    def set_narrow(self, is_narrow: bool) -> None:
        """Give the strip room where the window is small."""
        self.now_playing.setFixedWidth(170 if is_narrow else 250)
        self.volume.setFixedWidth(60 if is_narrow else 90)
        self.panel_button.setVisible(is_narrow)
        self._row.setSpacing(2 if is_narrow else 6)
        self.shuffle.setHidden(is_narrow)
        self.repeat.setHidden(is_narrow)

    def set_tight(self, is_tight: bool) -> None:
        """Leave out what is said elsewhere too, so that nothing overlaps."""
        for widget in (self._elapsed, self._total, self.volume):
            widget.setVisible(not is_tight)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(6)
        self.shuffle = self._button("shuffle", self.tr("Shuffle"), self._on_shuffle_clicked)
        self.shuffle.setCheckable(True)
        AskedClicks(self.shuffle)
        self.previous = self._button("skip-back", self.tr("Previous"), self._playback.previous)
        self.play = self._button("play", self.tr("Play"), self._playback.toggle)
        self.play.setObjectName("playButton")
        self.play.setFixedSize(40, 40)
        self.next = self._button("skip-forward", self.tr("Next"), self._playback.next)
        self.repeat = self._button("repeat", self.tr("Repeat"), self._on_repeat_clicked)
        self.repeat.setCheckable(True)
        AskedClicks(self.repeat)
        self.sound = self._button("sliders-vertical", self.tr("Sound"), self.sound_wanted.emit)
        self.thumb_up = self._button(
            "thumbs-up", self.tr("Thumb up"), lambda: self.thumb_given.emit(ThumbKind.UP)
        )
        self.thumb_down = self._button(
            "thumbs-down", self.tr("Thumb down"), lambda: self.thumb_given.emit(ThumbKind.DOWN)
        )
        self._thumbs = ThumbPair(self.thumb_up, self.thumb_down, self._theme)
        self.mute = self._button("volume-2", self.tr("Mute"), self._on_mute_clicked)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setFixedWidth(90)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setAccessibleName(self.tr("Volume"))
        self.volume.valueChanged.connect(self._playback.set_volume)
        self.lyrics_button = self._button("mic-vocal", self.tr("Lyrics"), self.lyrics_wanted.emit)
        self.lyrics_button.setIcon(icon("mic-vocal", self._theme.soft, 18))
        self.panel_button = self._button(
            "panel-right", self.tr("For my mood and queue"), self.panel_wanted.emit
        )
        for label, side in ((self._elapsed, Qt.AlignmentFlag.AlignRight),
                            (self._total, Qt.AlignmentFlag.AlignLeft)):  # fmt: skip
            label.setFixedWidth(46)
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            label.setObjectName("status")
        row.addWidget(self.now_playing)
        for button in (self.shuffle, self.previous, self.play, self.next, self.repeat):
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(self._elapsed)
        row.addSpacing(6)
        row.addWidget(self.strip, 1)
        row.addSpacing(6)
        row.addWidget(self._total)
        row.addSpacing(4)
        buttons = (self.thumb_up, self.thumb_down, self.lyrics_button, self.mute)
        for widget in (*buttons, self.volume, self.sound, self.panel_button):
            row.addWidget(widget)
        self._on_playing_changed(self._playback.is_playing)
        self.show_thumb(None)

    def _button(self, name: str, text: str, clicked: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, self._theme.text, 18, is_filled=name.startswith("skip")))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(34, 34)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(clicked)
        return button

    def _on_playing_changed(self, is_playing: bool) -> None:
        name = "pause" if is_playing else "play"
        self.play.setIcon(icon(name, self._theme.on_accent, 18, is_filled=True))
        text = self.tr("Pause") if is_playing else self.tr("Play")
        self.play.setToolTip(text)
        self.play.setAccessibleName(text)
        self._show_position()
        if is_playing:
            self._timer.start()
        else:
            self._timer.stop()

    def _on_volume_changed(self, percent: int, is_muted: bool) -> None:
        self.volume.blockSignals(True)
        self.volume.setValue(percent)
        self.volume.blockSignals(False)
        name = "volume-x" if is_muted else "volume-2" if percent >= 50 else "volume-1"
        self.mute.setIcon(icon(name, self._theme.soft, 18))
        self.mute.setAccessibleName(self.tr("Unmute") if is_muted else self.tr("Mute"))

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

    def _on_mute_clicked(self) -> None:
        self._playback.set_muted(not self._playback.is_muted)

    def _show_position(self) -> None:
        if self._duration_s <= 0 and not self._playback.is_playing:
            self._elapsed.setText("")
            self.strip.set_position(0.0)
            return
        position_s = self._playback.position_s()
        self._elapsed.setText(duration_text(position_s))
        self.strip.set_position(position_s)
