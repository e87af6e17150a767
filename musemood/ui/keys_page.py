"""The sheet of all keys, where each can be changed."""

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from musemood.ui.actions import Action
from musemood.ui.icons import icon
from musemood.ui.shortcuts import Keymap
from musemood.ui.theme import Theme

_KEY_WIDTH = 168
_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeyField(QStackedWidget):
    """Shows the key of one action; pressed, it waits for another.

    Escape leaves it as it was, Backspace takes the key away.
    Signals: ``chosen(str)``, the key in portable text, "" for none.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(_KEY_WIDTH, 30)
        self.button = QPushButton()
        self.button.setObjectName("keyCap")
        self.button.clicked.connect(self._ask)
        self.edit = QKeySequenceEdit()
        self.edit.setObjectName("keyEdit")
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(self.tr("Press the new key for: {name}").format(name=name))
        field = self.edit.findChild(QLineEdit)
        if field is not None:
            field.setAccessibleName(self.edit.accessibleName())
        self.edit.keySequenceChanged.connect(self._on_pressed)
        self.edit.installEventFilter(self)
        self.addWidget(self.button)
        self.addWidget(self.edit)

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """The keys that it has now."""
        shown = "  ".join(QKeySequence(key).toString(_NATIVE) for key in keys[:1])
        self.button.setText(shown or self.tr("no key"))
        self.button.setAccessibleName(f"{self._name}: {self.button.text()}")
        self.setCurrentWidget(self.button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape and Backspace are answers here, and so is a click elsewhere."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and not event.modifiers():
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
            if event.key() == Qt.Key.Key_Backspace:
                self._leave()
                self.chosen.emit("")
                return True
        if event.type() == QEvent.Type.FocusOut and self.currentWidget() is self.edit:
            self.setCurrentWidget(self.button)
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        self.edit.clear()
        self.setCurrentWidget(self.edit)
        self.edit.setFocus()

    def _leave(self) -> None:
        self.setCurrentWidget(self.button)
        self.button.setFocus()

    def _on_pressed(self, keys: QKeySequence) -> None:
        if not keys.isEmpty():
            self._leave()
            self.chosen.emit(keys.toString(QKeySequence.SequenceFormat.PortableText))


class KeysPage(QWidget):
    """Every action with its key, group by group."""

    def __init__(self, keymap: Keymap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap, self._theme = keymap, theme
        self.fields: dict[str, KeyField] = {}
        self._resets: dict[str, QPushButton] = {}
        self._wanted: tuple[Action, str] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._sheet(), 1)
        column.addWidget(self._footer())
        keymap.changed.connect(self._show)
        self._show()

    def _sheet(self) -> QScrollArea:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 16, 8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for group, actions in groupby(self._keymap.actions, key=lambda action: action.group):
            self._add_heading(grid, group)
            for action in actions:
                self._add_row(grid, action)
        self._add_fixed(grid)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # As high as there is room, so that what is said below stays in sight.
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setAccessibleName(self.tr("Keys"))
        area.setWidget(content)
        return area

    def _add_heading(self, grid: QGridLayout, text: str) -> None:
        heading = QLabel(text)
        heading.setObjectName("sectionHeading")
        heading.setContentsMargins(0, 14, 0, 4)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 3)

    def _add_fixed(self, grid: QGridLayout) -> None:
        """Keys of lists and fields, which are what they are in every program."""
        self._add_heading(grid, self.tr("In lists and fields, always"))
        rows = (
            (self.tr("Play the song; open the album, artist or folder"), "Enter"),
            (self.tr("Play the album, artist or folder"), "Ctrl+Enter"),
            (self.tr("Take out of the queue or playlist"), "Del"),
            (self.tr("Move up or down in the queue or playlist"), "Alt+Up", "Alt+Down"),
            (self.tr("Rename the playlist"), "F2"),
            (self.tr("What can be searched for, from the search field"), "F1"),
            (self.tr("Leave the search, a dialog or a page"), "Esc"),
        )
        for name, *keys in rows:
            row = grid.rowCount()
            shown = QLabel("   ".join(QKeySequence(key).toString(_NATIVE) for key in keys))
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setFixedSize(_KEY_WIDTH, 30)
            grid.addWidget(QLabel(name), row, 0)
            grid.addWidget(shown, row, 2)

    def _add_row(self, grid: QGridLayout, action: Action) -> None:
        row = grid.rowCount()
        field = KeyField(action.name)
        field.chosen.connect(lambda key: self._on_chosen(action, key))
        reset = QPushButton()
        reset.setObjectName("iconButton")
        reset.setIcon(icon("rotate-ccw", self._theme.soft, 15))
        text = self.tr("As it was at first: {name}").format(name=action.name)
        reset.setToolTip(text)
        reset.setAccessibleName(text)
        reset.clicked.connect(lambda: self._keymap.reset([action]))
        policy = reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(policy)
        grid.addWidget(QLabel(action.name), row, 0)
        grid.addWidget(reset, row, 1)
        grid.addWidget(field, row, 2)
        self.fields[action.id], self._resets[action.id] = field, reset

    def _footer(self) -> QWidget:
        """Says what can be done, or that a key is another's already."""
        footer = QWidget()
        footer.setFixedHeight(40)
        row = QHBoxLayout(footer)
        row.setContentsMargins(0, 0, 0, 0)
        self.hint = QLabel()
        self.hint.setObjectName("quiet")
        self.hint.setWordWrap(True)
        self.take = self._push(self.tr("Use it here"), self._on_take)
        self.leave = self._push(self.tr("Leave it there"), self._forget)
        self.reset_all = self._push(
            self.tr("Reset all"), lambda: self._keymap.reset(self._keymap.actions)
        )
        row.addWidget(self.hint, 1)
        for button in (self.take, self.leave, self.reset_all):
            row.addWidget(button)
        return footer

    def _push(self, text: str, clicked: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(clicked)
        return button

    def _on_chosen(self, action: Action, key: str) -> None:
        owner = self._keymap.owner(key) if key else None
        if owner is None or owner is action:
            self._keymap.choose(action, key)
            return
        self._wanted = (action, key)
        self._show()
        self.take.setFocus()

    def _on_take(self) -> None:
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._keymap.choose(*wanted)

    def _forget(self) -> None:
        self._wanted = None
        self._show()

    def _show(self) -> None:
        for action in self._keymap.actions:
            self.fields[action.id].show_keys(self._keymap.keys(action))
            self._resets[action.id].setVisible(self._keymap.is_changed(action))
        self.take.setVisible(self._wanted is not None)
        self.leave.setVisible(self._wanted is not None)
        self.reset_all.setVisible(
            self._wanted is None and any(map(self._keymap.is_changed, self._keymap.actions))
        )
        self.hint.setText(self._sentence())

    def _sentence(self) -> str:
        owner = self._keymap.owner(self._wanted[1]) if self._wanted else None
        if self._wanted is None or owner is None:
            return self.tr("Click a key to change it. Backspace takes it away, Escape leaves it.")
        key = QKeySequence(self._wanted[1]).toString(_NATIVE)
        return self.tr("{key} is already the key of “{name}”.").format(key=key, name=owner.name)
