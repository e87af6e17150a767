"""Whether the computer runs on its battery, by folders as the kernel makes them."""

from pathlib import Path

import pytest
from power_supplies import supply

from musemood.files.power import is_on_battery


@pytest.mark.parametrize(
    ("battery", "mains", "expected"),
    [
        ("Discharging", "0", True),
        ("Charging", "1", False),
        ("Full", "1", False),
        ("Discharging", "1", False),  # the mains are too weak: plugged in all the same
        ("Not charging", "0", False),
    ],
)
def test_a_laptop(tmp_path: Path, battery: str, mains: str, expected: bool) -> None:
    supply(tmp_path, "BAT0", type="Battery", status=battery)
    supply(tmp_path, "AC", type="Mains", online=mains)
    assert is_on_battery(tmp_path) is expected


def test_charged_by_usb(tmp_path: Path) -> None:
    supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    supply(tmp_path, "ucsi-1", type="USB", online="0")
    assert is_on_battery(tmp_path)
    supply(tmp_path, "ucsi-2", type="USB", online="1")
    assert not is_on_battery(tmp_path)


def test_the_battery_of_a_mouse_is_not_the_computer_s(tmp_path: Path) -> None:
    supply(tmp_path, "hidpp_battery_0", type="Battery", status="Discharging", scope="Device")
    assert not is_on_battery(tmp_path)
    supply(tmp_path, "BAT0", type="Battery", status="Discharging", scope="System")
    assert is_on_battery(tmp_path)


def test_where_nothing_can_be_read_there_is_no_battery(tmp_path: Path) -> None:
    assert not is_on_battery(tmp_path / "none")
    (tmp_path / "BAT0").mkdir()
    (tmp_path / "BAT1").touch()
    (tmp_path / "BAT0" / "type").mkdir()
    assert not is_on_battery(tmp_path)
