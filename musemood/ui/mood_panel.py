"""For my mood: what this week sounds like, why, and the button that fills the queue."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.track import Track
from musemood.services.recommending import MoodState
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.mood_bars import MoodBars
from musemood.ui.theme import Theme
from musemood.ui.why_list import WhyList
from musemood.ui.wording import mood_name

WIDTH = 320
_WHY_FROM = 600
W = TypeVar("W", bound=QWidget)


class MoodPanel(QWidget):
    """Shows a `MoodState`; the queue is added below it by the window.

    Signals: ``recommend_wanted()``, ``mood_chosen(Mood | None)``, ``novelty_changed(float)``,
    ``undo_wanted()``.
    """

    recommend_wanted = Signal()
    mood_chosen = Signal(object)
    novelty_changed = Signal(float)
    undo_wanted = Signal()

    def __init__(
        self, theme: Theme, track_of: Callable[[str], Track], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("moodPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._has_evidence = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(18, 18, 18, 12)
        self._layout.setSpacing(0)
        self._layout.addWidget(_named(QLabel(self.tr("For my mood")), "sectionHeading"))
        self._headline = _named(QLabel(), "headline")
        self._headline.setWordWrap(True)
        self._headline.setTextFormat(Qt.TextFormat.RichText)
        self._quiet = _named(QLabel(), "quiet")
        self._quiet.setWordWrap(True)
        # Its line is always kept, so that nothing moves under the pointer when a thumb is noted.
        kept = self._quiet.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._quiet.setSizePolicy(kept)
        self.bars = MoodBars(theme)
        self._why_heading = _named(QLabel(self.tr("Why")), "sectionHeading")
        self.why = WhyList(theme, track_of)
        self._choices = self._make_choices()
        for widget, space in (
            (self._headline, 6),
            (self._quiet, 4),
            (self.bars, 10),
            (self._choices, 10),
            (self._why_heading, 12),
            (self.why, 4),
        ):
            self._layout.addSpacing(space)
            self._layout.addWidget(widget)
        self._add_slider()
        self._add_buttons()
        self.show_state(MoodState())

    def add_queue(self, heading: QWidget, queue: QWidget) -> None:
        """Put the queue below."""
        self._layout.addSpacing(8)
        self._layout.addWidget(heading)
        self._layout.addSpacing(4)
        self._layout.addWidget(queue, 1)

    def show_state(self, state: MoodState) -> None:
        """Sentence, bars, why and buttons for this state."""
        emotion = state.emotion
        reading = emotion.reading if emotion and emotion.evidence else None
        self._headline.setText(self._sentence(state, reading))
        note = self._note(state, reading)
        self._quiet.setText(note)
        self._quiet.setVisible(bool(note))
        self.bars.setVisible(reading is not None)
        if reading is not None:
            self.bars.show_probabilities(reading.probabilities)
        evidence = emotion.evidence if emotion else ()
        self.why.show_evidence(evidence)
        self._has_evidence = bool(evidence)
        self._fit_why()
        is_lost = reading is None and state.chosen is None
        self._choices.setVisible(is_lost and state.is_ready)
        self._slider_box.setVisible(not is_lost)
        self.recommend.setVisible(not is_lost)
        self.recommend.setEnabled(not state.is_recommending)
        self._feel.setVisible(not is_lost)
        self._week.setVisible(state.chosen is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low panel gives the room of the why to the queue; the bars' tip tells it."""
        super().resizeEvent(event)
        self._fit_why()

    def _fit_why(self) -> None:
        has_room = self.height() >= _WHY_FROM
        self._why_heading.setVisible(self._has_evidence and has_room)
        self.why.setVisible(self._has_evidence and has_room)
        self.bars.setToolTip("" if has_room else self.why.words())

    def set_can_undo(self, can_undo: bool) -> None:
        """Whether Undo has something to take back."""
        self._undo.setVisible(can_undo)

    def _sentence(self, state: MoodState, reading: MoodReading | None) -> str:
        if state.chosen is not None:
            return self.tr("You feel {mood}").format(mood=self._inked(state.chosen))
        if reading is None:
            return self.tr("No week to go by yet") if state.is_ready else "&nbsp;"
        if reading.mood is not Mood.UNSURE:
            return self.tr("Your week sounds mostly {mood}").format(mood=self._inked(reading.mood))
        first, second = sorted(MOODS, key=reading.probability, reverse=True)[:2]
        return self.tr("Your week sounds mixed: {first} and {second}").format(
            first=self._inked(first), second=self._inked(second)
        )

    def _note(self, state: MoodState, reading: MoodReading | None) -> str:
        if state.found_nothing:
            return self.tr("No analysed track fits yet. Let the analysis go on, or add music.")
        if state.declined is not None:
            return self.tr("Noted: less {mood} for today.").format(mood=mood_name(state.declined))
        if state.accepted is not None:
            return self.tr("Noted: {mood} goes on.").format(mood=mood_name(state.accepted))
        if reading is None and state.chosen is None and state.is_ready:
            if state.emotion is not None and state.emotion.not_analysed:
                return self.tr("What you played is still being analysed. How do you feel?")
            return self.tr(
                "Play some music: from half a track on it counts. Until then, how do you feel?"
            )
        return ""

    def _inked(self, mood: Mood) -> str:
        return f'<span style="color:{self._theme.mood_ink(mood).name()}">{mood_name(mood)}</span>'

    def _make_choices(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for mood in MOODS:
            button = _named(QPushButton(f" {mood_name(mood)}"), "moodChoice")
            button.setIcon(icon(MOOD_ICON[mood], self._theme.mood_ink(mood), 16))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, m=mood: self._on_first_mood(m))
            column.addWidget(button)
        return box

    def _on_first_mood(self, mood: Mood) -> None:
        self.mood_chosen.emit(mood)
        self.recommend_wanted.emit()

    def _add_slider(self) -> None:
        self._slider_box = QWidget()
        column = QVBoxLayout(self._slider_box)
        column.setContentsMargins(0, 10, 0, 4)
        column.setSpacing(0)
        self.novelty = QSlider(Qt.Orientation.Horizontal)
        self.novelty.setObjectName("novelty")
        self.novelty.setRange(0, 100)
        self.novelty.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.novelty.setValue(50)
        self.novelty.setAccessibleName(self.tr("familiar to new"))
        self.novelty.valueChanged.connect(lambda value: self.novelty_changed.emit(value / 100))
        column.addWidget(self.novelty)
        ends = QHBoxLayout()
        ends.addWidget(_named(QLabel(self.tr("familiar")), "quiet"))
        ends.addStretch(1)
        ends.addWidget(_named(QLabel(self.tr("new")), "quiet"))
        column.addLayout(ends)
        self._layout.addWidget(self._slider_box)

    def _add_buttons(self) -> None:
        self.recommend = _named(QPushButton(self.tr("Recommend")), "primary")
        self.recommend.setCursor(Qt.CursorShape.PointingHandCursor)
        self.recommend.clicked.connect(self.recommend_wanted)
        self._layout.addSpacing(6)
        self._layout.addWidget(self.recommend)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        self._feel = _link(self.tr("No, I feel …"))
        self._feel.clicked.connect(self._on_feel_clicked)
        self._week = _link(self.tr("Back to my week"))
        self._week.clicked.connect(lambda: self.mood_chosen.emit(None))
        self._undo = _link(self.tr("Undo"))
        self._undo.clicked.connect(self.undo_wanted)
        self._undo.hide()
        row.addWidget(self._feel)
        row.addWidget(self._week)
        row.addStretch(1)
        row.addWidget(self._undo)
        self._layout.addLayout(row)

    def _on_feel_clicked(self) -> None:
        menu = QMenu(self)
        for mood in MOODS:
            mark = icon(MOOD_ICON[mood], self._theme.mood_ink(mood), 16)
            menu.addAction(mark, mood_name(mood), lambda m=mood: self._on_first_mood(m))
        menu.exec(self._feel.mapToGlobal(self._feel.rect().bottomLeft()))


def _named(widget: W, name: str) -> W:
    """The widget under a name of the style sheet; a click on it leaves the focus where it was."""
    widget.setObjectName(name)
    if isinstance(widget, QPushButton):
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return widget


def _link(text: str) -> QPushButton:
    button = _named(QPushButton(text), "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button
