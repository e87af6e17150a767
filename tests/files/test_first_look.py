"""The first look at the file of tracks agrees with the store, and never fails."""

from pathlib import Path

import pytest
from stored_things import make_track

from musemood.files.data_folder import DataFolder
from musemood.files.first_look import look_at_tracks
from musemood.files.store import Store


@pytest.mark.parametrize("count", [0, 1, 256, 257, 1500])
def test_it_sees_what_the_store_holds_first(tmp_path: Path, count: int) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.put(make_track(number, analysed_by="v1") for number in range(count))
        store.flush()
        stored = store.tracks()
    seen = look_at_tracks(folder)
    assert seen == stored[: len(seen)]
    assert len(seen) >= min(count, 256)
    assert len(seen) <= 512


def test_without_a_file_it_sees_nothing(tmp_path: Path) -> None:
    assert look_at_tracks(DataFolder.under(tmp_path)) == []


def test_a_file_cut_anywhere_or_of_another_kind_raises_nothing(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.put([make_track(1), make_track(2)])
        stored = store.tracks()
    path = folder.data / "tracks.json"
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        seen = look_at_tracks(folder)
        assert seen == stored[: len(seen)]
    for other in (
        b'{"tracks": {}}',
        b'{\n"tracks":{\n"1":[]\n}\n}\n',
        b'{\n"tracks":{\n"1":{}\n}\n}\n',
    ):
        path.write_bytes(other)
        assert look_at_tracks(folder) == []
