"""The tracks of a cue sheet on the command line: told, exported and brought back one by one."""

import json
from pathlib import Path

import mutagen
import pytest
from command_line import run_musemood
from composed_music import encode
from cue_sheets import CUTS_S, TITLES, disc, sheet, write

from musemood.domain.span import span_of


@pytest.fixture
def album(tmp_path: Path) -> Path:
    file = encode(tmp_path / "day.flac", disc())
    write(tmp_path / "day.cue", sheet("day.flac"))
    return file


def test_one_object_a_track_and_all_of_it_comes_back(tmp_path: Path, album: Path) -> None:
    home = tmp_path / "home"
    told = run_musemood("--data-dir", home, "tag", album.parent, "--json")
    assert told.code == 0
    objects = sorted(told.objects, key=lambda each: span_of(each["path"]).start_s)
    assert [each["title"] for each in objects] == list(TITLES)
    assert [span_of(each["path"]).start_s for each in objects] == list(CUTS_S)
    assert all(each["mood"] and each["segments"] for each in objects)
    again = run_musemood("--data-dir", home, "tag", album.parent / "day.cue", "--json")
    assert sorted(again.out.splitlines()) == sorted(told.out.splitlines())
    out = tmp_path / "all.jsonl"
    assert run_musemood("--data-dir", home, "export", "--out", out).code == 0
    other = tmp_path / "other"
    assert run_musemood("--data-dir", other, "import", out).code == 0
    moved = run_musemood("--data-dir", other, "tag", album, "--json")
    assert sorted(moved.out.splitlines()) == sorted(told.out.splitlines())


def test_a_broken_sheet_is_an_object_with_its_error(tmp_path: Path, album: Path) -> None:
    write(album.with_suffix(".cue"), "TRACK 01 AUDIO\n")
    told = run_musemood("--data-dir", tmp_path / "home", "tag", album.parent, "--json")
    assert told.code == 1
    by_name = told.by_name()
    assert set(by_name) == {"day.flac", "day.cue"}
    assert "cue sheet" in by_name["day.cue"]["error"]
    assert by_name["day.flac"]["mood"]
    assert json.dumps(None) == json.dumps(by_name["day.cue"]["mood"])


def test_a_broken_sheet_inside_a_file_is_told_by_the_path_of_the_file(
    tmp_path: Path, album: Path
) -> None:
    album.with_suffix(".cue").unlink()
    file = mutagen.File(album)
    file["cuesheet"] = "TRACK 01 AUDIO"
    file.save()
    told = run_musemood("--data-dir", tmp_path / "home", "tag", album.parent, "--json")
    assert [each["path"] for each in told.objects] == [str(album)] * 2
