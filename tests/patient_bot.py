"""pytest-qt's `qtbot`, which waits as long as a busy machine may need."""

from functools import partialmethod

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

_PATIENCE_MS = 60_000


class PatientQtBot(QtBot):
    """Waits as long as a busy machine may need, where a test does not say how long."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=_PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=_PATIENCE_MS)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=_PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=_PATIENCE_MS)
    waitActive = partialmethod(QtBot.waitActive, timeout=_PATIENCE_MS)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's own, with more patience."""
    return PatientQtBot(request)
