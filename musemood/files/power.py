"""Whether the computer runs on its battery, as the kernel tells it in a folder of small files."""

from pathlib import Path

POWER_SUPPLIES = Path("/sys/class/power_supply")


def is_on_battery(supplies: Path = POWER_SUPPLIES) -> bool:
    """Whether a battery feeds the computer and nothing else does.

    False where nothing can be read: a desktop computer, another system. The batteries of mice
    and headphones (scope Device) say nothing about the computer.
    """
    try:
        folders = list(supplies.iterdir())
    except OSError:
        return False
    own = [folder for folder in folders if _word(folder, "scope") != "Device"]
    if any(_word(folder, "type") != "Battery" and _word(folder, "online") == "1" for folder in own):
        return False
    return any(
        _word(folder, "type") == "Battery" and _word(folder, "status") == "Discharging"
        for folder in own
    )


def _word(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text("ascii", errors="replace").strip()
    except OSError:  # not every supply says everything, and one may be pulled out just now
        return ""
