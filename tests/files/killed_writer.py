"""What the child process of test_store_crash.py does until it is killed."""

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from stored_things import make_play, make_sequence, make_track

from musemood.files.data_folder import DataFolder
from musemood.files.store import Store


def write_until_killed(home: Path, start: int, confirmations: "Connection[int, None]") -> None:
    """Two analysed tracks and a play, and their number once they are confirmed; and again."""
    folder = DataFolder.under(home)
    with folder.lock(), Store.open(folder) as store:
        for number in count(start, 2):
            pair = number, number + 1
            store.put_analysed((make_track(n, analysed_by="1"), *make_sequence(n)) for n in pair)
            store.add_play(make_play(f"/music/{number}.mp3"))
            confirmations.send(number)
