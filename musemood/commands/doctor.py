"""``musemood doctor``: what is installed, what is missing, how to mend it."""

import ctypes.util
import importlib
import importlib.metadata
import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from musemood import __version__
from musemood.commands.notices import notice_sentence
from musemood.domain.earlier_plays import earlier_counts
from musemood.files.data_folder import DataFolder
from musemood.files.histories import usual_places
from musemood.files.store import Store, StoreError
from musemood.player.player import VlcProblem
from musemood.player.vlc_library import find_vlc

PACKAGES = ("av", "msgspec", "mutagen", "numpy", "onnxruntime", "orjson", "platformdirs",
            "PySide6-Essentials", "python-vlc", "scipy", "soxr", "tinydb", "watchdog")  # fmt: skip
"""What pyproject.toml says the program needs."""

_WINDOW_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-image": "libxcb-image0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "EGL": "libegl1",
    "fontconfig": "libfontconfig1",
}
"""Libraries that Qt needs on a Linux desktop, and the Debian packages that bring them."""


class Finding(Struct, frozen=True):
    """One line: what was looked at, what was found, and what to do where it is not well."""

    subject: str
    found: str
    remedy: str = ""


def doctor(folder: DataFolder) -> int:
    """Print the findings; returns 0, or 1 where the library on the disk is damaged."""
    findings = [*_program(), *_window(), *_sound(), *_data(folder)]
    for finding in findings:
        sign = "!!" if finding.remedy else "ok"
        print(f"{sign}  {finding.subject}: {finding.found}")
        if finding.remedy:
            print(f"    {finding.remedy}")
    is_damaged = any(f.subject == "library" and f.remedy for f in findings)
    return 1 if is_damaged else 0


def _program() -> Iterator[Finding]:
    yield Finding("musemood", __version__)
    yield Finding("Python", f"{platform.python_version()} on {platform.platform(terse=True)}")
    for name in PACKAGES:
        try:
            yield Finding(name, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, "missing", f"Install it: pip install {name}")
    yield _checked("mood model", _load_model, "Install MuseMood again; a file is damaged.")


def _load_model() -> str:
    from musemood.analysis import shipped_mood_model

    return shipped_mood_model().version


def _window() -> Iterator[Finding]:
    if sys.platform.startswith("linux"):
        missing = [
            package
            for library, package in _WINDOW_LIBRARIES.items()
            if ctypes.util.find_library(library) is None
        ]
        remedy = f"Install them: sudo apt install {' '.join(missing)}" if missing else ""
        yield Finding(
            "libraries of the window",
            ", ".join(missing) + " missing" if missing else "all there",
            remedy,
        )
        display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
        yield Finding("display", display or "none; the commands work without one")
    every = " ".join(("libgl1", *_WINDOW_LIBRARIES.values()))
    yield _checked("Qt", _load_qt, f"The window needs system libraries: sudo apt install {every}")


def _load_qt() -> str:
    importlib.import_module("PySide6.QtWidgets")
    return importlib.metadata.version("PySide6-Essentials")


def _sound() -> Iterator[Finding]:
    status = find_vlc()
    if status.is_usable:
        yield Finding("libVLC", status.version)
        return
    are_plugins_missing = status.problem is VlcProblem.PLUGINS_MISSING
    found = "its plugins are missing" if are_plugins_missing else "missing"
    yield Finding(
        "libVLC",
        found,
        "Nothing can be played without it; tagging and recommending work. Install it: "
        "sudo apt install libvlc5 vlc-plugin-base (elsewhere: VLC from videolan.org)",
    )


def _data(folder: DataFolder) -> Iterator[Finding]:
    place = folder.data
    parent = next((each for each in (place, *place.parents) if each.exists()), place)
    if os.access(parent, os.W_OK):
        yield Finding("data folder", str(place))
    else:
        yield Finding("data folder", f"{place} cannot be written", "Choose another by --data-dir.")
    try:
        with Store.open(folder, read_only=True) as store:
            found = f"{len(store.tracks()):,} tracks, {len(store.plays()):,} plays"
            earlier = sum(earlier_counts(store.earlier()).values())
            found += f", {earlier:,} plays in other players" if earlier else ""
            remedy = " ".join(notice_sentence(notice) for notice in store.notices)
    except StoreError as error:
        found, remedy = str(error), "Check the permissions of the data folder."
    yield Finding("library", found, remedy)
    for source in usual_places(Path.home(), os.environ):
        yield Finding("history", f"{source.origin} in {source.path}; musemood import brings it")


def _checked(subject: str, load: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(subject, load())
    except Exception as error:  # whatever is wrong with it, the other lines still come
        return Finding(subject, f"{type(error).__name__}: {error}", remedy)
