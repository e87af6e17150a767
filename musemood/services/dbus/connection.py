"""The way to the session bus, for programs that may well run without one."""

import os
from collections.abc import Mapping
from itertools import count

from PySide6.QtDBus import QDBusConnection

_numbers = count()


class SessionBus:
    """A connection of its own to the session bus, closed by `close`."""

    def __init__(self, connection: QDBusConnection) -> None:
        self.connection = connection

    @classmethod
    def open(cls, environ: Mapping[str, str]) -> "SessionBus | None":
        """Connect; None where there is no bus or it does not answer.

        The address is looked up here and not by libdbus, which would start a bus of its own
        (and wait for it) where none is.
        """
        address = bus_address(environ)
        if not address:
            return None
        name = f"musemood-{next(_numbers)}"
        connection = QDBusConnection.connectToBus(address, name)
        if connection.isConnected():
            return cls(connection)
        QDBusConnection.disconnectFromBus(name)
        return None

    def claim(self, name: str) -> str:
        """Own a name, or one beside it where another program has it; returns the one owned."""
        for each in (name, f"{name}.instance{os.getpid()}"):
            if self.connection.registerService(each):
                return each
        return ""

    def close(self) -> None:
        """Leave the bus; its names are free at once."""
        QDBusConnection.disconnectFromBus(self.connection.name())


def bus_address(environ: Mapping[str, str]) -> str:
    """Where the session bus listens; "" where there is none."""
    address = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if address:
        return address
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    socket = os.path.join(runtime, "bus")
    return f"unix:path={socket}" if runtime and os.path.exists(socket) else ""
