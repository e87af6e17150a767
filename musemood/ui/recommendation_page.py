"""A page of the settings: what counts for the mood of a week, and what is never recommended."""

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.listening_rules import LONGEST_HALF_LIFE_DAYS, SHORTEST_HALF_LIFE_DAYS
from musemood.ui.ban_menu import ban_words
from musemood.ui.framed_list import FramedList
from musemood.ui.main_window import MainWindow

_ROW_PX = 32


class RecommendationPage(QWidget):
    """Half-life, two allowances, and the bans with a way back."""

    def __init__(self, window: MainWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = window.services.rules
        self.half_life = QSpinBox()
        self.half_life.setRange(int(SHORTEST_HALF_LIFE_DAYS), int(LONGEST_HALF_LIFE_DAYS))
        self.half_life.setSuffix(self.tr(" days"))
        self.half_life.setAccessibleName(self.tr("After so many days a play weighs half"))
        self.long = QCheckBox(self.tr("Tracks of more than 15 minutes count too"))
        self.spoken = QCheckBox(self.tr("Audiobooks, podcasts and speech count too"))
        self.bans = FramedList(
            self.tr("Never recommended"),
            self.tr("Nothing is held back: any song may be recommended."),
        )
        self.bans.setMinimumHeight(120)
        self.bans.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.allow = QPushButton(self.tr("Allow again"))
        self.erase = QPushButton(self.tr("Erase history …"))
        self.erase.clicked.connect(window.erase_history)
        self._lay_out()
        self.half_life.valueChanged.connect(lambda _: self._set())
        self.long.toggled.connect(lambda _: self._set())
        self.spoken.toggled.connect(lambda _: self._set())
        self.allow.clicked.connect(self._on_allow)
        self.bans.itemDoubleClicked.connect(lambda _: self._on_allow())
        # Not by itemActivated: from a list Enter goes on to the dialog, which it would close.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self.bans)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self._on_allow)
        self._rules.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        days = QHBoxLayout()
        days.addWidget(QLabel(self.tr("A play weighs half after")))
        days.addWidget(self.half_life)
        days.addStretch(1)
        column.addLayout(days)
        column.addWidget(self.long)
        column.addWidget(self.spoken)
        column.addSpacing(8)
        heading = QLabel(self.tr("Never recommended"))
        heading.setObjectName("sectionHeading")
        column.addWidget(heading)
        words = QLabel(
            self.tr("Set in the menu of a song, by a right click. It can still be played.")
        )
        words.setObjectName("quiet")
        words.setWordWrap(True)
        column.addWidget(words)
        column.addWidget(self.bans, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.allow)
        buttons.addStretch(1)
        buttons.addWidget(self.erase)
        column.addLayout(buttons)

    def _set(self) -> None:
        settings = replace(
            self._rules.rules.settings,
            half_life_days=float(self.half_life.value()),
            allows_long=self.long.isChecked(),
            allows_spoken=self.spoken.isChecked(),
        )
        self._rules.set(settings)

    def _on_allow(self) -> None:
        row = self.bans.currentRow()
        if row >= 0:
            self._rules.allow(self._rules.rules.bans[row])

    def _show(self) -> None:
        rules = self._rules.rules
        for widget in (self.half_life, self.long, self.spoken):
            widget.blockSignals(True)
        self.half_life.setValue(round(rules.settings.half_life_days))
        self.long.setChecked(rules.settings.allows_long)
        self.spoken.setChecked(rules.settings.allows_spoken)
        for widget in (self.half_life, self.long, self.spoken):
            widget.blockSignals(False)
        row = self.bans.currentRow()
        self.bans.clear()
        for ban in rules.bans:
            item = QListWidgetItem(ban_words(ban))
            item.setToolTip(item.text())
            item.setSizeHint(QSize(100, _ROW_PX))
            self.bans.addItem(item)
        self.bans.setCurrentRow(min(max(row, 0), len(rules.bans) - 1))
        self.allow.setEnabled(bool(rules.bans))
