"""What every test may ask for."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
from composed_music import compose_library
from hypothesis import HealthCheck, settings
from own_display import own_display

if find_spec("pytestqt") is not None:  # it is not where training is tested
    from patient_bot import qtbot  # noqa: F401 - a fixture

# A busy machine is no reason to fail: what is slow is found by the time limit of the whole test.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

# What the window says is compared in English, whatever language the desktop speaks.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

_TESTS = Path(__file__).resolve().parent
_DATA = _TESTS.parents[1] / "shared" / "data"

_SOUND = (
    "gui/test_main_job.py",
    "player",
    "services/test_soak.py",
    "services/test_playback.py",
)
"""What listens to libVLC in real time: in a parallel run one after the other, and begun first."""

_LONG = ("gui/test_window.py", "commands", "test_analysis.py")
"""Begun before the rest, so that none of them is waited for at the end."""


def pytest_configure(config: pytest.Config) -> None:
    """Gives each process of a parallel run its own display; the first one plays the sound."""
    worker = getattr(config, "workerinput", None)
    if worker is None:
        return
    stack = ExitStack()
    os.environ["DISPLAY"] = stack.enter_context(own_display())
    config.add_cleanup(stack.close)
    if worker["workerid"] != "gw0":
        os.nice(5)  # sound in real time goes first


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps the tests of a file together in a parallel run, and all that plays sound."""
    if not hasattr(config, "workerinput"):
        return
    for item in items:
        name = _name(item)
        item.add_marker(pytest.mark.xdist_group("sound" if name.startswith(_SOUND) else name))
    items.sort(key=lambda item: not _name(item).startswith(_SOUND))
    items.sort(key=lambda item: not _name(item).startswith((*_SOUND, *_LONG)))


def pytest_collection_finish() -> None:
    """What stays all the time is not walked over after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_goes_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test leaves of Qt goes at its end, in this thread.

    By itself the collector comes in whatever thread makes objects, in that of a later test's
    worker too, and an object of Qt that ends there while this one has events for it is a crash.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()


def _name(item: pytest.Item) -> str:
    return item.path.relative_to(_TESTS).as_posix()


def pytest_report_header() -> str:
    """Says once on what music this run stands."""
    if _DATA.is_dir():
        return "music: composed here, and the real collection in ../shared/data"
    return "music: composed here only (../shared/data does not stand beside this clone)"


@pytest.fixture(scope="session")
def composed_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the 24 composed tracks of `compose_library`; not to be written to."""
    folder = tmp_path_factory.mktemp("music")
    compose_library(folder)
    return folder


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder ../shared/data; the test is skipped where it is absent."""
    if not _DATA.is_dir():
        pytest.skip("../shared/data does not stand beside this clone")
    return _DATA
