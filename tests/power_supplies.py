"""A folder of power supplies as the kernel makes it, to be changed at will."""

from pathlib import Path


def supply(folder: Path, supply_name: str, **words: str) -> None:
    """One supply and what it says of itself."""
    (folder / supply_name).mkdir(parents=True, exist_ok=True)
    for name, word in words.items():
        (folder / supply_name / name).write_text(word + "\n")


def laptop(folder: Path, *, is_plugged_in: bool) -> None:
    """A laptop with one battery and a plug."""
    supply(folder, "AC", type="Mains", online="1" if is_plugged_in else "0")
    status = "Charging" if is_plugged_in else "Discharging"
    supply(folder, "BAT0", type="Battery", status=status)
