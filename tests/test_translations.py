"""Every word of the window is translated: none is forgotten in the sources or in the .ts files."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[1]
WORDS = ROOT / "resources" / "translations"
SOURCES = sorted((ROOT / "musemood" / "ui").rglob("*.py"))
OUTSIDE = sorted(set((ROOT / "musemood").rglob("*.py")) - set(SOURCES))

_SHOWN = {
    *("setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName"),
    *("setAccessibleDescription", "setStatusTip", "setWhatsThis", "setInformativeText"),
    *("setTitle", "setHeaderLabels", "setTabText", "setLabelText", "setSuffix", "setPrefix"),
    *("addAction", "addMenu", "addItem", "addItems", "addTab", "addButton", "addSection"),
    *("setNameFilter", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    *("getExistingDirectory", "question", "critical", "information", "about"),
    *("showMessage", "say", "say_what", "add_button", "drawText"),
    *("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QAction", "QMenu"),
    *("QGroupBox", "QListWidgetItem", "QTreeWidgetItem", "QStandardItem", "Notification"),
    *("SettingsPage", "ElidedLabel", "NavButton", "tool_button"),
}
"""What puts a text before the person's eyes or ears: methods of Qt, and our own beside them."""

_PLAIN = {
    *("MuseMood", "English", "简体中文", "Strawberry", "Rhythmbox", "Last.fm", "ListenBrainz"),
    *(" · MuseMood", " dB", "file manager"),
}
"""The same in every language, or the key of a message."""

_NOT_WORDS = re.compile(r"[a-z0-9_.:/*+-]*|\t[\w+]+|[a-z]+[A-Z][A-Za-z]*|[^A-Za-z\u4e00-\u9fff]*")
"""Keys, ids, object names, file patterns and marks: no words of a language."""


_FIELD = r"\b(?:artist|album|albumartist|title|genre|composer|path|mood|year|length):"
"""Of the search language, which is the same in every language."""


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_tr(call: ast.AST) -> bool:
    return isinstance(call, ast.Call) and _name(call) == "tr"


def _bare_texts(node: ast.AST) -> Iterator[ast.Constant]:
    """The literals in an argument that do not go through tr()."""
    if _is_tr(node):
        return
    if isinstance(node, ast.Call) and _name(node) not in ("join", "format"):
        return  # what another function makes of it is judged there
    if isinstance(node, ast.Lambda | ast.Compare | ast.Subscript):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _bare_texts(child)


def untranslated(source: str) -> list[str]:
    """Words that the person would see in English whatever the language, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node) in _SHOWN:
            for argument in (*node.args, *(word.value for word in node.keywords)):
                found += [
                    f"{text.lineno}: {text.value!r}"
                    for text in _bare_texts(argument)
                    if text.value not in _PLAIN and not _NOT_WORDS.fullmatch(str(text.value))
                ]
    return found


def misused_tr(source: str) -> list[str]:
    """Calls of tr() that lupdate does not see: no plain literal, or inside of an f-string."""
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        inside = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
        found += [f"{each.lineno}: in an f-string" for each in inside if _is_tr(each)]  # type: ignore[attr-defined]
        if isinstance(node, ast.Call) and _is_tr(node):
            first = node.args[0]
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                found.append(f"{node.lineno}: no literal")
            if node.keywords:
                found.append(f"{node.lineno}: give the number by its place, lupdate reads no names")
    return found


def test_every_text_that_is_shown_goes_through_tr() -> None:
    found = {path.name: untranslated(path.read_text("utf-8")) for path in SOURCES}
    assert not {name: texts for name, texts in found.items() if texts}


@pytest.mark.parametrize(
    "code",
    [
        'label.setText("Some words")',
        'QLabel("Word")',
        'menu.addAction("Open it", act)',
        'self.setToolTip("One" if x else self.tr("Two"))',
        'box.setText(f"{n} Songs")',
        'button.setAccessibleName("Play " + title)',
        'self.banner.say("key", "It failed.")',
        'QTreeWidgetItem(view, ["Heading here", ""])',
        'label.setText("{n} Songs".format(n=n))',
    ],
)
def test_a_bare_text_is_found(code: str) -> None:
    assert untranslated(code)


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(self.tr("Some words"))',
        'label.setText(f"{title} · {artist}")',
        'QLabel("")',
        'menu.addAction(icon("list-plus"), tr("Open"), act)',
        'label.setText(words["Key"])',
    ],
)
def test_a_translated_text_passes(code: str) -> None:
    assert not untranslated(code)


def test_lupdate_sees_every_tr() -> None:
    found = {path.name: misused_tr(path.read_text("utf-8")) for path in SOURCES}
    assert not {name: texts for name, texts in found.items() if texts}
    for code in ("tr(name)", "f\"{tr('x')}\"", 'tr("a" + b)', 'self.tr("%n", n=3)'):
        assert misused_tr(code)


def test_only_one_place_translates_outside_of_objects() -> None:
    """Another context than lupdate's would be found by no translator."""
    for path in SOURCES:
        text = path.read_text("utf-8")
        is_the_place = path.name == "translate.py"
        assert is_the_place or "QCoreApplication.translate" not in text, path
        assert is_the_place or not re.search(r"def tr\(", text), path
    for path in OUTSIDE:
        assert not re.search(r"\btr\(", path.read_text("utf-8")), f"words belong into ui: {path}"


