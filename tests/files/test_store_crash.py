"""Law: what the store confirmed survives a kill at any moment and a full disk."""

import multiprocessing
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
from killed_writer import write_until_killed
from numpy.testing import assert_array_equal
from stored_things import make_play, make_sequence, make_track

from musemood.files.data_folder import DataFolder
from musemood.files.store import Store, StoreError

KILLS = 40


@pytest.mark.skipif(sys.platform == "win32", reason="starts its many writers by fork server")
def test_what_was_confirmed_survives_a_kill(tmp_path: Path) -> None:
    chance = random.Random(3)
    confirmed: set[int] = set()
    for turn in range(KILLS):
        confirmed |= write_and_kill(tmp_path, turn * 1_000_000, chance.uniform(0.0, 1.5))
        check(DataFolder.under(tmp_path), confirmed)
    assert len(confirmed) >= 2 * KILLS


def write_and_kill(home: Path, start: int, after_turns: float) -> set[int]:
    """Run a writer, kill it in the middle of its work; the numbers that it had confirmed.

    The moment is counted in turns of the writer, so that a busy machine sees the same kills.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["musemood.files.store"])
    ours, theirs = context.Pipe(duplex=False)
    writer = context.Process(target=write_until_killed, args=(home, start, theirs), daemon=True)
    writer.start()
    theirs.close()
    confirmed = {ours.recv()}
    began_s = monotonic()
    confirmed.add(ours.recv())
    writer.join(after_turns * (monotonic() - began_s))
    assert writer.is_alive(), f"ended by itself: {writer.exitcode}"
    writer.kill()
    writer.join()
    with suppress(EOFError), ours:
        while True:
            confirmed.add(ours.recv())
    return confirmed


def check(folder: DataFolder, confirmed: set[int]) -> None:
    with folder.lock(), Store.open(folder) as store:
        assert store.notices == ()
        found = {track.path: track for track in store.tracks()}
        played = {play.path for play in store.plays()}
        assert store.notices == ()
        for number in confirmed:
            assert f"/music/{number}.mp3" in played
            for n in (number, number + 1):
                track = make_track(n, analysed_by="1")
                assert found[track.path] == track
        for path, track in found.items():
            sequence = store.sequence(path)
            assert sequence is not None
            assert_array_equal(sequence[0], make_sequence(track.mtime_ns)[0])


FILL_THE_DISK = """
import pathlib, resource, sys
sys.path.insert(0, sys.argv[2])
from stored_things import make_play, make_sequence, make_track
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store, StoreError

store = Store.open(DataFolder.under(pathlib.Path(sys.argv[1])))
# The disk is as full as the longest file is now; then there is room again.
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), limits[1]))
writes = {
    "put_analysed": lambda: store.put_analysed([(make_track(9000), *make_sequence(1))]),
    "put": lambda: (store.put([make_track(n) for n in range(9000, 9900)]), store.flush()),
    "add_play": lambda: store.add_play(make_play("/" + "x" * 10000)),
}
try:
    writes[sys.argv[4]]()
except StoreError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
writes[sys.argv[4]]()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file size limit")
@pytest.mark.parametrize(
    ("write", "file", "limit"),
    [
        ("put_analysed", "features.bin", 1000),
        ("put", "tracks.json", 9000),
        ("add_play", "journal", 5000),
    ],
)
def test_a_full_disk_is_said_and_costs_nothing(
    tmp_path: Path, write: str, file: str, limit: int
) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.put_analysed([(make_track(1, analysed_by="1"), *make_sequence(1))])
        store.add_play(make_play("/music/1.mp3"))
    arguments = [str(tmp_path), str(Path(__file__).parent), str(limit), write]
    child = subprocess.run(
        [sys.executable, "-c", FILL_THE_DISK, *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    assert child.stdout == f"{folder.data / file}: File too large\n"
    with Store.open(folder) as store:
        assert make_track(1, analysed_by="1") in store.tracks()
        assert store.sequence("/music/1.mp3") is not None
        assert store.notices == ()
        assert len(store.plays()) == (2 if write == "add_play" else 1)
        assert store.notices == ()
        assert len(store.tracks()) == {"put_analysed": 2, "put": 901, "add_play": 1}[write]


def test_a_store_error_names_the_file(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    folder.data.mkdir(parents=True)
    (folder.data / "journal").write_bytes(b"in the way")
    with Store.open(folder) as store, pytest.raises(StoreError) as failed:
        store.add_play(make_play("/a"))
    assert failed.value.path == folder.data / "journal"
    assert failed.value.detail == "File exists"
