"""The real program on an accessibility bus of its own, as a screen reader meets it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible_tree import AccessibleTree, Node
from private_bus import private_bus

_CONTROLS = frozenset(
    ("push button", "toggle button", "check box", "radio button", "button menu", "text", "slider",
     "spin button", "combo box", "list", "table", "tree", "menu item", "page tab", "list item")
)  # fmt: skip
_ROWS = frozenset(("cell", "table cell", "list item", "tree item"))
"""Named by what they show, which may be nothing: a song without a year."""

_GROUPS = ("Mini player", "Press the new key for: ", "Mood map", "Why")
"""They hold the keys for what is in them; the map and the why tell theirs in words."""


@pytest.fixture(scope="module")
def tree(
    tmp_path_factory: pytest.TempPathFactory, few_songs: Path, _display: None
) -> Iterator[AccessibleTree]:
    """Of the program in a process of its own, with ten songs, the first playing."""
    if not shutil.which("at-spi-bus-launcher", path="/usr/libexec:/usr/lib/at-spi2-core"):
        pytest.skip("needs at-spi2-core: run packaging/setup.sh test")
    home = tmp_path_factory.mktemp("home")
    with private_bus() as address:
        environment = {
            **os.environ,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": str(home),
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "MUSEMOOD_VLC_OPTIONS": "--aout=dummy",
        }
        command = [sys.executable, "-m", "musemood", "--data-dir", str(home), str(few_songs)]
        with subprocess.Popen(command, env=environment) as program:
            tree = AccessibleTree(address)
            try:
                tree.wait(lambda nodes: _named(nodes, "Song 9, Someone") is not None, 40)
                yield tree
            finally:
                tree.close()
                program.terminate()
                program.wait(20)


def _named(nodes: list[Node], name: str, role: str = "") -> Node | None:
    """What is shown under this name."""
    shown = (node for node in nodes if "showing" in node.states)
    return next((n for n in shown if n.name == name and role in ("", n.role)), None)


def _faults(nodes: list[Node]) -> list[str]:
    """Controls that a person who does not see the window could not tell."""
    faults = []
    for node in nodes:
        is_control = node.role in _CONTROLS or "focusable" in node.states
        is_row = node.role in _ROWS
        if not is_control or is_row:
            continue
        if not any(letter.isalnum() for letter in node.name):
            faults.append(f"no name: {node.role} in {node.trail[-3:]}")
        if node.role in ("filler", "panel", "unknown", "invalid", "layered pane") and (
            not node.name.startswith(_GROUPS)
        ):
            faults.append(f"no role: {node.role} {node.name!r} in {node.trail[-3:]}")
    return faults


def _key(*keys: str) -> None:
    subprocess.run(["xdotool", "key", *keys], check=True)


def _press(tree: AccessibleTree, name: str) -> None:
    nodes = tree.wait(lambda nodes: _named(nodes, name) is not None)
    node = _named(nodes, name)
    assert node is not None
    tree.press(node)


def test_every_page_of_the_window_has_names_and_roles(tree: AccessibleTree) -> None:
    for place, row in (
        ("Albums 1", "Someone"), ("Artists 1", "Someone"), ("Genres 1", ""), ("Folders", ""),
        ("Recently added", "Song 9, Someone"), ("Songs 10", "Song 9, Someone"),
    ):  # fmt: skip
        _press(tree, place)

        def is_there(nodes: list[Node], row: str = row) -> bool:
            names = (node.name for node in nodes if node.role in _ROWS and "showing" in node.states)
            return any(name and row in name for name in names)

        tree.wait(is_there)
    assert _faults(list(tree.walk())) == []


def test_rows_say_title_artist_and_mood_in_words(tree: AccessibleTree) -> None:
    nodes = tree.wait(lambda nodes: _named(nodes, "Song 9, Someone") is not None)
    table = [node for node in nodes if node.role == "table" and "showing" in node.states]
    cells = [n.name for n in nodes if n.role == "cell" and n.trail[-1] == f"table {table[0].name}"]
    columns = len(cells) // 10
    assert len(cells) == 10 * columns
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    moods = {"happy", "fresh", "relaxed", "sad", "intense", "unsure", "no mood yet"}
    assert {row[2] for row in rows} == {f"Song {number}, Someone" for number in range(10)}
    assert all(moods.intersection(row) for row in rows)
    queued = [n.name for n in nodes if n.role == "list item" and n.trail[-1] == "list Queue"]
    assert queued
    assert all("Song" in name and "Someone" in name for name in queued)


def test_the_seek_bar_says_where_it_is_and_obeys_keys(tree: AccessibleTree) -> None:
    _press(tree, "Pause")
    nodes = tree.wait(lambda nodes: _named(nodes, "Play") is not None)
    strip = _named(nodes, "Position and mood over time", "slider")
    assert strip is not None
    tree.focus(strip)
    _key("Home")
    tree.wait(lambda _: tree.value(strip) == 0.0)
    _key("Right")
    tree.wait(lambda _: tree.value(strip) == 5.0)
    tree.set_value(strip, 8.0)
    tree.wait(lambda nodes: _named(nodes, "0:08") is not None)


@pytest.mark.parametrize(
    ("keys", "control", "close"),
    [
        ("question", "Mute: M", "Escape"),
        ("ctrl+comma", "Look for new music now", "Escape"),
        ("ctrl+shift+e", "Crossfade in seconds", "Escape"),
        ("ctrl+e", "Title", "Escape"),
        ("F8", "Full window", "F8"),
    ],
)
def test_every_dialog_has_names_and_roles(
    tree: AccessibleTree, keys: str, control: str, close: str
) -> None:
    nodes = tree.wait(lambda nodes: _named(nodes, "Songs", "table") is not None)
    table = _named(nodes, "Songs", "table")
    assert table is not None
    tree.focus(table)
    _key("Home")
    _key(keys)
    is_dialog = close == "Escape"
    tree.wait(lambda nodes: _is_shown(nodes, control) and _has_active(nodes, is_dialog))
    opened = list(tree.walk())
    _key(close)
    tree.wait(lambda nodes: not _is_shown(nodes, control))
    assert not _faults(opened), _faults(opened)


def _has_active(nodes: list[Node], is_dialog: bool) -> bool:
    return any((n.role == "dialog") == is_dialog for n in nodes if "active" in n.states)


def _is_shown(nodes: list[Node], name: str) -> bool:
    return any(n.name == name and n.role in _CONTROLS and "showing" in n.states for n in nodes)


def test_queue_rows_say_their_mood(tree: AccessibleTree) -> None:
    moods = ("happy", "fresh", "relaxed", "sad", "intense", "unsure")

    def queued(nodes: list[Node]) -> list[str]:
        return [n.name for n in nodes if n.role == "list item" and n.trail[-1] == "list Queue"]

    def have_moods(nodes: list[Node]) -> bool:
        names = queued(nodes)
        return bool(names) and all(any(mood in name.lower() for mood in moods) for name in names)

    assert queued(tree.wait(have_moods, 60))  # once they are analysed
