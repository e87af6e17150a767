import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from bad_files import make_bad_files
from hypothesis import given
from hypothesis import strategies as st
from without_root import without_root_rights

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.natural_key import natural_key
from musemood.files.scan import FoundFile, PathMissing, find_audio_files


def _make(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")


def _paths(found: Iterable[FoundFile | Failure], base: Path) -> list[str]:
    return [os.path.relpath(one.path, base) for one in found]


def _failures(found: Iterable[FoundFile | Failure]) -> list[tuple[FailureKind, str]]:
    return [(one.kind, one.path) for one in found if isinstance(one, Failure)]


def test_files_come_folder_by_folder_in_natural_order(tmp_path: Path) -> None:
    _make(tmp_path, "10.mp3", "2.mp3", "Disc 10/a.ogg", "disc 2/b.FLAC", "disc 2/sub/c.opus")
    assert _paths(find_audio_files([str(tmp_path)]), tmp_path) == [
        "2.mp3",
        "10.mp3",
        "disc 2/b.FLAC",
        "disc 2/sub/c.opus",
        "Disc 10/a.ogg",
    ]


def test_what_is_found_carries_the_files_own_size_and_time(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"12345")
    os.utime(tmp_path / "a.mp3", ns=(1, 1_600_000_000_123_456_789))
    assert list(find_audio_files([str(tmp_path)])) == [
        FoundFile(str(tmp_path / "a.mp3"), 1_600_000_000_123_456_789, 5)
    ]


def test_other_files_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "mp3", "b.mp3.part", "._c.mp3", ".trash/d.mp3", "e.wav", "cover.jpg")
    assert _paths(find_audio_files([str(tmp_path)]), tmp_path) == ["e.wav"]


def test_a_file_given_by_name_needs_an_audio_ending_too(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "b.m4a", ".hidden/c.mp3")
    given_paths = [str(tmp_path / name) for name in ("a.txt", "b.m4a", ".hidden")]
    assert _paths(find_audio_files(given_paths), tmp_path) == ["b.m4a", ".hidden/c.mp3"]


def test_paths_come_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path, "music/a.mp3")
    monkeypatch.chdir(tmp_path)
    found = list(find_audio_files(["music/../music", "./music/a.mp3"]))
    assert [one.path for one in found] == [str(tmp_path / "music" / "a.mp3")]


def test_each_real_file_comes_once_under_its_own_path(tmp_path: Path) -> None:
    _make(tmp_path, "z/1.mp3", "z/2.mp3")
    (tmp_path / "a link.mp3").symlink_to(tmp_path / "z" / "1.mp3")
    (tmp_path / "another folder").symlink_to(tmp_path / "z")
    given_paths = [str(tmp_path), str(tmp_path), str(tmp_path / "z" / "2.mp3")]
    assert _paths(find_audio_files(given_paths), tmp_path) == ["z/1.mp3", "z/2.mp3"]


def test_copies_and_hard_links_are_files_of_their_own(tmp_path: Path) -> None:
    _make(tmp_path, "1.mp3", "2.mp3")
    os.link(tmp_path / "1.mp3", tmp_path / "3.mp3")
    assert len(list(find_audio_files([str(tmp_path)]))) == 3


def test_links_to_outside_are_followed_and_loops_end(tmp_path: Path) -> None:
    _make(tmp_path, "outside/sub/a.mp3", "outside/single.ogg", "inside/b.mp3")
    (tmp_path / "inside" / "to folder").symlink_to(tmp_path / "outside" / "sub")
    (tmp_path / "inside" / "to file.ogg").symlink_to("../outside/single.ogg")
    (tmp_path / "inside" / "loop").symlink_to(tmp_path / "inside")
    (tmp_path / "outside" / "sub" / "up").symlink_to(tmp_path / "inside")
    assert _paths(find_audio_files([str(tmp_path / "inside")]), tmp_path) == [
        "inside/b.mp3",
        "inside/to file.ogg",
        "inside/to folder/a.mp3",
    ]


def test_a_link_given_by_name_is_followed(tmp_path: Path) -> None:
    _make(tmp_path, "music/a.mp3")
    (tmp_path / "link").symlink_to("music")
    found = find_audio_files([str(tmp_path / "link")])
    assert _paths(found, tmp_path) == ["link/a.mp3"]


