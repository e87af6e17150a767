"""MPRIS on the bus: tells what has changed, once for all that changes at once."""

from PySide6.QtCore import QObject, QTimer

from musemood.services.collection import Collection
from musemood.services.dbus.bus_object import BusInterface, BusObject
from musemood.services.dbus.connection import SessionBus
from musemood.services.dbus.wire import Int64
from musemood.services.mpris.player import PLAYER, MprisPlayer
from musemood.services.playback import Playback

PATH = "/org/mpris/MediaPlayer2"
NAME = "org.mpris.MediaPlayer2.musemood"


class Mpris(QObject):
    """The player on the session bus, until `close`."""

    def __init__(
        self,
        bus: SessionBus,
        root: BusInterface,
        player: MprisPlayer,
        playback: Playback,
        collection: Collection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._object = BusObject(bus.connection, PATH, (root, player.interface()))
        self._started_row: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._object.tell_changes)
        self._connect(playback, collection)
        self.name = bus.claim(NAME)

    def news(self) -> None:
        """Something outside of the player has changed: a cover was found, a rating given."""
        self._timer.start(0)

    def close(self) -> None:
        """Be gone from the bus."""
        self._timer.stop()
        self._object.close()

    def _connect(self, playback: Playback, collection: Collection) -> None:
        for signal in (
            playback.queue_changed,
            playback.current_changed,
            playback.playing_changed,
            playback.volume_changed,
            playback.order_changed,
            playback.play_ended,
            collection.tracks_changed,
            collection.play_counted,
        ):
            signal.connect(self._on_news)
        playback.position_jumped.connect(self._on_position_jumped)

    def _on_news(self) -> None:
        if self._playback.is_stopped:
            self._started_row = None
        self.news()

    def _on_position_jumped(self, position_s: float) -> None:
        """A track that begins is no seek: there others count from zero by themselves."""
        row = self._playback.current
        row_id = row.id if row else None
        if row_id is not None and row_id == self._started_row:
            self._object.tell(PLAYER, "Seeked", Int64(round(position_s * 1e6)))
        self._started_row = row_id
