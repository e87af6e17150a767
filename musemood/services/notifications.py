"""Desktop notifications: one, which is replaced by the next.

The specification is freedesktop.org's "Desktop Notifications" 1.2.
"""

from collections.abc import Callable, Mapping
from html import escape

from msgspec import Struct
from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

from musemood.services.dbus.connection import SessionBus
from musemood.services.dbus.wire import UInt32, Value, Wire

_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_SHOWN_MS = 5000
_ON_ACTION = SLOT("_on_action(uint,QString)")


class Notification(Struct, frozen=True):
    """What is shown. ``picture``: path of a file or "". ``actions``: key and name of each."""

    title: str
    text: str
    picture: str = ""
    actions: tuple[tuple[str, str], ...] = ()


class Notifications(QObject):
    """Speaks to the desktop's notification service, which may be missing: then nothing is shown.

    Signals: ``action_chosen(str)``, the key; ``default`` is a click on the notification.
    """

    action_chosen = Signal(str)

    def __init__(self, bus: SessionBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = bus.connection
        self._wire = Wire(bus.connection)
        self._shown_id = 0
        self._has_markup: bool | None = None
        self._waiting: Notification | None = None
        self._is_calling = False
        self._connection.connect(
            _SERVICE,
            _PATH,
            _SERVICE,
            "ActionInvoked",
            self,
            _ON_ACTION,  # type: ignore[call-overload]
        )

    def show(self, notification: Notification) -> None:
        """Show it in place of the one before.

        Where one is on its way only the latest of those that wait is shown.
        """
        self._waiting = notification
        if self._is_calling:
            return
        if self._has_markup is None:
            self._call("GetCapabilities", [], self._on_capabilities_told)
        else:
            self._send_waiting()

    def close(self) -> None:
        """Take it back."""
        self._waiting = None
        if self._shown_id:
            call = self._message("CloseNotification")
            call.setArguments([self._wire.sent(UInt32(self._shown_id))])
            self._connection.send(call)
            self._shown_id = 0

    def _send_waiting(self) -> None:
        shown, self._waiting = self._waiting, None
        if shown is None:
            return
        hints: Mapping[str, Value] = {
            "desktop-entry": "musemood",
            "category": "x-musemood.track",
            "suppress-sound": True,
            "transient": True,
            **({"image-path": shown.picture} if shown.picture else {}),
        }
        actions = tuple(word for action in shown.actions for word in action)
        text = escape(shown.text, quote=False) if self._has_markup else shown.text
        arguments: tuple[Value, ...] = (
            "MuseMood", UInt32(self._shown_id), "musemood", shown.title, text, actions, hints,
            _SHOWN_MS,
        )  # fmt: skip
        self._call("Notify", [self._wire.sent(each) for each in arguments], self._on_shown)

    def _on_capabilities_told(self, answer: QDBusMessage) -> None:
        told = answer.arguments()
        self._has_markup = bool(told) and "body-markup" in told[0]
        self._send_waiting()

    def _on_shown(self, answer: QDBusMessage) -> None:
        told = answer.arguments()
        self._shown_id = told[0] if told and isinstance(told[0], int) else 0
        self._send_waiting()

    def _call(
        self, member: str, arguments: list[object], answered: Callable[[QDBusMessage], None]
    ) -> None:
        call = self._message(member)
        call.setArguments(arguments)
        self._is_calling = True
        self._answered = answered
        self._watcher = QDBusPendingCallWatcher(self._connection.asyncCall(call), self)
        # Not a function that holds this object: see file_manager.py.
        self._watcher.finished.connect(self._on_finished)

    def _on_finished(self, watcher: QDBusPendingCallWatcher) -> None:
        self._is_calling = False
        watcher.deleteLater()
        self._answered(watcher.reply())

    def _message(self, member: str) -> QDBusMessage:
        return QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, member)

    @Slot("uint", str)
    def _on_action(self, shown_id: int, key: str) -> None:
        if shown_id == self._shown_id:
            self.action_chosen.emit(key)
