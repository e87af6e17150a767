"""A page of the settings: English, Chinese, or as the desktop."""

from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from musemood.ui.choice_group import let_tab_find_the_checked
from musemood.ui.language import Language, Tongue


class LanguagePage(QWidget):
    """Three choices, taken at once. Each language is called what its readers call it."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        group = QButtonGroup(self)
        self.choices: dict[Tongue, QRadioButton] = {}
        for tongue, text in (
            (Tongue.SYSTEM, self.tr("As the desktop")),
            (Tongue.ENGLISH, "English"),
            (Tongue.CHINESE, "简体中文"),
        ):
            button = QRadioButton(text)
            button.setChecked(tongue is language.tongue)
            button.toggled.connect(
                lambda is_on, chosen=tongue: language.choose(chosen) if is_on else None
            )
            group.addButton(button)
            column.addWidget(button)
            self.choices[tongue] = button
        let_tab_find_the_checked(group)
        quiet = QLabel(self.tr("Music plays on while the language changes."))
        quiet.setObjectName("quiet")
        quiet.setWordWrap(True)
        column.addSpacing(6)
        column.addWidget(quiet)
        column.addStretch(1)
