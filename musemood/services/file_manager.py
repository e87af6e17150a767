"""Files shown in the desktop's file manager.

By D-Bus (org.freedesktop.FileManager1, which most file managers answer to and which marks the
file), else by opening the folder.
"""

import os
from collections.abc import Iterable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QDesktopServices

from musemood.domain.file_address import file_address
from musemood.domain.span import file_of

_NAME = "org.freedesktop.FileManager1"
_PATH = "/org/freedesktop/FileManager1"
_LONGEST_WAIT_MS = 5000


class FileManager(QObject):
    """Signals: ``failed(path)`` where no file manager could be asked."""

    failed = Signal(object)  # not str: Qt drops bytes that are not UTF-8

    def __init__(self, bus: QDBusConnection | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._waiting: dict[QDBusPendingCallWatcher, str] = {}

    def show(self, paths: Iterable[str]) -> None:
        """Open the folder of these files with the files marked. Returns at once."""
        given = list(dict.fromkeys(map(file_of, paths)))
        if not given:
            return
        bus = self._bus or QDBusConnection.sessionBus()
        if not bus.isConnected():
            self._open_folder(given[0])
            return
        message = QDBusMessage.createMethodCall(_NAME, _PATH, _NAME, "ShowItems")
        message.setArguments([[file_address(path) for path in given], ""])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message, _LONGEST_WAIT_MS), self)
        self._waiting[watcher] = given[0]
        # No lambda: it would be the last to hold this object, which would then go with its child,
        # the watcher, while Qt is deleting that one: a crash.
        watcher.finished.connect(self._on_answered)

    def _on_answered(self, watcher: QDBusPendingCallWatcher) -> None:
        path = self._waiting.pop(watcher)
        is_refused = watcher.isError()
        watcher.deleteLater()
        if is_refused:
            self._open_folder(path)

    def _open_folder(self, path: str) -> None:
        folder = os.path.dirname(path)
        if not QDesktopServices.openUrl(QUrl(file_address(folder))):
            self.failed.emit(path)
