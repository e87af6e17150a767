"""Sound: equaliser, crossfade, equal loudness, order, sleep timer and output device."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.loudness import GainMode
from musemood.domain.repeat import Repeat
from musemood.domain.sound_settings import LONGEST_CROSSFADE_S
from musemood.services.playback import Playback
from musemood.services.sleep_timer import SleepTimer
from musemood.services.sound import Sound
from musemood.ui.choice_row import ChoiceRow
from musemood.ui.equaliser_panel import EqualiserPanel
from musemood.ui.sleep_row import SleepRow


class SoundDialog(QDialog):
    """A window beside the window: what is changed here is heard at once, and remembered."""

    def __init__(
        self, playback: Playback, sound: Sound, sleep: SleepTimer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("soundDialog")
        self.setWindowTitle(self.tr("Sound"))
        self._playback, self._sound = playback, sound
        self.equaliser = EqualiserPanel(sound)
        self.crossfade = QSlider(Qt.Orientation.Horizontal)
        self.crossfade.setRange(0, round(LONGEST_CROSSFADE_S))
        self.crossfade.setPageStep(3)
        self.crossfade.setAccessibleName(self.tr("Crossfade in seconds"))
        self._crossfade_text = QLabel()
        self._crossfade_text.setMinimumWidth(44)
        self.loudness = ChoiceRow(
            self.tr("Equal loudness"),
            (
                (GainMode.OFF, self.tr("Off")),
                (GainMode.TRACK, self.tr("Each track")),
                (GainMode.ALBUM, self.tr("Whole albums")),
            ),
        )
        self.repeat = ChoiceRow(
            self.tr("Repeat"),
            (
                (Repeat.OFF, self.tr("Off")),
                (Repeat.ALL, self.tr("The list")),
                (Repeat.ONE, self.tr("This track")),
            ),
        )
        self.shuffle = QCheckBox(self.tr("Shuffle"))
        self.stop_after = QCheckBox(self.tr("Stop after this track"))
        self.sleep = SleepRow(sleep)
        self.device = QComboBox()
        self.device.setAccessibleName(self.tr("Output device"))
        self.device.view().setAccessibleName(self.tr("Output device"))
        self._lay_out()
        self._connect()
        self._show_sound()
        self._show_order()

    def showEvent(self, event: QShowEvent) -> None:
        """Devices come and go: ask which are there now."""
        self._fill_devices()
        super().showEvent(event)

    def _lay_out(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(20)
        rows.setVerticalSpacing(10)
        rows.setColumnStretch(1, 1)
        fade = QHBoxLayout()
        fade.setSpacing(14)
        fade.addWidget(self.crossfade, 1)
        fade.addWidget(self._crossfade_text)
        order = QHBoxLayout()
        order.setSpacing(20)
        order.addWidget(self.shuffle)
        order.addWidget(self.stop_after)
        order.addStretch(1)
        album = self.tr("Tracks of one album always follow each other without a gap.")
        files = self.tr("By the file's tags, else as measured here. Files are never changed.")
        self._add(rows, self.tr("Crossfade"), fade, album)
        self._add(rows, self.tr("Equal loudness"), self.loudness, files)
        self._add(rows, self.tr("Repeat"), self.repeat)
        self._add(rows, self.tr("Order"), order)
        self._add(rows, self.tr("Sleep timer"), self.sleep)
        self._add(rows, self.tr("Output"), self.device)
        line = QFrame()
        line.setObjectName("line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 24)
        column.setSpacing(20)
        column.addWidget(self.equaliser)
        column.addWidget(line)
        column.addLayout(rows)
        self.setFixedWidth(600)

    def _add(
        self, rows: QGridLayout, name: str, control: QWidget | QHBoxLayout, note: str = ""
    ) -> None:
        """A row of the form; the note stands under the control."""
        row = rows.rowCount()
        label = QLabel(name)
        rows.addWidget(label, row, 0)
        if isinstance(control, QWidget):
            # A screen reader says a combo box by its label.
            label.setBuddy(control.findChild(QComboBox) or control)
            rows.addWidget(control, row, 1)
        else:
            rows.addLayout(control, row, 1)
        if note:
            quiet = QLabel(note)
            quiet.setObjectName("quiet")
            quiet.setWordWrap(True)
            rows.addWidget(quiet, row + 1, 1)
            rows.setRowMinimumHeight(row + 1, 26)

    def _connect(self) -> None:
        playback, sound = self._playback, self._sound
        self.crossfade.valueChanged.connect(sound.set_crossfade)
        self.loudness.chosen.connect(sound.set_gain_mode)
        self.repeat.chosen.connect(playback.set_repeat)
        self.shuffle.toggled.connect(playback.set_shuffled)
        self.stop_after.toggled.connect(playback.set_stops_after_this)
        self.device.activated.connect(lambda at: sound.set_device(self.device.itemData(at)))
        sound.changed.connect(self._show_sound)
        playback.order_changed.connect(self._show_order)

    def _show_sound(self) -> None:
        settings = self._sound.settings
        self.crossfade.setValue(round(settings.crossfade_s))
        seconds = self.tr("{n} s").format(n=round(settings.crossfade_s))
        self._crossfade_text.setText(seconds if settings.crossfade_s else self.tr("Off"))
        self.loudness.show_choice(settings.gain_mode)
        self._show_device()

    def _show_order(self) -> None:
        self.repeat.show_choice(self._playback.repeat)
        self.shuffle.setChecked(self._playback.is_shuffled)
        self.stop_after.setChecked(self._playback.stops_after_this)

    def _fill_devices(self) -> None:
        self.device.clear()
        self.device.addItem(self.tr("The system's choice"), "")
        for device in self._playback.devices():
            if device.id:
                self.device.addItem(device.name or device.id, device.id)
        self._show_device()

    def _show_device(self) -> None:
        chosen = self._sound.settings.device_id
        index = self.device.findData(chosen)
        if index < 0 and self.device.count():
            self.device.addItem(self.tr("{name} (not there)").format(name=chosen), chosen)
            index = self.device.count() - 1
        self.device.setCurrentIndex(index)
