"""Cue sheets and the files that they cut, written to disk."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from composing import Samples, Style, compose

DISC_S = 12.0
CUTS_S = (0.0, 4.0, 9.0)
TITLES = ("Dawn", "Noon", "Dusk")


def disc() -> Samples:
    """Three pieces in one recording, changing where `CUTS_S` says."""
    styles: tuple[Style, ...] = ("calm", "driving", "dark")
    lengths = np.diff((*CUTS_S, DISC_S))
    return np.concatenate(
        [compose(7, length, style) for length, style in zip(lengths, styles, strict=True)]
    )


def frames(place_s: float) -> str:
    """``mm:ss:ff``."""
    whole = round(75 * place_s)
    return f"{whole // 4500:02}:{whole // 75 % 60:02}:{whole % 75:02}"


def sheet(
    file: str, starts_s: Sequence[float] = CUTS_S, titles: Sequence[str] = TITLES, head: str = ""
) -> str:
    """The text of a sheet as rippers write it."""
    lines = [
        "REM GENRE Ambient",
        "REM DATE 1994",
        'PERFORMER "The Hours"',
        'TITLE "One Day"',
        *head.splitlines(),
        f'FILE "{file}" WAVE',
    ]
    for number, (start_s, title) in enumerate(zip(starts_s, titles, strict=True), 1):
        lines += [f"  TRACK {number:02} AUDIO", f'    TITLE "{title}"']
        if number == 2:
            lines += ['    PERFORMER "Guest"', '    SONGWRITER "A. Writer"']
        if start_s >= 1:
            lines.append(f"    INDEX 00 {frames(start_s - 1)}")
        lines.append(f"    INDEX 01 {frames(start_s)}")
    return "\r\n".join(lines) + "\r\n"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path
