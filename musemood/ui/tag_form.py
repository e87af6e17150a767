"""The fields of the tag dialog: a text each, several files' differing ones as "(several)"."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from musemood.domain.tag_sheet import FORM_FIELDS, MANY_VALUED, NUMBERS, TagField, is_fit
from musemood.ui.icons import icon
from musemood.ui.tag_words import field_name, unfit_sentence
from musemood.ui.theme import Theme

_LINES = (
    TagField.TITLE,
    TagField.ARTIST,
    TagField.ALBUM,
    TagField.ALBUM_ARTIST,
    TagField.COMPOSER,
    TagField.GENRE,
)
_NUMBER_WIDTH = 54
_LYRICS_LOWEST = 96
_SHORT = frozenset((TagField.YEAR, *NUMBERS))


class TagLine(QLineEdit):
    """One field on one line. Its arrow takes back what was typed.

    Signals: ``edited()``.
    """

    edited = Signal()

    def __init__(self, field: TagField, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._value: str | None = ""
        self.setAccessibleName(field_name(field))
        if field in MANY_VALUED:
            self.setToolTip(self.tr("Several of them are separated by a semicolon."))
        self._is_short = field in _SHORT
        if self._is_short:
            self.setMaxLength(4)
            self.setProperty("isShort", True)
            self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._back = QAction(icon("undo-2", theme.soft, 14), self.tr("As it was"), self)
        self._back.triggered.connect(self._take_back)
        self.addAction(self._back, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(lambda _: self._show())
        self._show()

    def set_value(self, value: str | None) -> None:
        """What the files say; None where they differ."""
        self._value = value
        self.setText((value or "").replace("\n", " "))
        self.setCursorPosition(0)
        self._show()

    def change(self) -> str | None:
        """The new text, None where it stays as it is."""
        if not self.isModified() or self.text() == self._value:
            return None
        return self.text().strip()

    def is_fit(self) -> bool:
        """Whether the new text can stand here."""
        return is_fit(self._field, self.change() or "")

    def _hint(self, is_changed: bool) -> str:
        if self._is_short:
            return "" if is_changed else "…"
        return self.tr("(will be empty)") if is_changed else self.tr("(several)")

    def _take_back(self) -> None:
        self.set_value(self._value)
        self.edited.emit()

    def _show(self) -> None:
        is_changed = self.change() is not None
        self._back.setVisible(is_changed and not self._is_short)
        self.setPlaceholderText(self._hint(is_changed) if self._value is None else "")
        self.setProperty("isWrong", not self.is_fit())
        self.style().polish(self)
        self.edited.emit()


class TagText(QPlainTextEdit):
    """One field on many lines: the lyrics.

    Signals: ``edited()``.
    """

    edited = Signal()

    def __init__(self, field: TagField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: str | None = ""
        self.setAccessibleName(field_name(field))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_LYRICS_LOWEST)
        self.textChanged.connect(self._show)

    def set_value(self, value: str | None) -> None:
        """What the files say; None where they differ."""
        self._value = value
        self.setPlainText(value or "")
        self.document().setModified(False)
        self._show()

    def change(self) -> str | None:
        """The new text, None where it stays as it is."""
        text = self.toPlainText()
        is_changed = self.document().isModified() and text != self._value
        return text if is_changed else None

    def is_fit(self) -> bool:
        """Any text is."""
        return True

    def _show(self) -> None:
        several = self.tr("(several)") if self.change() is None else self.tr("(will be empty)")
        self.setPlaceholderText(several if self._value is None else "")
        self.edited.emit()


class TagForm(QWidget):
    """All fields. Signals: ``edited()`` when `changes` or `problem` may say something else."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[TagField, TagLine | TagText] = {
            field: TagText(field) if field is TagField.LYRICS else TagLine(field, theme)
            for field in FORM_FIELDS
        }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        for field in _LINES:
            self._add_row(field_name(field), self.fields[field])
        self._add_row(field_name(TagField.YEAR), self._numbers())
        self._add_row(field_name(TagField.COMMENT), self.fields[TagField.COMMENT])
        self._add_row(field_name(TagField.LYRICS), self.fields[TagField.LYRICS])
        for editor in self.fields.values():
            editor.edited.connect(self.edited)

    def show_fields(self, common: Mapping[TagField, str | None]) -> None:
        """What the files say; None for a field in which they differ."""
        for field, editor in self.fields.items():
            editor.set_value(common.get(field, ""))

    def changes(self) -> dict[TagField, str]:
        """What was edited; the rest stays as it is in each file."""
        edited = {field: editor.change() for field, editor in self.fields.items()}
        return {field: text for field, text in edited.items() if text is not None}

    def problem(self) -> str:
        """One sentence about the first text that cannot stand where it is, or ""."""
        unfit = (field for field, editor in self.fields.items() if not editor.is_fit())
        return next(map(unfit_sentence, unfit), "")

    def _numbers(self) -> QWidget:
        """Year, track n of m, disc n of m."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(self._number(TagField.YEAR))
        for number, total in (
            (TagField.TRACK_NUMBER, TagField.TRACK_TOTAL),
            (TagField.DISC_NUMBER, TagField.DISC_TOTAL),
        ):
            row.addStretch(1)
            row.addWidget(_quiet(field_name(number)))
            row.addWidget(self._number(number))
            row.addWidget(_quiet(self.tr("of")))
            row.addWidget(self._number(total))
        return box

    def _number(self, field: TagField) -> QWidget:
        editor = self.fields[field]
        editor.setFixedWidth(_NUMBER_WIDTH)
        return editor

    def _add_row(self, name: str, widget: QWidget) -> None:
        label = _quiet(name)
        place = self._grid.rowCount()
        is_high = isinstance(widget, TagText)
        side = Qt.AlignmentFlag.AlignTop if is_high else Qt.AlignmentFlag.AlignVCenter
        if is_high:
            label.setContentsMargins(0, 8, 0, 0)
        self._grid.addWidget(label, place, 0, side | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(widget, place, 1)
        self._grid.setRowStretch(place, 1 if is_high else 0)


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("quiet")
    return label