def test_broken_links_with_an_audio_ending_are_reported(tmp_path: Path) -> None:
    for name in ("broken.mp3", "broken.txt", "broken folder"):
        (tmp_path / name).symlink_to("nowhere")
    (tmp_path / "itself.flac").symlink_to("itself.flac")
    _make(tmp_path, "whole.mp3")
    assert _failures(find_audio_files([str(tmp_path)])) == [
        (FailureKind.BROKEN_LINK, str(tmp_path / "broken.mp3")),
        (FailureKind.BROKEN_LINK, str(tmp_path / "itself.flac")),
    ]
    assert _failures(find_audio_files([str(tmp_path / "broken.mp3")])) == [
        (FailureKind.BROKEN_LINK, str(tmp_path / "broken.mp3"))
    ]


def test_a_folder_that_may_not_be_read_is_reported_and_the_rest_comes(tmp_path: Path) -> None:
    _make(tmp_path, "a/1.mp3", "locked/2.mp3", "z/3.mp3")
    locked = tmp_path / "locked"
    locked.chmod(0)
    try:
        with without_root_rights():
            found = list(find_audio_files([str(tmp_path)]))
            by_name = list(find_audio_files([str(locked / "2.mp3")]))
            below = list(find_audio_files([str(locked / "perhaps a folder")]))
    finally:
        locked.chmod(0o700)
    assert _paths(found, tmp_path) == ["a/1.mp3", "locked", "z/3.mp3"]
    assert _failures(found) == [(FailureKind.NO_PERMISSION, str(locked))]
    assert _failures(by_name) == [(FailureKind.NO_PERMISSION, str(locked / "2.mp3"))]
    assert _failures(below) == [(FailureKind.NO_PERMISSION, str(locked / "perhaps a folder"))]


@pytest.mark.parametrize("name", ["missing", "file.mp3/below", "", "nul\0", "x" * 5000])
def test_a_path_that_does_not_exist_is_said_before_anything_else(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path, "file.mp3")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PathMissing) as raised:
        find_audio_files(["file.mp3", name])
    assert raised.value.path == name


def test_files_come_while_the_walk_goes_on(tmp_path: Path) -> None:
    _make(tmp_path, "a/1.mp3", "b/2.mp3")
    found = find_audio_files([str(tmp_path)])
    assert next(found).path == str(tmp_path / "a" / "1.mp3")
    _make(tmp_path, "b/3.mp3")
    assert _paths(found, tmp_path) == ["b/2.mp3", "b/3.mp3"]


def test_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp3")
    assert list(find_audio_files([str(tmp_path)])) == []
    assert list(find_audio_files([str(tmp_path / "pipe.mp3")])) == []


def test_a_tree_deeper_than_pythons_recursion_is_walked(tmp_path: Path) -> None:
    folders = [tmp_path]
    for _ in range(1100):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    _make(folders[-1], "a.mp3")
    try:
        assert _paths(find_audio_files([str(tmp_path)]), folders[-1]) == ["a.mp3"]
    finally:  # nor would pytest manage to remove it
        (folders[-1] / "a.mp3").unlink()
        for folder in reversed(folders[1:]):
            folder.rmdir()


def test_odd_names_and_bad_files_are_all_found(tmp_path: Path) -> None:
    made = make_bad_files(tmp_path)
    found = list(find_audio_files([str(tmp_path)]))
    assert {one.path for one in found} == {str(path) for path in made.values()}
    assert _failures(found) == [(FailureKind.BROKEN_LINK, str(made["broken_link"]))]
    assert os.fsencode(str(made["not_utf8"])) in {os.fsencode(one.path) for one in found}


def test_the_composed_library_is_found_whole(composed_library: Path) -> None:
    found = list(find_audio_files([str(composed_library)]))
    assert len(found) == 24
    assert not _failures(found)


@pytest.mark.real_data
def test_the_real_library_is_found_whole(real_data: Path) -> None:
    found = list(find_audio_files([str(real_data / "library")]))
    assert len(found) == 24
    assert not _failures(found)


@given(st.lists(st.text("aB01²٣é \udcff"), max_size=5))
def test_the_order_of_names_does_not_depend_on_how_they_came(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)
