"""Where other players keep their histories."""

import os
from collections.abc import Mapping
from pathlib import Path

from musemood.domain.foreign_history import HistorySource, Origin

_DATA = (
    (Origin.STRAWBERRY, "strawberry/strawberry/strawberry.db"),
    (Origin.RHYTHMBOX, "rhythmbox/rhythmdb.xml"),
)
_FLATPAK = {
    Origin.STRAWBERRY: "org.strawberrymusicplayer.strawberry/data",
    Origin.RHYTHMBOX: "org.gnome.Rhythmbox3/data",
}
_ELSEWHERE = (
    (Origin.STRAWBERRY, "Library/Application Support/Strawberry/Strawberry/strawberry.db"),
    (Origin.STRAWBERRY, "AppData/Roaming/Strawberry/Strawberry/strawberry.db"),
    (Origin.RHYTHMBOX, "snap/rhythmbox/current/.local/share/rhythmbox/rhythmdb.xml"),
)


def usual_places(home: Path, environ: Mapping[str, str]) -> list[HistorySource]:
    """Those that are there: data folder, Flatpak, Snap, macOS, Windows."""
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    candidates = [
        *((origin, data / place) for origin, place in _DATA),
        *((origin, home / ".var/app" / _FLATPAK[origin] / place) for origin, place in _DATA),
        *((origin, home / place) for origin, place in _ELSEWHERE),
    ]
    return [HistorySource(o, str(path)) for o, path in candidates if os.access(path, os.R_OK)]
