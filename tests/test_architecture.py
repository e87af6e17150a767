"""Who may import whom: the rules hold, and each of them bites when it is broken."""

import ast
import json
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess, run
from typing import Any

import pytest

_REPOSITORY = Path(__file__).resolve().parents[1]
_PROJECT: dict[str, Any] = tomllib.loads((_REPOSITORY / "pyproject.toml").read_text("utf-8"))
_CONTRACTS: list[dict[str, Any]] = _PROJECT["tool"]["importlinter"]["contracts"]
_BANNED = list(_PROJECT["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"])

# One import that each contract forbids: the room that must not, and what it must not import.
_FORBIDDEN = {
    "Rooms: each sees only the rooms below it": ("domain", "musemood.files"),
    "Nobody sees training": ("player", "musemood.training"),
    "Training sees features, files, domain and the mood model": ("training", "musemood.player"),
    "Views see services and domain only": ("ui", "musemood.files"),
    "Qt stays in app, ui and services": ("files", "PySide6.QtCore"),
    "Domain and recommender: the standard library, numpy and msgspec": (
        "recommender",
        "scipy.stats",
    ),
    "Features: numpy and scipy, no file access": ("features", "pathlib"),
}


def _lint_imports(folder: Path) -> CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command as lint; lint()"
    return run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "500"},
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its rules, with an empty module for each room not built yet."""
    shutil.copy(_REPOSITORY / "pyproject.toml", tmp_path)
    shutil.copytree(_REPOSITORY / "musemood", tmp_path / "musemood")
    for room in _rooms():
        base = tmp_path.joinpath(*room.split("."))
        if not base.is_dir() and not base.with_suffix(".py").exists():
            base.with_suffix(".py").touch()
    return tmp_path


def _rooms() -> Iterator[str]:
    for contract in _CONTRACTS:
        for names in (contract.get(key, ()) for key in ("layers", "source_modules")):
            yield from (room.strip() for name in names for room in name.split("|"))


def test_the_imports_of_the_package_keep_every_contract() -> None:
    done = _lint_imports(_REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_contract_sees_its_violation(copy: Path) -> None:
    assert set(_FORBIDDEN) == {contract["name"] for contract in _CONTRACTS}
    for number, (room, module) in enumerate(_FORBIDDEN.values()):
        planted = copy / "musemood" / room / f"planted_{number}.py"
        planted.write_text(f"def hidden() -> None:\n    import {module}\n", "utf-8")
    done = _lint_imports(copy)
    complaints = _complaints(done.stdout)
    for number, (name, (room, _)) in enumerate(_FORBIDDEN.items()):
        assert f"musemood.{room}.planted_{number} ->" in complaints.get(name, ""), (
            f"not caught: {name}\n{done.stdout}{done.stderr}"
        )
    assert done.returncode == 1


def _complaints(report: str) -> dict[str, str]:
    """What lint-imports says of each broken contract: a heading, underlined, and its text."""
    broken = report.partition("Broken contracts")[2]
    parts = re.split(r"^(.+)\n-+\n", broken, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_each_foreign_library_is_let_in_by_its_own_door_only(copy: Path) -> None:
    for module in _BANNED:
        planted = copy / "musemood" / "files" / f"planted_{module}.py"
        planted.write_text(f"def hidden() -> None:\n    import {module}.part\n", "utf-8")
    done = run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=json", "musemood"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    caught = {Path(f["filename"]).stem for f in json.loads(done.stdout) if f["code"] == "TID251"}
    assert caught >= {f"planted_{module}" for module in _BANNED}


# import-linter knows foreign packages only as a whole, so this one rule is checked here.
def test_services_have_no_face() -> None:
    assert list(_importers_of("PySide6.QtWidgets", _REPOSITORY / "musemood" / "services")) == []


@pytest.mark.parametrize(
    "line",
    [
        "import PySide6.QtWidgets",
        "from PySide6 import QtCore, QtWidgets",
        "from PySide6.QtWidgets import QLabel",
        "def hidden() -> None:\n    import PySide6.QtWidgets as w",
    ],
)
def test_a_service_with_a_face_is_seen(copy: Path, line: str) -> None:
    planted = copy / "musemood" / "services" / "planted.py"
    planted.write_text(line, "utf-8")
    assert list(_importers_of("PySide6.QtWidgets", planted.parent)) == [planted]


def _importers_of(module: str, folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        if any(name == module or name.startswith(f"{module}.") for name in _imported(tree)):
            yield file


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
