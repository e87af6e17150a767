"""All that is known of a song, and which of its moments decided its mood."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from musemood.domain.duration import duration_text
from musemood.domain.mood import ALL_MOODS, SEGMENT_S, Mood, SegmentReading
from musemood.domain.track import Track
from musemood.domain.track_format import format_of
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.mood_bars import MoodBars
from musemood.ui.mood_strip import MoodStrip
from musemood.ui.panel_parts import named
from musemood.ui.path_label import PathLabel
from musemood.ui.services import Services
from musemood.ui.theme import Theme
from musemood.ui.translate import number_text
from musemood.ui.wording import breakable, failure_sentence, mood_name, plays_text

_COVER, _DECIDING = 112, 3
_WIDTH, _MARGIN = 600, 24
_AROUND = 120
"""Pixels for what stands around the sheet: the foot, the frame."""


class TrackDetails(QDialog):
    """Opened by Ctrl+I; of several songs it shows one at a time, Alt+Left and Alt+Right go on."""

    def __init__(
        self, tracks: Sequence[Track], services: Services, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tracks, self._services, self._theme = tracks, services, theme
        self._place = 0
        self.setWindowTitle(self.tr("Details"))
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, self.minimumHeight())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 22, _MARGIN, 20)
        column.setSpacing(10)
        column.addWidget(self._area, 1)
        column.addLayout(self._make_foot())
        self._show_sheet()

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.count = named(QLabel(), "quiet")
        self.previous = self._step_button("chevron-left", self.tr("Previous song"), -1, "Alt+Left")
        self.next = self._step_button("chevron-right", self.tr("Next song"), 1, "Alt+Right")
        if len(self._tracks) > 1:
            for widget in (self.previous, self.next, self.count):
                row.addWidget(widget)
        row.addStretch(1)
        self._close = QPushButton(self.tr("Close"))
        self._close.setDefault(True)
        self._close.clicked.connect(self.reject)
        row.addWidget(self._close)
        return row

    def _step_button(self, name: str, words: str, step: int, keys: str) -> QPushButton:
        button = named(QPushButton(self), "iconButton")
        button.setIcon(icon(name, self._theme.soft, 16))
        button.setFixedSize(28, 28)
        button.setToolTip(f"{words} ({keys})")
        button.setAccessibleName(words)
        button.setShortcut(keys)
        button.clicked.connect(lambda: self._go(step))
        button.setVisible(len(self._tracks) > 1)
        return button

    def _go(self, step: int) -> None:
        self._place = min(max(self._place + step, 0), len(self._tracks) - 1)
        self._area.takeWidget().deleteLater()
        self._show_sheet()

    def _show_sheet(self) -> None:
        self.sheet = TrackSheet(self._tracks[self._place], self._services, self._theme)
        self.sheet.installEventFilter(self)
        self._area.setWidget(self.sheet)
        self._give_room()
        self._show_place()
        self._put_foot_last()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As high as the sheet, which grows by itself, as far as the screen goes."""
        if watched is self.sheet and event.type() == QEvent.Type.LayoutRequest:
            self._give_room()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has grown beyond the edge of the screen moves up."""
        super().resizeEvent(event)
        frame, room = self.frameGeometry(), self.screen().availableGeometry()
        if self.isVisible() and frame.bottom() > room.bottom():
            self.move(frame.left(), max(room.top(), room.bottom() + 1 - frame.height()))

    def _give_room(self) -> None:
        most = self.screen().availableGeometry().height() - _AROUND
        height = self.sheet.height_for(self.width() - 2 * _MARGIN)
        self._area.setMinimumHeight(min(height, most))

    def _put_foot_last(self) -> None:
        """For Tab, to which the sheet is the newest."""
        strips = self.sheet.findChildren(MoodStrip)
        for first, second in pairwise((*strips, self.previous, self.next, self._close)):
            QWidget.setTabOrder(first, second)

    def _show_place(self) -> None:
        self.previous.setEnabled(self._place > 0)
        self.next.setEnabled(self._place < len(self._tracks) - 1)
        self.count.setText(
            self.tr("{n} of {count}").format(
                n=number_text(self._place + 1), count=number_text(len(self._tracks))
            )
        )


class TrackSheet(QWidget):
    """One song; a moment that decided its mood is a button that plays from there."""

    def __init__(
        self, track: Track, services: Services, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._track, self._services, self._theme = track, services, theme
        self._art = CoverArt(services.covers, self)
        self.moments: list[QPushButton] = []
        self.cover = QLabel()
        self.cover.setFixedSize(_COVER, _COVER)
        self._art.changed.connect(self._show_cover)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._add_head()
        self._add_mood()
        self._why = QVBoxLayout()
        self._why.setSpacing(4)
        self._column.addLayout(self._why)
        self._add_facts()
        self._show_cover()
        if track.reading is not None:
            services.storage.ask_segments(track.path, self._on_segments)

    def height_for(self, width: int) -> int:
        """What it takes in height, pixels, where it is this wide."""
        return self._column.totalHeightForWidth(width)

    def _show_cover(self) -> None:
        self.cover.setPixmap(self._art.pixmap(self._track, _COVER, self.devicePixelRatioF()))

    def _add_head(self) -> None:
        track = self._track
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        lines = (
            (track.title, "headline"),
            (track.tags.artist, "bigQuiet"),
            (" · ".join(filter(None, (track.tags.album, str(track.tags.year or "")))), "quiet"),
        )
        for text, name in lines:
            if text:
                label = named(QLabel(breakable(text)), name)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                words.addWidget(label)
        words.addStretch(1)
        self._column.addLayout(row)

    def _add_mood(self) -> None:
        self.says = QLabel(self._mood_sentence())
        self.says.setWordWrap(True)
        self._column.addSpacing(6)
        self._column.addWidget(self.says)
        reading = self._track.reading
        if reading is None:
            return
        self.bars = MoodBars(self._theme)
        self.bars.show_probabilities(reading.probabilities)
        self._column.addWidget(self.bars)
        self.strip = MoodStrip(self._theme)
        self.strip.setFixedHeight(32)
        self.strip.set_still()
        self.strip.show_track(self._track.duration_s, None)
        self.strip.seek_wanted.connect(self._play_from)
        self._column.addWidget(self.strip)

    def _mood_sentence(self) -> str:
        track = self._track
        if track.own_mood is not None:
            return self.tr("You said that it sounds {mood}.").format(mood=mood_name(track.own_mood))
        if track.reading is None:
            failed = failure_sentence(track.failure) if track.failure else ""
            return failed or self.tr("It has not been analysed yet.")
        if track.mood is Mood.UNSURE:
            return self.tr("The analysis is unsure: no mood stands out, {mood} a little.").format(
                mood=mood_name(track.reading.leader)
            )
        return self.tr("It sounds {mood}: {percent} %.").format(
            mood=mood_name(track.reading.mood), percent=round(100 * track.reading.confidence)
        )

    def _on_segments(self, segments: SegmentReading | None) -> None:
        if not isValid(self) or segments is None or not len(segments):
            return  # it was left before the answer came, or there is none
        self.strip.show_track(self._track.duration_s, segments)
        self._why.addWidget(named(QLabel(self.tr("Why this mood")), "sectionHeading"))
        for number in segments.deciding(_DECIDING):
            mood, moment_s = ALL_MOODS[int(segments.moods[number])], number * SEGMENT_S
            words = self.tr("{time}  sounds {mood}").format(
                time=duration_text(moment_s), mood=mood_name(mood)
            )
            button = QPushButton(icon(MOOD_ICON[mood], self._theme.mood_ink(mood), 16), words)
            button.setIconSize(QSize(16, 16))
            button.setObjectName("moodChoice")
            button.setToolTip(self.tr("Play from here"))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, s=moment_s: self._play_from(s))
            self._why.addWidget(button)
            QWidget.setTabOrder(self.moments[-1] if self.moments else self.strip, button)
            self.moments.append(button)

    def _play_from(self, moment_s: float) -> None:
        playback, path = self._services.playback, self._track.path
        if playback.current is None or playback.current.path != path or playback.is_stopped:
            playback.play_list([path], 0)
        elif not playback.is_playing:
            playback.toggle()
        playback.seek(moment_s)

    def _add_facts(self) -> None:
        track, tags = self._track, self._track.tags
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        facts = (
            (self.tr("Genre"), tags.genre),
            (self.tr("Composer"), tags.composer),
            (self.tr("Length"), duration_text(track.duration_s) if track.duration_s else ""),
            (self.tr("Format"), format_of(track.path).upper()),
            (self.tr("Size"), self.locale().formattedDataSize(track.size) if track.size else ""),
            (self.tr("Rating"), "★" * track.stars),
            (self.tr("Played"), plays_text(self._services.collection.play_count(track.path))),
            (self.tr("File"), track.path),
        )
        for name, value in facts:
            if value:
                form.addRow(named(QLabel(name), "quiet"), PathLabel(value))
        self._column.addLayout(form)
