"""Erasing a range of history: which one, what goes, and a last warning."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateTimeEdit,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from musemood.services.erasing import Erasing, Found
from musemood.ui.choice_group import let_tab_find_the_checked
from musemood.ui.translate import tr
from musemood.ui.wording import plays_text, states_text, thumbs_text

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


class EraseDialog(QDialog):
    """Nothing happens until the button that names what goes is pressed."""

    def __init__(self, erasing: Erasing, parent: QWidget) -> None:
        super().__init__(parent)
        self._erasing = erasing
        self._range = (_EVER, _EVER)
        self.setWindowTitle(self.tr("Erase history"))
        self.setMinimumWidth(440)
        names = (
            self.tr("The last hour"),
            self.tr("Today"),
            self.tr("This week"),
            self.tr("From … to …"),
            self.tr("Everything"),
        )
        self.choices = [QRadioButton(name) for name in names]
        group = QButtonGroup(self)
        for number, choice in enumerate(self.choices):
            group.addButton(choice, number)
        now = QDateTime.currentDateTime()
        self.since, self.until = QDateTimeEdit(now.addDays(-1)), QDateTimeEdit(now)
        self.since.setAccessibleName(self.tr("From"))
        self.until.setAccessibleName(self.tr("To"))
        for field in (self.since, self.until):
            field.dateTimeChanged.connect(lambda _: self._look())
        self.says = QLabel()
        self.says.setWordWrap(True)
        self.says.setMinimumHeight(72)
        self.erase = QPushButton(self.tr("Erase"))
        self.erase.clicked.connect(self._on_erase)
        self._lay_out()
        group.idToggled.connect(lambda _id, is_on: self._look() if is_on else None)
        erasing.counted.connect(self._on_counted)
        erasing.erased.connect(self.accept)
        erasing.failed.connect(self._on_failed)
        self.choices[0].setChecked(True)
        let_tab_find_the_checked(group)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(8)
        for choice in self.choices:
            column.addWidget(choice)
            if choice is self.choices[3]:
                row = QHBoxLayout()
                row.setContentsMargins(26, 0, 0, 0)
                row.addWidget(self.since)
                row.addWidget(self.until)
                row.addStretch(1)
                column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self.says)
        keep = QPushButton(self.tr("Keep it all"))
        keep.setDefault(True)
        keep.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.erase)
        buttons.addWidget(keep)
        column.addLayout(buttons)

    def _look(self) -> None:
        self.erase.setEnabled(False)
        number = next(n for n, choice in enumerate(self.choices) if choice.isChecked())
        for field in (self.since, self.until):
            field.setEnabled(number == 3)
        self._range = self._times(number)
        self._erasing.count(*self._range)

    def _times(self, number: int) -> tuple[datetime, datetime]:
        now = datetime.now().astimezone()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        since = (
            now - timedelta(hours=1),
            midnight,
            midnight - timedelta(days=now.weekday()),
            _of(self.since),
            _EVER,
        )[number]
        return since, _of(self.until) if number == 3 else now + timedelta(seconds=1)

    def _on_counted(self, found: Found) -> None:
        self.erase.setEnabled(bool(found))
        if not found:
            self.says.setText(self.tr("There is nothing of that time."))
            return
        told = self.tr(
            "{plays}, {thumbs}, {stated} and {states} will be erased from the play log and the "
            "saved queue. What was made of them goes too: the recommended rows, the list of what "
            "played, and what you like in which mood. This cannot be undone."
        ).format(
            plays=plays_text(found.plays),
            thumbs=thumbs_text(found.thumbs),
            stated=tr("%Ln moods that you chose", None, found.stated),
            states=states_text(found.states),
        )
        stay = self.tr("Plays that another player counted without dates stay: {plays}.")
        if found.undated:
            told = f"{told} {stay.format(plays=plays_text(found.undated))}"
        self.says.setText(told)
        self._make_room()

    def _make_room(self) -> None:
        """By itself Qt does not grow a window for words that take more lines."""
        whole = self.layout()
        if whole is not None:
            self.resize(self.width(), max(self.height(), whole.totalHeightForWidth(self.width())))

    def _on_erase(self) -> None:
        self.erase.setEnabled(False)
        self._erasing.erase(*self._range)

    def _on_failed(self, error: object) -> None:
        self.says.setText(
            self.tr("It could not be erased: {reason}. Check the disk and try again.").format(
                reason=error
            )
        )


def _of(field: QDateTimeEdit) -> datetime:
    return datetime.fromtimestamp(field.dateTime().toSecsSinceEpoch()).astimezone()
