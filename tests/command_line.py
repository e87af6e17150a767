"""Runs the real command line in a process of its own, as a person would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """stdout as JSON lines, ASCII-escaped; a line that is no JSON fails here."""
        assert self.out.isascii()
        return [json.loads(line) for line in self.out.splitlines()]

    def by_name(self) -> dict[str, dict[str, Any]]:
        """The objects by the name of their file."""
        return {Path(each["path"]).name: each for each in self.objects}


def environment() -> dict[str, str]:
    """This process's, without a display, so that nothing may lean on one."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    return kept | {"PYTHONPATH": str(ROOT)}


def command(*arguments: object) -> list[str]:
    """The command line for `subprocess`."""
    return [sys.executable, "-m", "musemood", *map(str, arguments)]


def run_musemood(*arguments: object, before: tuple[str, ...] = (), timeout: float = 240) -> Outcome:
    """Run ``musemood ARGUMENTS``; ``before`` is put in front of the command (setpriv ...)."""
    done = subprocess.run(
        [*before, *command(*arguments)],
        env=environment(),
        cwd="/",
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Outcome(
        done.returncode,
        done.stdout.decode("utf-8"),
        done.stderr.decode("utf-8", "replace"),
    )
