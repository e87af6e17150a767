"""What a screen reader is told: the tree of a program's controls on the accessibility bus."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ATSPI = "org.a11y.atspi."
_PLACE = "/org/a11y/atspi/"
_ROOT = _PLACE + "accessible/root"
_KEEPER = "Registry"
"""Who knows all programs, and hands on what they tell."""
_LABELLED_BY = 2
_STATES = {"active": 1, "focusable": 11, "focused": 12, "showing": 25, "visible": 30}


@dataclass(frozen=True)
class Node:
    """One object of the tree. ``role``: in words, as AT-SPI names it."""

    bus_name: str
    path: str
    role: str
    name: str
    states: frozenset[str]
    trail: tuple[str, ...]


class AccessibleTree:
    """The controls of the one program on the accessibility bus of a session bus."""

    def __init__(self, session_address: str) -> None:
        session = open_dbus_connection(session_address)
        launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = session.send_and_get_reply(new_method_call(launcher, "GetAddress")).body
        session.close()
        self._bus: DBusConnection = open_dbus_connection(address)
        self._focused = self._follow_focus()

    def popup(self, role: str, ask: Callable[[], object], timeout_s: float = 20.0) -> list[Node]:
        """What is in the menu or sheet, of this role, that the focus goes into.

        Those hang nowhere in the tree: a screen reader follows the focus into them. ``ask`` moves
        the focus; it is done again where nothing comes of it, as the menu may not be open yet.
        """
        end = time.monotonic() + timeout_s
        while time.monotonic() < end:
            ask()
            for bus_name, path in self._newly_focused():
                top = self._upwards(bus_name, path, role)
                nodes = list(self._walk(*top, (), is_all=False)) if top is not None else []
                if nodes and "showing" in nodes[0].states:  # not the one that was there before
                    return nodes
        raise AssertionError(f"the focus went into no {role}")

    def _newly_focused(self) -> Iterator[tuple[str, str]]:
        try:
            while True:
                told = self._bus.recv_until_filtered(self._focused, timeout=0.5)
                fields = told.header.fields
                yield fields[HeaderFields.sender], fields[HeaderFields.path]
        except TimeoutError:
            return

    def _upwards(self, bus_name: str, path: str, role: str) -> tuple[str, str] | None:
        while (found := self._call(bus_name, path, "GetRoleName")) not in ("application", None):
            if found == role:
                return bus_name, path
            parent = Node(bus_name, path, found, "", frozenset(), ())
            bus_name, path = self._get(parent, "Parent", "Accessible")
        return None

    def _follow_focus(self) -> deque[Message]:
        """Where the news lands that something has the focus now."""
        name = _ATSPI + _KEEPER
        keeper = DBusAddress(_PLACE + _KEEPER.lower(), name, name)
        wish = new_method_call(keeper, "RegisterEvent", "s", ("object:state-changed:focused",))
        self._bus.send_and_get_reply(wish)
        rule = MatchRule(type="signal", interface=_ATSPI + "Event.Object", member="StateChanged")
        rule.add_arg_condition(0, "focused")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        focused: deque[Message] = deque()
        self._bus.filter(rule, queue=focused)
        return focused

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def wait(self, is_there: Callable[[list[Node]], bool], timeout_s: float = 20.0) -> list[Node]:
        """What is shown, as soon as this holds of it."""
        end = time.monotonic() + timeout_s
        while True:
            nodes = list(self.walk(is_all=False))
            if is_there(nodes):
                return nodes
            shown = [f"{n.role}: {n.name}" for n in nodes if "showing" in n.states]
            assert time.monotonic() < end, shown
            time.sleep(0.1)  # between two looks at another process

    def walk(self, is_all: bool = True) -> Iterator[Node]:
        """Every object of the program, parents first; or only those that are shown."""
        for bus_name, path in self._children(_ATSPI + _KEEPER, _ROOT):
            yield from self._walk(bus_name, path, (), is_all)

    def wait_until_gone(self, node: Node, timeout_s: float = 20.0) -> None:
        """Until this is not shown any more."""
        end = time.monotonic() + timeout_s
        while (states := self._call(node.bus_name, node.path, "GetState")) is not None:
            if not states[0] >> _STATES["showing"] & 1:
                return
            assert time.monotonic() < end, node
            time.sleep(0.1)  # between two looks at another process

    def value(self, node: Node) -> float:
        """Of a slider."""
        return float(self._get(node, "CurrentValue", "Value"))

    def press(self, node: Node) -> None:
        """Do what a click does; does not wait for the end, which a menu or dialog keeps back."""
        target = DBusAddress(node.path, node.bus_name, _ATSPI + "Action")
        message = new_method_call(target, "DoAction", "i", (0,))
        message.header.flags |= MessageFlag.no_reply_expected
        self._bus.send(message)

    def focus(self, node: Node) -> None:
        """Give it the keys."""
        target = DBusAddress(node.path, node.bus_name, _ATSPI + "Component")
        self._bus.send_and_get_reply(new_method_call(target, "GrabFocus"), timeout=20)

    def set_value(self, node: Node, value: float) -> None:
        """Move a slider as assistive programs do."""
        target = DBusAddress(node.path, node.bus_name, "org.freedesktop.DBus.Properties")
        body = (_ATSPI + "Value", "CurrentValue", ("d", value))
        message = new_method_call(target, "Set", "ssv", body)
        self._bus.send_and_get_reply(message, timeout=20)

    def _walk(
        self, bus_name: str, path: str, trail: tuple[str, ...], is_all: bool
    ) -> Iterator[Node]:
        role = self._call(bus_name, path, "GetRoleName")
        states = self._call(bus_name, path, "GetState")
        if role is None or states is None:
            return  # gone since its parent named it
        low, high = states
        bits = low | high << 32
        held = frozenset(each for each, bit in _STATES.items() if bits >> bit & 1)
        if not is_all and trail and "showing" not in held:
            return
        node = Node(bus_name, path, role, "", frozenset(), trail)
        name = str(self._get(node, "Name", "Accessible") or "")
        if role == "combo box":  # its name is what is chosen; its label says what for
            name = self._label(node)
        yield Node(bus_name, path, role, name, held, trail)
        for child_bus, child_path in self._children(bus_name, path):
            yield from self._walk(child_bus, child_path, (*trail, f"{role} {name}"), is_all)

    def _label(self, node: Node) -> str:
        relations = self._call(node.bus_name, node.path, "GetRelationSet") or []
        found = [
            target for kind, targets in relations if kind == _LABELLED_BY for target in targets
        ]
        labels = [Node(bus_name, path, "", "", frozenset(), ()) for bus_name, path in found]
        return " ".join(str(self._get(label, "Name", "Accessible")) for label in labels)

    def _children(self, bus_name: str, path: str) -> list[tuple[str, str]]:
        return self._call(bus_name, path, "GetChildren") or []

    def _get(self, node: Node, name: str, interface: str) -> Any:
        target = DBusAddress(node.path, node.bus_name, "org.freedesktop.DBus.Properties")
        message = new_method_call(target, "Get", "ss", (_ATSPI + interface, name))
        reply = self._bus.send_and_get_reply(message, timeout=20)
        return reply.body[0][1] if reply.header.message_type is not MessageType.error else None

    def _call(self, bus_name: str, path: str, method: str) -> Any:
        target = DBusAddress(path, bus_name, _ATSPI + "Accessible")
        reply = self._bus.send_and_get_reply(new_method_call(target, method), timeout=20)
        return reply.body[0] if reply.header.message_type is not MessageType.error else None
