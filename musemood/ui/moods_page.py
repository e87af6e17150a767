"""A page of the settings: moods for other players to read, and learning from corrections."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from musemood.services.calibrating import Calibrating
from musemood.ui.calibration_box import CalibrationBox
from musemood.ui.track_actions import TrackActions


class MoodsPage(QWidget):
    """A button for the dialog that writes moods to all files, and the box for learning."""

    def __init__(
        self, songs: TrackActions, calibrating: Calibrating, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        words = QLabel(
            self.tr(
                "Moods stay in MuseMood unless you have them written to the files, where other "
                "players find them. What would be written is shown first."
            )
        )
        words.setObjectName("quiet")
        words.setWordWrap(True)
        self.write_all = QPushButton(self.tr("Write moods of all songs …"))
        self.write_all.clicked.connect(songs.write_all_moods)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(words)
        column.addWidget(self.write_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.calibration = CalibrationBox(calibrating)
        column.addSpacing(14)
        column.addWidget(self.calibration)
        column.addStretch(1)
