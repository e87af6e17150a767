"""``musemood write-moods`` in processes of its own."""

from pathlib import Path

from command_line import run_musemood
from composed_music import encode, tone
from msgspec.structs import replace
from without_root import without_root_command

from musemood.domain.mood import Mood, MoodReading
from musemood.domain.tag_sheet import TagField
from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.files.tag_writer import read_field, write_tags
from musemood.files.tags import read_tags

SAD = MoodReading((0.1, 0.1, 0.1, 0.6, 0.1), -0.5, -0.4, Mood.SAD)


def _moods(music: Path) -> list[str]:
    return [read_field(str(path), TagField.MOOD) for path in sorted(music.iterdir())]


def _tracks(home: Path) -> list[Track]:
    with Store.open(DataFolder.under(home), read_only=True) as store:
        return store.tracks()


def test_a_dry_run_then_written_then_replaced(tmp_path: Path) -> None:
    home, music = tmp_path / "home", tmp_path / "music"
    music.mkdir()
    for name in ("a.mp3", "b.flac", "c.m4a"):
        encode(music / name, tone(300, 1.2), tags={"title": name})
    write_tags(str(music / "b.flac"), {TagField.MOOD: "calm"})
    folder = DataFolder.under(home)
    with folder.lock(), Store.open(folder) as store:
        for path in sorted(music.iterdir()):
            status = path.stat()
            track = Track(str(path), status.st_mtime_ns, status.st_size, read_tags(str(path)))
            store.put([replace(track, reading=SAD, analysed_by="test")])
        store.flush()
    command = ("--data-dir", home, "write-moods")
    tried = run_musemood(*command, music, "--dry-run")
    assert (tried.code, tried.err) == (0, "")
    assert [line.split(": ", 1)[1] for line in tried.out.splitlines()] == [
        "gets sad", "keeps what it says: calm", "gets sad",
    ]  # fmt: skip
    assert _moods(music) == ["", "calm", ""]
    assert run_musemood(*command, music / "a.mp3").code == 0
    assert _moods(music) == ["sad", "calm", ""]
    (music / "c.m4a").chmod(0o444)
    bound = tuple(without_root_command([]))
    failed = run_musemood(*command, music, "--replace", before=bound)
    assert failed.code == 1
    assert [line.split(": ", 1)[1] for line in failed.out.splitlines()] == [
        "says sad already", "gets sad in place of calm",
        "or its folder is read-only; change the permissions",
    ]  # fmt: skip
    assert _moods(music) == ["sad", "sad", ""]
    for track in _tracks(home):
        status = Path(track.path).stat()
        assert track.is_unchanged(status.st_mtime_ns, status.st_size)
        assert track.reading == SAD
    assert run_musemood(*command, tmp_path / "elsewhere").code == 2
