"""The training environment has no pytest-qt, whose options stand in pyproject.toml all the same."""

from importlib.util import find_spec

import pytest
import torch

torch.set_num_threads(1)  # networks this small only wait for each other's threads


def pytest_addoption(parser: pytest.Parser) -> None:
    """Make the options known where the plugin is not there to do so."""
    if find_spec("pytestqt") is None:
        parser.addini("qt_api", "of pytest-qt, unused here")
        parser.addini("qt_log_level_fail", "of pytest-qt, unused here")


@pytest.fixture(autouse=True)
def _with_denormals() -> None:
    """Fitting switches denormal numbers off for the whole process; hypothesis wants them."""
    torch.set_flush_denormal(False)
