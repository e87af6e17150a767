"""The menu entry and the software centre's description: valid, and true to the program."""

import os
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from musemood import __version__
from musemood.domain.audio_types import AUDIO_TYPES, PLAYLIST_TYPES
from musemood.services.request import COMMANDS

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"
ENTRY = PACKAGING / "musemood.desktop"
DESCRIPTION = PACKAGING / "org.musemood.MuseMood.metainfo.xml"
SCRIPT = PACKAGING / "install-desktop.sh"


def _entry(path: Path) -> ConfigParser:
    parser = ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path, encoding="utf-8")
    return parser


def _faults(*command: object) -> str:
    """What a validator says against it; "" for nothing."""
    name = str(command[0])
    if shutil.which(name) is None:
        pytest.skip(f"{name} is missing: run packaging/setup.sh test")
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    return f"{done.stdout}{done.stderr}" or "it fails" if done.returncode else ""


def test_the_menu_entry_is_valid() -> None:
    assert _faults("desktop-file-validate", "--no-hints", ENTRY) == ""


def test_the_description_is_valid() -> None:
    assert _faults("appstreamcli", "validate", "--no-net", DESCRIPTION) == ""


def test_the_menu_entry_names_what_we_play_and_what_we_obey() -> None:
    entry = _entry(ENTRY)
    main = entry["Desktop Entry"]
    assert tuple(main["MimeType"].strip(";").split(";")) == (*AUDIO_TYPES, *PLAYLIST_TYPES)
    actions = tuple(main["Actions"].strip(";").split(";"))
    assert actions == COMMANDS
    for action in actions:
        assert entry[f"Desktop Action {action}"]["Exec"] == f"musemood --{action}"
    assert main["Exec"] == "musemood %F"  # names of files, not addresses: they may be no UTF-8


def test_entry_and_description_speak_chinese_wherever_they_speak() -> None:
    for name, section in _entry(ENTRY).items():
        for key in ("Name", "GenericName", "Comment", "Keywords"):
            if key in section and section[key] != "MuseMood":
                assert section.get(f"{key}[zh_CN]"), (name, key)
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag in ("summary", "p", "li"):
        every = list(ElementTree.parse(DESCRIPTION).getroot().iter(tag))
        chinese = [each for each in every if each.get(language) == "zh_CN"]
        assert len(chinese) * 2 == len(every), tag


def test_the_description_tells_the_version_and_the_entry() -> None:
    root = ElementTree.parse(DESCRIPTION).getroot()
    assert root.findtext("launchable") == ENTRY.name
    releases = root.findall("releases/release")
    assert releases[0].get("version") == __version__


@pytest.mark.skipif(os.name == "nt", reason="a script for Linux")
@pytest.mark.parametrize("name", ["musemood", 'odd "name" $HOME `x` \\ 100 %'])
def test_the_script_installs_an_entry_that_starts_the_command(tmp_path: Path, name: str) -> None:
    command = tmp_path / name
    told = tmp_path / "told"
    command.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {shlex.quote(str(told))}\n')
    command.chmod(0o755)
    environment = {"PATH": os.environ["PATH"], "XDG_DATA_HOME": str(tmp_path / "share")}

    def run(*arguments: str) -> None:
        subprocess.run([SCRIPT, *arguments], env=environment, check=True, capture_output=True)

    run(str(command))
    entry = tmp_path / "share" / "applications" / "musemood.desktop"
    assert _faults("desktop-file-validate", "--no-hints", entry) == ""
    line = _entry(entry)["Desktop Action next"]["Exec"].replace("\\\\", "\\").replace("%%", "%")
    # Inside double quotes a shell reads the same four escapes as the specification.
    subprocess.run(["/bin/sh", "-c", line], check=True)
    assert told.read_text() == "--next\n"
    assert (tmp_path / "share/icons/hicolor/scalable/apps/musemood.svg").exists()
    run("--remove")
    assert not entry.exists()
