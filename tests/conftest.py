"""What every test may ask for."""

from pathlib import Path

import pytest
from composed_music import compose_library
from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: what is slow is found by the time limit of the whole test.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


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
