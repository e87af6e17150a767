"""One window for one data folder: a second start hands over what it was asked, and ends.

A socket of the file system, never of the network. The first window holds the data folder's
lock, which the kernel releases, so a socket that a killed window left behind is simply removed.
"""

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

from msgspec.structs import asdict
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from musemood.services.request import COMMANDS, Request

_LONGEST_SOCKET_NAME = 100
"""Bytes; the kernel takes 107."""
_LONGEST_MESSAGE = 32 << 20
_TAKEN = b"taken\n"


def hand_over(folder: Path, request: Request, timeout_ms: int = 5000) -> bool:
    """Give the request to the window that uses this data folder; False if none answers."""
    name = socket_name(folder)
    if not _is_ours(name):
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(timeout_ms):
        return False
    # ASCII-escaped JSON keeps names that are not UTF-8, as lone surrogates.
    socket.write(json.dumps(asdict(request)).encode("ascii") + b"\n")
    while socket.bytesToWrite():
        if not socket.waitForBytesWritten(timeout_ms):
            return False
    return socket.waitForReadyRead(timeout_ms) and socket.readAll().data() == _TAKEN


class Doorbell(QObject):
    """Listens for second starts. The caller holds the data folder's lock.

    Signals: ``request_came(Request)``, in the order of arrival.
    """

    request_came = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        name = socket_name(folder)
        QLocalServer.removeServer(name)
        self.is_listening = self._server.listen(name)

    def close(self) -> None:
        """From now on a second start waits until this one has ended."""
        self._server.close()

    def _on_connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda s=socket: self._on_readable(s))
            socket.disconnected.connect(socket.deleteLater)
            self._on_readable(socket)

    def _on_readable(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            request = _parsed(bytes(socket.readLine().data()))
            if request is not None:
                socket.write(_TAKEN)
                socket.flush()
                self.request_came.emit(request)
            socket.disconnectFromServer()
        elif socket.bytesAvailable() > _LONGEST_MESSAGE:
            socket.abort()


def socket_name(folder: Path) -> str:
    """Where the window of this data folder listens.

    In the folder itself, or under the folder for temporary files where that name is too long
    for a socket or no UTF-8; on Windows a pipe.
    """
    name = os.fsencode(folder / "window.socket")
    hashed = "musemood-" + hashlib.sha256(name).hexdigest()[:24]
    if sys.platform == "win32":
        return hashed
    if len(name) <= _LONGEST_SOCKET_NAME and _is_utf8(name):
        return name.decode("utf-8")
    base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return os.path.join(base, hashed)


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_ours(name: str) -> bool:
    """Whether nobody else put it there: file names are told to the one who listens."""
    if sys.platform == "win32":
        return True
    try:
        return os.stat(name).st_uid == os.getuid()
    except OSError:
        return False


def _parsed(line: bytes) -> Request | None:
    """None for what is no request; whoever sent it gets no answer."""
    try:
        said = json.loads(line)
        paths, command, token = said["paths"], said["command"], said["token"]
    except (ValueError, KeyError, TypeError):
        return None
    is_sound = isinstance(paths, list) and all(isinstance(path, str) for path in paths)
    if not is_sound or command not in ("", *COMMANDS) or not isinstance(token, str):
        return None
    return Request(tuple(paths), command, token)
