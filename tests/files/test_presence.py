"""What was taken away alone, and what went with its drive."""

from pathlib import Path

from musemood.files.presence import is_away


def test_a_song_deleted_from_its_folder_is_gone(tmp_path: Path) -> None:
    (tmp_path / "b.mp3").touch()
    assert not is_away(str(tmp_path / "a.mp3"), ())
    assert not is_away(str(tmp_path / "a.mp3"), (str(tmp_path),))


def test_an_album_deleted_from_the_library_is_gone(tmp_path: Path) -> None:
    (tmp_path / "b.mp3").touch()
    assert not is_away(str(tmp_path / "album" / "a.mp3"), (str(tmp_path),))


def test_a_library_folder_that_is_not_there_is_a_drive_not_mounted(tmp_path: Path) -> None:
    root = tmp_path / "drive"
    assert is_away(str(root / "a.mp3"), (str(root), str(tmp_path / "other")))


def test_an_empty_folder_may_be_where_a_drive_is_mounted(tmp_path: Path) -> None:
    mount = tmp_path / "drive"
    mount.mkdir()
    assert is_away(str(mount / "album" / "a.mp3"), (str(mount),))
    assert is_away(str(mount / "a.mp3"), ())


def test_a_folder_of_no_library_that_vanished_whole_may_have_been_a_drive(tmp_path: Path) -> None:
    """The desktop takes the mount point away with the drive; beside it others stay."""
    (tmp_path / "other drive").mkdir()
    assert is_away(str(tmp_path / "stick" / "a.mp3"), ())
    assert is_away(str(tmp_path / "stick" / "a.mp3"), (str(tmp_path / "other drive"),))
