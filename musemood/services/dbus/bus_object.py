"""An object that other programs may call: interfaces as tables, answered from Python.

QtDBus's adaptors answer `GetAll` by themselves and would turn 64-bit numbers inside maps into
32-bit ones (see wire.py), so the messages are answered here.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusObjectPath,
    QDBusVariant,
    QDBusVirtualObject,
)

from musemood.services.dbus.wire import Value, Wire

_PROPERTIES = "org.freedesktop.DBus.Properties"
_TELLS_CHANGES = "org.freedesktop.DBus.Property.EmitsChangedSignal"
_PROPERTIES_CALLS = (("Get", "ss"), ("GetAll", "s"), ("Set", "ssv"))
_Error = QDBusError.ErrorType
_log = logging.getLogger(__name__)


class BusProperty(Struct, frozen=True):
    """A property. ``write`` None: others may only read it.

    ``is_told``: changes go out in PropertiesChanged.
    """

    signature: str
    read: Callable[[], Value]
    write: Callable[[Any], None] | None = None
    is_told: bool = True


class BusMethod(Struct, frozen=True):
    """A method without an answer. ``takes``: names and signatures of its arguments, in order."""

    call: Callable[..., None]
    takes: Mapping[str, str] = field(default_factory=dict)


class BusInterface(Struct, frozen=True):
    """A name with what belongs to it. ``signals``: arguments of each, as in `BusMethod`."""

    name: str
    properties: Mapping[str, BusProperty]
    methods: Mapping[str, BusMethod]
    signals: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class BusObject(QDBusVirtualObject):
    """Interfaces at one path of the bus."""

    def __init__(
        self, connection: QDBusConnection, path: str, interfaces: tuple[BusInterface, ...]
    ) -> None:
        super().__init__()
        self._connection = connection
        self._path = path
        self._wire = Wire(connection)
        self._interfaces = {each.name: each for each in interfaces}
        self._told = {each.name: _values(each) for each in interfaces}
        connection.registerVirtualObject(path, self)

    def close(self) -> None:
        """Be gone from the bus."""
        self._connection.unregisterObject(self._path)

    def tell_changes(self) -> None:
        """Send PropertiesChanged with what has changed since the last time, where anything has."""
        for interface in self._interfaces.values():
            before, now = self._told[interface.name], _values(interface)
            self._told[interface.name] = now
            changed = {name: value for name, value in now.items() if before[name] != value}
            if changed:
                self._send(_PROPERTIES, "PropertiesChanged", interface.name, changed, ())

    def tell(self, interface: str, signal: str, *values: Value) -> None:
        """Send one of the interface's signals."""
        self._send(interface, signal, *values)

    def introspect(self, path: str) -> str:
        """What can be asked here, in D-Bus's XML."""
        return "".join(map(_described, self._interfaces.values()))

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        """Answer a call; False leaves it to QtDBus, which says that nothing is here."""
        try:
            if message.interface() == _PROPERTIES:
                answer = self._on_properties_call(message)
            else:
                answer = self._on_method_call(message)
        except Exception as error:  # the caller is told; a player does not fall over a remote
            _log.exception("call by D-Bus failed")
            answer = message.createErrorReply(_Error.Failed, str(error))
        if answer is not None and message.isReplyRequired():
            connection.send(answer)
        return answer is not None

    def _on_properties_call(self, message: QDBusMessage) -> QDBusMessage | None:
        if (message.member(), message.signature()) not in _PROPERTIES_CALLS:
            return None
        name, *rest = message.arguments()
        interface = self._interfaces.get(name)
        if interface is None:
            return message.createErrorReply(_Error.UnknownInterface, f"There is no {name} here")
        if message.member() == "GetAll":
            values = {each: known.read() for each, known in interface.properties.items()}
            return _answer(message, self._wire.sent(values))
        known = interface.properties.get(rest[0])
        if known is None:
            return message.createErrorReply(_Error.UnknownProperty, f"There is no {rest[0]} here")
        if message.member() == "Get":
            return _answer(message, QDBusVariant(self._wire.sent(known.read())))
        return self._set(message, known, rest[1])

    def _set(self, message: QDBusMessage, known: BusProperty, value: object) -> QDBusMessage:
        if known.write is None:
            return message.createErrorReply(
                _Error.PropertyReadOnly, "This property can only be read"
            )
        given = value.variant() if isinstance(value, QDBusVariant) else value
        if not isinstance(given, _PYTHON_TYPES[known.signature]):
            return message.createErrorReply(
                _Error.InvalidArgs, f"This property is of type {known.signature}"
            )
        known.write(given)
        return message.createReply()

    def _on_method_call(self, message: QDBusMessage) -> QDBusMessage | None:
        interface = self._interfaces.get(message.interface())
        method = interface.methods.get(message.member()) if interface else None
        if method is None:
            return None
        wanted = "".join(method.takes.values())
        if message.signature() != wanted:
            return message.createErrorReply(
                _Error.InvalidArgs,
                f"{message.member()} takes ({wanted}) and not ({message.signature()})",
            )
        method.call(*map(_plain, message.arguments()))
        return message.createReply()

    def _send(self, interface: str, member: str, *values: Value) -> None:
        message = QDBusMessage.createSignal(self._path, interface, member)
        message.setArguments([self._wire.sent(value) for value in values])
        self._connection.send(message)


_PYTHON_TYPES: dict[str, tuple[type, ...]] = {"b": (bool,), "s": (str,), "d": (float, int)}


def _values(interface: BusInterface) -> dict[str, Value]:
    return {name: each.read() for name, each in interface.properties.items() if each.is_told}


def _answer(message: QDBusMessage, value: object) -> QDBusMessage:
    answer = message.createReply()
    answer.setArguments([value])  # createReply([value]) would send a list of variants
    return answer


def _plain(value: object) -> object:
    return value.path() if isinstance(value, QDBusObjectPath) else value


def _described(interface: BusInterface) -> str:
    lines = [f'<interface name="{interface.name}">']
    for name, each in interface.properties.items():
        access = "readwrite" if each.write else "read"
        lines.append(f'<property name="{name}" type="{each.signature}" access="{access}">')
        if not each.is_told:
            lines.append(f'<annotation name="{_TELLS_CHANGES}" value="false"/>')
        lines.append("</property>")
    for name, method in interface.methods.items():
        lines += [f'<method name="{name}">', *_arguments(method.takes, "in"), "</method>"]
    for name, takes in interface.signals.items():
        lines += [f'<signal name="{name}">', *_arguments(takes, "out"), "</signal>"]
    return "\n".join([*lines, "</interface>\n"])


def _arguments(takes: Mapping[str, str], direction: str) -> list[str]:
    return [
        f'<arg name="{name}" type="{signature}" direction="{direction}"/>'
        for name, signature in takes.items()
    ]
