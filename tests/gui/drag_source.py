"""Another program's window that music is dragged out of: ``drag_source.py X Y PATH...``."""

import sys

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    def __init__(self, paths: list[str]) -> None:
        super().__init__("drag me")
        self._paths = paths

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in self._paths])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
        # The dropped data are fetched from this process after the drop.
        QTimer.singleShot(5000, QApplication.quit)


application = QApplication(sys.argv[:1])
source = Source(sys.argv[3:])
source.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
source.setGeometry(int(sys.argv[1]), int(sys.argv[2]), 120, 80)
source.show()
source.windowHandle().requestActivate()
print("ready", flush=True)
application.exec()
