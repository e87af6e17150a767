"""For my mood: what this week sounds like, why, and the button that fills the queue."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.stated_mood import told_habits
from musemood.domain.track import Track
from musemood.services.recommending import MoodState
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.mood_bars import MoodBars
from musemood.ui.mood_buttons import MoodButtons, mood_menu
from musemood.ui.mood_wording import emotion_aside, habit_sentence
from musemood.ui.note_line import NoteLine
from musemood.ui.panel_note import panel_note
from musemood.ui.panel_parts import named
from musemood.ui.theme import Theme
from musemood.ui.why_list import WhyList
from musemood.ui.wording import mood_name

WIDTH = 320
_WHY_FROM = 600


class MoodPanel(QWidget):
    """Shows a `MoodState`; the queue is added below it by the window.

    Signals: ``recommend_wanted()``, ``mood_chosen(Mood | None)``, ``novelty_changed(float)``,
    ``undo_wanted()``, ``take_back_wanted()``; ``left_out(path)`` and ``taken_in(path)`` of the
    why list.
    """

    recommend_wanted = Signal()
    mood_chosen = Signal(object)
    novelty_changed = Signal(float)
    undo_wanted = Signal()
    take_back_wanted = Signal()
    left_out = Signal(object)  # not str: Qt drops bytes that are not UTF-8
    taken_in = Signal(object)

    def __init__(
        self, theme: Theme, track_of: Callable[[str], Track], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("moodPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._has_evidence = False
        self._state = MoodState()
        self._track_of = track_of
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(18, 14, 18, 12)
        self._layout.setSpacing(0)
        self._layout.addLayout(self._make_heading())
        self._headline = named(QLabel(), "headline")
        self._headline.setWordWrap(True)
        self._headline.setTextFormat(Qt.TextFormat.RichText)
        self.note = NoteLine()
        self.note.take_back_wanted.connect(self.take_back_wanted)
        self.bars = MoodBars(theme)
        self._why_heading = named(QLabel(self.tr("Why")), "sectionHeading")
        self.why = WhyList(theme, track_of)
        self.why.left_out.connect(self.left_out)
        self.why.taken_in.connect(self.taken_in)
        self._aside = named(QLabel(), "quiet")
        self._aside.setWordWrap(True)
        self._aside.setTextFormat(Qt.TextFormat.PlainText)
        self._choices = self._make_choices()
        for widget, space in (
            (self._headline, 2),
            (self.note, 4),
            (self.bars, 10),
            (self._choices, 10),
            (self._why_heading, 12),
            (self.why, 4),
            (self._aside, 2),
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
        self._state = state
        emotion = state.emotion
        reading = emotion.reading if emotion and emotion.is_told else None
        is_mixed = reading is not None and reading.mood is Mood.UNSURE
        self.bars.mark(_two_of(reading) if reading is not None and is_mixed else ())
        self._headline.setText(self._sentence(state, reading))
        is_lost = reading is None and state.chosen is None
        note = panel_note(state, self._track_of, is_lost=is_lost and state.is_ready)
        self.note.say(note, can_take_back=state.heard_out is not None)
        self.bars.setVisible(reading is not None)
        if reading is not None:
            self.bars.show_probabilities(reading.probabilities)
        evidence = emotion.evidence if emotion else ()
        left_out = emotion.left_out if emotion else ()
        self.why.show_evidence(evidence, left_out)
        self._has_evidence = bool(evidence or left_out)
        self._show_aside(state, reading)
        self._fit_why()
        self._choices.setVisible(is_lost and state.is_ready)
        self._slider_box.setVisible(not is_lost)
        self._buttons.show_choices(
            is_lost=is_lost,
            is_chosen=state.chosen is not None,
            is_busy=state.is_recommending,
        )

    def _show_aside(self, state: MoodState, reading: MoodReading | None) -> None:
        """What was played in the mood that counts, and what the why adds; the tip has all moods."""
        now = state.chosen or (reading.leader if reading is not None else None)
        habits = {habit.mood: habit_sentence(habit) for habit in told_habits(state.habits)}
        emotion = state.emotion
        of_week = emotion_aside(emotion, lambda p: self._track_of(p).title) if emotion else ""
        self._aside.setText(" ".join(filter(None, (habits.get(now) if now else "", of_week))))
        self._aside.setToolTip("\n".join(filter(None, (*habits.values(), of_week))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low panel gives the room of the why to the queue; the bars' tip tells it."""
        super().resizeEvent(event)
        self._fit_why()

    def _fit_why(self) -> None:
        has_room = self.height() >= _WHY_FROM
        self._why_heading.setVisible(self._has_evidence and has_room)
        self.why.setVisible(self._has_evidence and has_room)
        self._aside.setVisible(bool(self._aside.text()) and has_room)
        words = (self.why.words(), self._aside.text())
        self.bars.setToolTip("" if has_room else "\n".join(filter(None, words)))

    def set_can_undo(self, can_undo: bool) -> None:
        """Whether Undo has something to take back."""
        self._undo.setVisible(can_undo)

    def _sentence(self, state: MoodState, reading: MoodReading | None) -> str:
        if state.chosen is not None:
            return self.tr("You chose {mood}").format(mood=self._inked(state.chosen))
        if reading is None:
            if not state.is_ready:
                return "&nbsp;"
            emotion = state.emotion
            if emotion is not None and emotion.not_analysed and not emotion.evidence:
                return self.tr("Your week is not analysed yet")
            is_thin = emotion is not None and emotion.plays > 0
            return self.tr("Too few plays yet") if is_thin else self.tr("No week to go by yet")
        if reading.mood is not Mood.UNSURE:
            return self.tr("Your week sounds mostly {mood}").format(mood=self._inked(reading.mood))
        first, second = _two_of(reading)
        return self.tr("Your week sounds mixed: {first} and {second}").format(
            first=self._inked(first), second=self._inked(second)
        )

    def recommend_or_ask(self) -> None:
        """Recommend; where it is not clear which mood, ask first."""
        state = self._state
        emotion = state.emotion
        if state.chosen is not None:
            self.recommend_wanted.emit()
        elif emotion is None or not emotion.is_told:
            first = self._choices.findChild(QPushButton)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif emotion.reading.mood is Mood.UNSURE:
            self._ask_which(_two_of(emotion.reading))
        else:
            self.recommend_wanted.emit()

    def _ask_which(self, moods: Iterable[Mood]) -> None:
        menu = self.which = mood_menu(self, self._theme, moods, self._on_first_mood)
        menu.addAction(self.tr("Both"), self.recommend_wanted.emit)
        _open_below(menu, self.recommend)

    def ask_feeling(self) -> None:
        """No, I feel …: one of five moods, which then counts."""
        menu = self.feelings = mood_menu(self, self._theme, MOODS, self._on_first_mood)
        feel = self._buttons.feel
        _open_below(menu, feel if feel.isVisible() else self.ways)

    def _make_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(named(QLabel(self.tr("For my mood")), "sectionHeading"), 1)
        self.more = QToolButton()
        self.more.setIcon(icon("ellipsis", self._theme.soft, 16))
        self.more.setObjectName("more")
        self.more.setFixedSize(28, 28)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setCursor(Qt.CursorShape.PointingHandCursor)
        self.more.setToolTip(self.tr("Private session, history, settings"))
        self.more.setAccessibleName(self.more.toolTip())
        row.addWidget(self.more)
        return row

    def _inked(self, mood: Mood) -> str:
        return f'<span style="color:{self._theme.mood_ink(mood).name()}">{mood_name(mood)}</span>'

    def _make_choices(self) -> QWidget:
        """Two beside one another and the last alone: one below the other takes the queue's room."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, mood in enumerate(MOODS):
            button = named(QPushButton(f" {mood_name(mood)}"), "moodChoice")
            button.setIcon(icon(MOOD_ICON[mood], self._theme.mood_ink(mood), 16))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, m=mood: self._on_first_mood(m))
            grid.addWidget(button, place // 2, place % 2, 1, 2 if mood is MOODS[-1] else 1)
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
        ends.addWidget(named(QLabel(self.tr("familiar")), "quiet"))
        ends.addStretch(1)
        ends.addWidget(named(QLabel(self.tr("new")), "quiet"))
        column.addLayout(ends)
        self._layout.addWidget(self._slider_box)

    def _add_buttons(self) -> None:
        buttons = self._buttons = MoodButtons(self._theme)
        self.recommend, self.ways, self._undo = buttons.recommend, buttons.ways, buttons.undo
        self.recommend.clicked.connect(self.recommend_or_ask)
        buttons.feel.clicked.connect(self.ask_feeling)
        buttons.week.clicked.connect(lambda: self.mood_chosen.emit(None))
        self._undo.clicked.connect(self.undo_wanted)
        self._layout.addWidget(buttons)


def _open_below(menu: QMenu, widget: QWidget) -> None:
    menu.popup(widget.mapToGlobal(widget.rect().bottomLeft()))


def _two_of(reading: MoodReading) -> list[Mood]:
    """The two moods that a mixed week names."""
    return sorted(MOODS, key=reading.probability, reverse=True)[:2]
