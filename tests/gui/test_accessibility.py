"""The real program on an accessibility bus of its own, as a screen reader meets it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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

_VIEWS = ("list", "table", "tree", "canvas")

_GROUPS = ("Mini player", "Press the new key for: ")
"""They hold the keys for what is in them."""


@contextmanager
def _program(home: Path, shown: str, *paths: Path) -> Iterator[AccessibleTree]:
    """Of a window in a process of its own, as soon as it shows what has this name."""
    if not shutil.which("at-spi-bus-launcher", path="/usr/libexec:/usr/lib/at-spi2-core"):
        pytest.skip("needs at-spi2-core: run packaging/setup.sh test")
    with private_bus() as address:
        environment = {
            **os.environ,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": str(home),
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "MUSEMOOD_VLC_OPTIONS": "--aout=dummy",
        }
        command = [sys.executable, "-m", "musemood", "--data-dir", str(home), *map(str, paths)]
        with subprocess.Popen(command, env=environment) as program:
            tree = AccessibleTree(address)
            try:
                tree.wait(lambda nodes: _named(nodes, shown) is not None, 40)
                yield tree
            finally:
                tree.close()
                program.terminate()
                program.wait(20)


@pytest.fixture(scope="module")
def tree(
    tmp_path_factory: pytest.TempPathFactory, few_songs: Path, _display: None
) -> Iterator[AccessibleTree]:
    """Of a window with ten songs, the first playing."""
    with _program(tmp_path_factory.mktemp("home"), "Song 9, Someone", few_songs) as tree:
        yield tree


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
    for place, view in (
        ("Albums 1", "Albums"), ("Artists 1", "Artists"), ("Genres 1", "Genres"),
        ("Folders", "Folders"), ("Mood map", "Mood map"), ("History", "Month"),
        ("Recently added", "Songs"), ("Songs 10", "Songs"),
    ):  # fmt: skip
        _press(tree, place)

        def is_there(nodes: list[Node], view: str = view) -> bool:
            return any(n.name == view and n.role in (*_VIEWS, "push button") for n in nodes)

        opened = tree.wait(is_there)
        assert _faults(opened) == []
    assert _faults(list(tree.walk())) == []


def test_a_switch_that_is_asked_for_switches(tree: AccessibleTree) -> None:
    for before, after in (
        ("Shuffle: off", "Shuffle: on"), ("Shuffle: on", "Shuffle: off"),
        ("Repeat: off", "Repeat: the list"), ("Repeat: the list", "Repeat: this track"),
        ("Repeat: this track", "Repeat: off"),
    ):  # fmt: skip
        _press(tree, before)

        def has_switched(nodes: list[Node], after: str = after) -> bool:
            return _named(nodes, after) is not None

        switched = tree.wait(has_switched)
        assert _named(switched, before) is None


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
        ("ctrl+i", "Close", "Escape"),
        ("ctrl+shift+m", "Cancel", "Escape"),
        ("ctrl+shift+Delete", "Keep it all", "Escape"),
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


def _menu_of_the_first_song(tree: AccessibleTree) -> list[Node]:
    table = _named(tree.wait(lambda nodes: _is_shown(nodes, "Songs")), "Songs", "table")
    assert table is not None
    tree.focus(table)
    tree.wait(lambda nodes: table in _focused(nodes))
    _key("Home", "shift+F10")
    return _menu(tree)


def _menu(tree: AccessibleTree) -> list[Node]:
    return tree.popup("popup menu", lambda: _key("Down"))


def _entry(menu: list[Node], name: str) -> Node:
    entries = {
        node.name.partition("\t")[0]: node for node in menu if node.role.endswith("menu item")
    }
    assert name in entries, list(entries)
    return entries[name]


def _leave(tree: AccessibleTree, popup: list[Node]) -> None:
    _key("Escape")
    tree.wait_until_gone(popup[0])


def test_menus_have_names_and_roles(tree: AccessibleTree) -> None:
    menu = _menu_of_the_first_song(tree)
    assert not _faults(menu), _faults(menu)
    assert all(_entry(menu, name) for name in ("Play now", "Mood", "Rating", "Edit tags …"))
    _leave(tree, menu)
    for button, entry in (
        ("Private session, history, settings", "Private session"),
        ("Add music …", "History of another player …"),
    ):
        _press(tree, button)
        menu = _menu(tree)
        assert not _faults(menu), _faults(menu)
        assert _entry(menu, entry)
        _leave(tree, menu)


def test_a_message_box_says_what_it_asks(tree: AccessibleTree) -> None:
    menu = _menu_of_the_first_song(tree)
    tree.press(_entry(menu, "Move to trash …"))
    opened = tree.wait(lambda nodes: _is_shown(nodes, "Cancel"))
    assert not _faults(opened), _faults(opened)
    said = {n.name for n in opened if n.role == "label"}
    assert "Move 0.flac to the trash?" in said
    _close(tree, "Cancel")


def _close(tree: AccessibleTree, control: str) -> None:
    """Also the menu that stays open where its entry was not clicked but asked for its action."""

    def is_closed(nodes: list[Node]) -> bool:
        is_open = _is_shown(nodes, control)
        if is_open:
            _key("Escape")
        return not is_open

    tree.wait(is_closed)


def test_the_search_help_is_a_named_list_of_examples(tree: AccessibleTree) -> None:
    _key("ctrl+f")
    tree.wait(lambda nodes: any(node.name == "Search" for node in _focused(nodes)))
    sheet = tree.popup("tree", lambda: _key("F1"))
    assert not _faults(sheet), _faults(sheet)
    assert sheet[0].name == "How to search"
    assert "played:<7d" in {node.name for node in sheet}
    _leave(tree, sheet)


def test_the_import_of_a_history_has_names_and_roles(tree: AccessibleTree) -> None:
    _press(tree, "Add music …")
    tree.press(_entry(_menu(tree), "History of another player …"))
    opened = tree.wait(lambda nodes: _named(nodes, "Bring your history", "dialog") is not None)
    assert not _faults(opened), _faults(opened)
    assert any(node.name.startswith("Choose a file …") for node in opened)
    _close(tree, "Close")


def test_rows_of_a_playlist_say_what_they_are(tree: AccessibleTree) -> None:
    _press(tree, "Save queue as playlist")

    def is_saved(nodes: list[Node]) -> bool:
        return any(n.role == "list item" and n.name.startswith("Queue of ") for n in nodes)

    nodes = tree.wait(is_saved)
    _key("Return")  # its name is well as it is
    playlists = _named(nodes, "Playlists", "list")
    assert playlists is not None
    tree.focus(playlists)
    _key("Home")

    def is_shown(nodes: list[Node]) -> bool:
        cells = (n for n in nodes if n.trail[-1:] == ("table Songs of the playlist",))
        return "Song 9, Someone" in {cell.name for cell in cells}

    opened = tree.wait(is_shown)
    assert not _faults(opened), _faults(opened)
    _press(tree, "Songs 10")
    tree.wait(lambda nodes: _is_shown(nodes, "Songs"))


def test_an_empty_library_says_what_to_do(tmp_path: Path, _display: None) -> None:
    with _program(tmp_path, "Drop a folder here") as tree:
        nodes = tree.wait(
            lambda nodes: _named(nodes, "Choose a folder …", "push button") is not None
        )
        assert not _faults(nodes), _faults(nodes)
        button = _named(nodes, "Choose a folder …")
        assert button is not None
        tree.focus(button)
        tree.wait(
            lambda nodes: _named(nodes, "Choose a folder …", "push button") in _focused(nodes)
        )


def _focused(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if "focused" in node.states]


def test_queue_rows_say_their_mood(tree: AccessibleTree) -> None:
    moods = ("happy", "fresh", "relaxed", "sad", "intense", "unsure")

    def queued(nodes: list[Node]) -> list[str]:
        return [n.name for n in nodes if n.role == "list item" and n.trail[-1] == "list Queue"]

    def have_moods(nodes: list[Node]) -> bool:
        names = queued(nodes)
        return bool(names) and all(any(mood in name.lower() for mood in moods) for name in names)

    assert queued(tree.wait(have_moods, 60))  # once they are analysed
