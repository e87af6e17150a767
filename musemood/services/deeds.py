"""What was done to files and tracks and can be taken back, the latest first."""

from collections import deque

from PySide6.QtCore import QObject, Signal

from musemood.domain.deed import Deed

_LONGEST = 100


class Deeds(QObject):
    """A small undo stack of `Deed`s; whoever keeps another one may take them from ``done``.

    Signals: ``done(Deed)`` for each new one, ``undone(Deed)``.
    """

    done = Signal(object)
    undone = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds: deque[Deed] = deque(maxlen=_LONGEST)

    def add(self, deed: Deed) -> None:
        """Remember what has just been done."""
        self._deeds.append(deed)
        self.done.emit(deed)

    def undo(self) -> bool:
        """Take the latest back; False where there is none."""
        if not self._deeds:
            return False
        deed = self._deeds.pop()
        deed.undo()
        self.undone.emit(deed)
        return True
