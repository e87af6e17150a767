"""Learning from corrections, in the settings: how many there are, how it ended, the way back."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from musemood.services.calibrating import FEWEST, Calibrating, Verdict
from musemood.ui.translate import number_text, tr


class CalibrationBox(QWidget):
    """Speaks to `Calibrating`."""

    def __init__(self, calibrating: Calibrating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calibrating = calibrating
        self._trouble: object = None
        head = QLabel(self.tr("Learn from my corrections"))
        head.setObjectName("sectionHeading")
        words = QLabel(
            self.tr(
                "From the moods that you corrected MuseMood can learn how you hear all other "
                "songs. What it learns is tried on corrections that it has not seen, and kept "
                "only if it gets more of them right."
            )
        )
        self.state = QLabel()
        for label in (words, self.state):
            label.setObjectName("quiet")
            label.setWordWrap(True)
        self.learn = QPushButton(self.tr("Learn from my corrections"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.off = QPushButton(self.tr("Back to the analysis"))
        buttons = QHBoxLayout()
        for button in (self.learn, self.cancel, self.off):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for each in (head, words, self.state):
            column.addWidget(each)
        column.addLayout(buttons)
        self.learn.clicked.connect(self._on_learn)
        self.cancel.clicked.connect(calibrating.cancel)
        self.off.clicked.connect(calibrating.switch_off)
        calibrating.changed.connect(self._show)
        calibrating.trouble.connect(self._on_trouble)
        self._show()

    def _on_learn(self) -> None:
        self._trouble = None
        self._calibrating.learn()

    def _on_trouble(self, error: object) -> None:
        self._trouble = error
        self._show()

    def _show(self) -> None:
        calibrating = self._calibrating
        count, is_learning = calibrating.count(), calibrating.is_learning
        self.learn.setEnabled(count >= FEWEST and not is_learning)
        self.cancel.setVisible(is_learning)
        self.off.setVisible(calibrating.is_on and not is_learning)
        self.state.setText(self._state(count, is_learning=is_learning))

    def _state(self, count: int, *, is_learning: bool) -> str:
        if is_learning:
            return self.tr("Learning …")
        if self._trouble is not None:
            return self.tr(
                "That did not work ({reason}). Check the disk and its space, then try again."
            ).format(reason=self._trouble)
        if count < FEWEST and not self._calibrating.is_on:
            return self.tr("{n} of the {fewest} corrections that it takes.").format(
                n=number_text(count), fewest=FEWEST
            )
        verdict = self._calibrating.verdict
        if verdict is None:
            return self.tr("There are {n} corrections to learn from.").format(n=number_text(count))
        told = [verdict_sentence(verdict)]
        if count > verdict.count:
            more = self.tr("{n} corrections are new since then: learn again.")
            told.append(more.format(n=number_text(count - verdict.count)))
        return " ".join(told)


def verdict_sentence(verdict: Verdict) -> str:
    """How a trial ended, with its figures."""
    kept = tr(
        "Learnt from {count} corrections and in use: of moods that it was not told it names "
        "{after} % rightly, the analysis {before} % (log loss {loss} instead of {base}, better "
        "in {wins} of 10 trials)."
    )
    not_kept = tr(
        "Not kept: with {count} corrections it names {after} % of the moods that it was not told, "
        "the analysis {before} % (log loss {loss} instead of {base}, better in {wins} of 10 "
        "trials). The analysis goes on counting; more corrections may help."
    )
    number = QLocale()
    return (kept if verdict.calibration is not None else not_kept).format(
        count=number_text(verdict.count),
        before=round(100 * verdict.base_hits),
        after=round(100 * verdict.hits),
        loss=number.toString(verdict.loss, "f", 2),
        base=number.toString(verdict.base_loss, "f", 2),
        wins=verdict.wins,
    )
