"""A journey from one mood to another: which two moods, and how many songs."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.mood import MOODS, Mood
from musemood.domain.way_in import LONGEST_JOURNEY, SHORTEST_JOURNEY, Journey
from musemood.ui.choice_row import ChoiceRow
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.panel_parts import named
from musemood.ui.theme import Theme
from musemood.ui.wording import mood_name, songs_text

USUAL_LENGTH = 12


class JourneyDialog(QDialog):
    """Shown with ``first`` as its choice. Signals: ``wanted(Journey)``."""

    wanted = Signal(object)

    def __init__(self, first: Journey, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("journeyDialog")
        self.setWindowTitle(self.tr("Journey from mood to mood"))
        self._theme = theme
        self._moods = {"start": first.start, "goal": first.goal}
        self.start = self._mood_row(self.tr("From"), "start")
        self.goal = self._mood_row(self.tr("To"), "goal")
        self.length = QSlider(Qt.Orientation.Horizontal)
        self.length.setRange(SHORTEST_JOURNEY, LONGEST_JOURNEY)
        self.length.setPageStep(4)
        self.length.setValue(first.count)
        self.length.setAccessibleName(self.tr("Songs"))
        self.length.valueChanged.connect(lambda _: self._show())
        self._songs = QLabel()
        self._says = named(QLabel(), "quiet")
        self._says.setWordWrap(True)
        self._says.setMinimumHeight(40)
        self.go = named(QPushButton(self.tr("Fill the queue")), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._on_go)
        self._lay_out()
        self._show()

    def _mood_row(self, name: str, end: str) -> ChoiceRow:
        row = ChoiceRow(name, ((mood, mood_name(mood)) for mood in MOODS))
        for mood in MOODS:
            button = row.button(mood)
            button.setText(f" {mood_name(mood)}")  # room between icon and name
            button.setIconSize(QSize(16, 16))

        def choose(mood: Mood) -> None:
            self._moods[end] = mood
            self._show()

        row.chosen.connect(choose)
        return row

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(6)
        for name, row in ((self.tr("From"), self.start), (self.tr("To"), self.goal)):
            column.addWidget(named(QLabel(name), "sectionHeading"))
            column.addWidget(row)
            column.addSpacing(8)
        column.addWidget(self._songs)
        column.addWidget(self.length)
        column.addSpacing(4)
        column.addWidget(self._says)
        keep = QPushButton(self.tr("Cancel"))
        keep.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(keep)
        buttons.addWidget(self.go)
        column.addLayout(buttons)

    def _show(self) -> None:
        """The choice, and whether it leads anywhere."""
        for end, row in (("start", self.start), ("goal", self.goal)):
            row.show_choice(self._moods[end])
            for mood in MOODS:
                is_on = self._moods[end] is mood
                ink = self._theme.on_accent if is_on else self._theme.mood_ink(mood)
                row.button(mood).setIcon(icon(MOOD_ICON[mood], ink, 16))
        self._songs.setText(songs_text(self.length.value()))
        leads = self._moods["start"] is not self._moods["goal"]
        self.go.setEnabled(leads)
        self._says.setText(
            self.tr("Each song is nearer to the goal than the one before it.")
            if leads
            else self.tr("Choose two different moods.")
        )

    def _on_go(self) -> None:
        self.wanted.emit(Journey(self._moods["start"], self._moods["goal"], self.length.value()))
        self.accept()