# The files


def _messages(name: str) -> Iterator[tuple[str, list[str], ElementTree.Element]]:
    """Source, the forms of the translation, and the element."""
    for message in ElementTree.parse(WORDS / name).getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.findall("numerusform")]
        yield message.findtext("source", ""), forms or [translation.text or ""], translation


def _tool(name: str, *arguments: object) -> None:
    code = f"from PySide6.scripts.pyside_tool import {name}; {name}()"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _texts(path: Path) -> set[tuple[str, str, bool]]:
    return {
        (context.findtext("name", ""), message.findtext("source", ""), "numerus" in message.attrib)
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


@pytest.mark.parametrize("name", ["musemood_zh_CN.ts", "musemood_en.ts"])
def test_the_words_are_those_of_the_sources(name: str, tmp_path: Path) -> None:
    fresh = tmp_path / name
    plural = ["-pluralonly"] if name == "musemood_en.ts" else []
    language = name.removeprefix("musemood_").removesuffix(".ts")
    _tool(
        "lupdate", "-silent", "-extensions", "py", "musemood/ui", "-source-language", "en",
        *plural, "-target-language", language, "-ts", fresh,
    )  # fmt: skip
    assert len(_texts(fresh)) > 5
    lacking, left_over = _texts(fresh) - _texts(WORDS / name), _texts(WORDS / name) - _texts(fresh)
    assert (lacking, left_over) == (set(), set()), "run make translations, then translate"


@pytest.mark.parametrize("name", ["musemood_zh_CN.ts", "musemood_en.ts"])
def test_every_word_is_translated_with_its_placeholders(name: str) -> None:
    for source, forms, translation in _messages(name):
        assert translation.get("type") is None, f"{translation.get('type')}: {source!r}"
        for form in forms:
            assert form.strip(), source
            for pattern in (r"\{\w*\}", r"%L?n", r"\*\.\w+", r"\t.*", r"\n", _FIELD, "…"):
                wanted = sorted(re.findall(pattern, source))
                given = sorted(re.findall(pattern, form, re.ASCII))
                if pattern != "%L?n" or name == "musemood_zh_CN.ts":
                    assert given == wanted, (source, form)


def test_chinese_looks_chinese() -> None:
    """No marks of English between Chinese letters, one way to write dots, and no word kept."""
    for source, (form, *_), _element in _messages("musemood_zh_CN.ts"):
        if ";;" in form:
            continue  # a filter of a file dialog
        assert not re.search(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]", form), form
        assert not re.search(r"[\u4e00-\u9fff]\.(\s|$)| …|\.\.\.", form), form
        assert not form.endswith("."), form
        assert form != source or re.fullmatch(r"[^A-Za-z]*|.*kbit/s|", form), form


@pytest.mark.parametrize("name", ["musemood_zh_CN", "musemood_en"])
def test_what_is_shipped_is_made_from_the_words(name: str, tmp_path: Path) -> None:
    shutil.copy(WORDS / f"{name}.ts", tmp_path)
    _tool("lrelease", "-silent", tmp_path / f"{name}.ts")
    fresh, shipped = tmp_path / f"{name}.qm", WORDS / f"{name}.qm"
    assert fresh.read_bytes() == shipped.read_bytes(), "run make translations"
