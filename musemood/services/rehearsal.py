"""Having all at hand before Recommend is pressed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from musemood.services.collection import Collection

_FIRST_AFTER_MS = 1000
_AFTER_MS = 5000


class Rehearsal(QObject):
    """Asks for ``rehearse()`` soon after the library has changed, or whenever told to.

    A second after the first news, then every five seconds at most: while a large library is
    being analysed, there is something new all the time.
    """

    def __init__(
        self, collection: Collection, rehearse: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rehearse = rehearse
        self._timer = QTimer(self, singleShot=True, interval=_FIRST_AFTER_MS)
        self._timer.timeout.connect(self._on_timeout)
        for changed in (collection.tracks_added, collection.tracks_changed, collection.tracks_gone):
            changed.connect(self.soon)

    def soon(self, _: object = None) -> None:
        """Something is new."""
        if not self._timer.isActive():
            self._timer.start()

    def _on_timeout(self) -> None:
        self._timer.setInterval(_AFTER_MS)
        self._rehearse()
