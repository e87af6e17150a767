"""A page of the settings: light, dark, or as the desktop."""

from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from musemood.ui.appearance import Appearance, Look
from musemood.ui.choice_group import let_tab_find_the_checked


class AppearancePage(QWidget):
    """Three choices, taken at once."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        heading = QLabel(self.tr("Colours"))
        heading.setObjectName("sectionHeading")
        column.addWidget(heading)
        group = QButtonGroup(self)
        self.choices: dict[Look, QRadioButton] = {}
        for look, text in (
            (Look.SYSTEM, self.tr("As the desktop")),
            (Look.LIGHT, self.tr("Light")),
            (Look.DARK, self.tr("Dark")),
        ):
            button = QRadioButton(text)
            button.setChecked(look is appearance.look)
            button.toggled.connect(
                lambda is_on, chosen=look: appearance.choose(chosen) if is_on else None
            )
            group.addButton(button)
            column.addWidget(button)
            self.choices[look] = button
        let_tab_find_the_checked(group)
        column.addStretch(1)
