"""Ten sliders and a level, and the presets."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.equaliser import BANDS_HZ, MOST_DB, PRESETS, Equaliser, preset_name
from musemood.services.sound import Sound

_STEPS_A_DB = 10
_SLIDER_HEIGHT = 132


class EqualiserPanel(QWidget):
    """Shows the equaliser of a `Sound` and changes it as the sliders move."""

    def __init__(self, sound: Sound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self._is_showing = False
        self.is_on = QCheckBox(self.tr("On"))
        self.is_on.setAccessibleName(self.tr("Equaliser on"))
        self.presets = QComboBox()
        self.presets.setAccessibleName(self.tr("Preset of the equaliser"))
        self.presets.view().setAccessibleName(self.tr("Preset of the equaliser"))
        self.level = self._slider(self.tr("Level of all bands"))
        self.bands = [self._slider(self.tr("{hz} hertz").format(hz=hz)) for hz in BANDS_HZ]
        self._fill_presets()
        self._lay_out()
        self.is_on.toggled.connect(self._on_toggled)
        self.presets.activated.connect(self._on_preset_chosen)
        sound.changed.connect(self._show)
        self._show()

    def _fill_presets(self) -> None:
        for name in PRESETS:
            self.presets.addItem(self._preset_text(name), name)
        self.presets.addItem(self.tr("Your own"), "")

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Equaliser"))
        heading.setObjectName("sectionHeading")
        heading.setBuddy(self.presets)  # a screen reader says a combo box by its label
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self.presets)
        top.addSpacing(10)
        top.addWidget(self.is_on)
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(6)
        names = [self.tr("Level"), *(_short(hz) for hz in BANDS_HZ)]
        for column, (slider, name) in enumerate(zip((self.level, *self.bands), names, strict=True)):
            label = QLabel(name)
            label.setObjectName("bandName")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(slider, 0, column, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(label, 1, column)
            grid.setColumnStretch(column, 1)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(14)
        column_of_all.addLayout(top)
        column_of_all.addLayout(grid)

    def _slider(self, name: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Vertical)
        most = round(MOST_DB * _STEPS_A_DB)
        slider.setRange(-most, most)
        slider.setSingleStep(_STEPS_A_DB // 2)
        slider.setPageStep(3 * _STEPS_A_DB)
        slider.setFixedHeight(_SLIDER_HEIGHT)
        slider.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        slider.setAccessibleName(name)
        slider.valueChanged.connect(self._on_moved)
        return slider

    def _show(self) -> None:
        settings = self._sound.settings
        equaliser = settings.equaliser
        self._is_showing = True
        self.is_on.setChecked(settings.is_equalised)
        self.presets.setCurrentIndex(self.presets.findData(preset_name(equaliser) or ""))
        shown = zip(
            (self.level, *self.bands), (equaliser.level_db, *equaliser.bands_db), strict=True
        )
        for slider, db in shown:
            slider.setValue(round(db * _STEPS_A_DB))
            slider.setToolTip(f"{db:+.1f} dB")
        self._is_showing = False

    def _on_moved(self) -> None:
        if not self._is_showing:
            bands = tuple(slider.value() / _STEPS_A_DB for slider in self.bands)
            self._sound.set_equaliser(Equaliser(bands, self.level.value() / _STEPS_A_DB))

    def _on_preset_chosen(self, index: int) -> None:
        name = self.presets.itemData(index)
        if name:
            self._sound.set_equaliser(PRESETS[name])

    def _on_toggled(self, is_on: bool) -> None:
        if not self._is_showing:
            self._sound.set_equalised(is_on)

    def _preset_text(self, name: str) -> str:
        texts = {
            "Flat": self.tr("Flat"),
            "Classical": self.tr("Classical"),
            "Club": self.tr("Club"),
            "Dance": self.tr("Dance"),
            "Full bass": self.tr("Full bass"),
            "Full bass and treble": self.tr("Full bass and treble"),
            "Full treble": self.tr("Full treble"),
            "Headphones": self.tr("Headphones"),
            "Large Hall": self.tr("Large hall"),
            "Live": self.tr("Live"),
            "Party": self.tr("Party"),
            "Pop": self.tr("Pop"),
            "Reggae": self.tr("Reggae"),
            "Rock": self.tr("Rock"),
            "Ska": self.tr("Ska"),
            "Soft": self.tr("Soft"),
            "Soft rock": self.tr("Soft rock"),
            "Techno": self.tr("Techno"),
        }
        return texts[name]


def _short(hz: int) -> str:
    return f"{hz // 1000}k" if hz >= 1000 else str(hz)
