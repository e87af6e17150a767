"""Python values in exactly the D-Bus type that they are meant to have.

PySide sends each Python int that fits as ``i`` and offers no way to ask for another type, but
MPRIS wants ``x`` and notifications want ``u``. A Qt *property* does have a type: read by a
call to ourselves, which QtDBus answers without the bus, it comes back as a `QDBusArgument`
whose innermost element keeps that type wherever it is put.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from PySide6.QtCore import ClassInfo, Property, QMetaType, QObject
from PySide6.QtDBus import (
    QDBusAbstractAdaptor,
    QDBusArgument,
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
)

_PATH = "/musemood/number"
_INTERFACE = {"int64": "org.musemood.Int64", "uint32": "org.musemood.UInt32"}


class Int64(Struct, frozen=True):
    """A signed number of 64 bits, D-Bus type ``x``."""

    value: int


class UInt32(Struct, frozen=True):
    """A number of 32 bits without sign, D-Bus type ``u``."""

    value: int


class ObjectPath(Struct, frozen=True):
    """The name of an object, D-Bus type ``o``."""

    path: str


Value = bool | int | float | str | tuple[str, ...] | Int64 | UInt32 | ObjectPath | Mapping[str, Any]
"""What can be sent: ``b i d s as x u o a{sv}``. int must fit into 32 bits."""


class Wire:
    """Makes what `QDBusMessage` sends of a `Value`."""

    def __init__(self, connection: QDBusConnection) -> None:
        self._connection = connection
        self._holder = QObject()
        self._int64 = _Int64(self._holder)
        self._uint32 = _UInt32(self._holder)

    def sent(self, value: Value) -> object:
        """The value as an argument of a message, or as a part of one."""
        match value:
            case Int64(number):
                self._int64.held = number
                return self._read(_INTERFACE["int64"], "x")
            case UInt32(number):
                self._uint32.held = number
                return self._read(_INTERFACE["uint32"], "u")
            case ObjectPath(path):
                return QDBusObjectPath(path)
            case Mapping():
                return {key: self.sent(each) for key, each in value.items()}
            case tuple():
                return _texts(value)
            case str():
                return sendable(value)
        return value

    def _read(self, interface: str, signature: str) -> QDBusArgument:
        """The number held by one of the adaptors, as an argument of the type of its property."""
        call = QDBusMessage.createMethodCall(
            self._connection.baseService(), _PATH, "org.freedesktop.DBus.Properties", "GetAll"
        )
        call.setArguments([interface])
        self._connection.registerObject(_PATH, self._holder)
        found: QDBusArgument = self._connection.call(call).arguments()[0]
        self._connection.unregisterObject(_PATH)
        # a{sv}: into the map, into its only entry, past the name, into the variant. Of the
        # functions that step inside only these two can be told to read; they fit all containers.
        found.beginMap()
        found.beginArray()
        found.asVariant()
        found.beginArray()
        if found.currentSignature() != signature:
            raise TypeError(f"QtDBus gave {found.currentSignature()!r} and not {signature!r}")
        return found


@ClassInfo({"D-Bus Interface": _INTERFACE["int64"]})  # type: ignore[call-arg]
class _Int64(QDBusAbstractAdaptor):  # type: ignore[operator]
    held = 0

    number = Property("qlonglong", lambda self: self.held)  # type: ignore[arg-type]


@ClassInfo({"D-Bus Interface": _INTERFACE["uint32"]})  # type: ignore[call-arg]
class _UInt32(QDBusAbstractAdaptor):  # type: ignore[operator]
    held = 0

    number = Property("uint", lambda self: self.held)  # type: ignore[arg-type]


def sendable(text: str) -> str:
    """The text without what the bus forbids: it would close the connection on us."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _texts(texts: tuple[str, ...]) -> object:
    """``as``; an empty Python list would go as a list of variants."""
    argument = QDBusArgument()
    argument.beginArray(QMetaType(QMetaType.Type.QString))
    for text in texts:
        argument.appendVariant(sendable(text))
    argument.endArray()
    return argument
