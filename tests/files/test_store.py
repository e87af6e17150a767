"""Laws: what is put is read back, and looking at a store changes no byte of it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from numpy.testing import assert_allclose, assert_array_equal
from random_things import plays, thumbs, tracks
from stored_things import NOON, files_under, make_play, make_sequence, make_track
from tinydb import Query

from musemood.domain.play_log import Play, PlayEnd
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.sequence_rows import DESCRIPTORS, SEQUENCE_WIDTH
from musemood.files.store import Store, StoreError


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder.under(tmp_path / "home")


@pytest.fixture
def store(folder: DataFolder) -> Iterator[Store]:
    with Store.open(folder) as store:
        yield store


@given(batches=st.lists(st.lists(tracks, max_size=4), max_size=3), removed=st.integers(0, 3))
def test_tracks_are_read_back_in_order(
    batches: list[list[Track]], removed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = DataFolder.under(tmp_path_factory.mktemp("store"))
    wanted: dict[str, Track] = {}
    for batch in batches:
        with Store.open(folder) as store:
            store.put(batch)
            wanted |= {track.path: track for track in batch}
            gone = list(wanted)[:removed]
            store.remove([*gone, "/unknown"])
            wanted = {path: track for path, track in wanted.items() if path not in gone}
            assert store.tracks() == list(wanted.values())
    for read_only in (True, False):
        with Store.open(folder, read_only=read_only) as store:
            assert store.tracks() == list(wanted.values())
            assert store.notices == ()


@given(listened=st.lists(plays, max_size=8), judged=st.lists(thumbs, max_size=4))
def test_plays_and_thumbs_are_read_back_oldest_first(
    listened: list[Play], judged: list[Thumb], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = DataFolder.under(tmp_path_factory.mktemp("store"))
    with Store.open(folder) as store:
        for play in listened:
            store.add_play(play)
        for thumb in judged:
            store.add_thumb(thumb)
    with Store.open(folder, read_only=True) as store:
        assert store.plays() == sorted(listened, key=lambda play: play.started_at)
        assert store.thumbs() == sorted(judged, key=lambda thumb: thumb.at)
        for since in [play.started_at for play in listened]:
            assert store.plays(since) == [p for p in store.plays() if p.started_at >= since]
        assert store.notices == ()


def test_plays_written_out_of_order_are_read_oldest_first(store: Store) -> None:
    for minutes in (3, 1, 2):
        store.add_play(make_play(f"/{minutes}", moment=NOON + timedelta(minutes=minutes)))
    assert [play.path for play in store.plays()] == ["/1", "/2", "/3"]


def fill(store: Store) -> None:
    store.put([make_track(1), make_track(2)])
    store.put_analysed([(make_track(3, analysed_by="1"), *make_sequence(3))])
    store.add_play(make_play("/music/3.mp3"))
    store.add_thumb(Thumb("/music/3.mp3", ThumbKind.UP, NOON))


def look(store: Store) -> None:
    store.tracks()
    store.sequence("/music/3.mp3")
    store.plays()
    store.thumbs()
    store.plays_table.all()


@pytest.mark.parametrize("read_only", [True, False])
def test_looking_at_nothing_creates_nothing(folder: DataFolder, read_only: bool) -> None:
    with Store.open(folder, read_only=read_only) as store:
        look(store)
    assert not folder.data.exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_looking_changes_no_file(folder: DataFolder, read_only: bool) -> None:
    with Store.open(folder) as store:
        fill(store)
    before = files_under(folder.data)
    with Store.open(folder, read_only=read_only) as store:
        look(store)
        store.flush()
    assert files_under(folder.data) == before
    assert {name.partition("-")[0] for name in before} == {
        "tracks.json",
        "features.bin",
        "embeddings.bin",
        "backups/tracks",
        "journal/plays",
        "journal/thumbs",
    }


def test_putting_what_is_there_changes_no_file(folder: DataFolder) -> None:
    with Store.open(folder) as store:
        fill(store)
    before = files_under(folder.data)
    with Store.open(folder) as store:
        store.put(store.tracks())
        store.remove(["/unknown"])
    assert files_under(folder.data) == before


def test_sequences_are_read_back(folder: DataFolder) -> None:
    tracks = [make_track(number, analysed_by="1") for number in range(5)]
    sequences = [make_sequence(number, segments=number + 1) for number in range(5)]
    with Store.open(folder) as store:
        store.put([make_track(number) for number in range(5)])
        store.put_analysed((t, *s) for t, s in zip(tracks, sequences, strict=True))
        assert store.sequence("/unknown") is None
    with Store.open(folder, read_only=True) as store:
        assert store.tracks() == tracks
        for track, (sequence, reading) in zip(tracks, sequences, strict=True):
            found = store.sequence(track.path)
            assert found is not None
            assert_array_equal(found[0], sequence, strict=True)
            assert_array_equal(found[1].moods, reading.moods, strict=True)
            assert_array_equal(found[1].attention, reading.attention, strict=True)


@given(exponent=st.floats(-4, 4), seed=st.integers(0, 99))
def test_descriptors_are_kept_to_the_bit_and_encoder_values_to_half_a_thousandth(
    exponent: float, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shape = (3, SEQUENCE_WIDTH)
    sequence = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    sequence *= np.float32(10**exponent)
    with Store.open(DataFolder.under(tmp_path_factory.mktemp("home"))) as store:
        track = make_track(1, analysed_by="1")
        store.put_analysed([(track, sequence, make_sequence(1, segments=3)[1])])
        found = store.sequence(track.path)
    assert found is not None
    assert_array_equal(found[0][:, :DESCRIPTORS], sequence[:, :DESCRIPTORS], strict=True)
    # Half a step of float16: 2^-11 of the value, and 2^-25 where it is smaller than any normal one.
    assert_allclose(found[0], sequence, rtol=2**-11, atol=2**-25)


def test_new_tags_keep_the_sequence_a_new_version_does_not(store: Store) -> None:
    track = make_track(1, analysed_by="1")
    store.put_analysed([(track, *make_sequence(1))])
    store.put([replace(track, mtime_ns=99)])
    assert store.sequence(track.path) is not None
    store.put([replace(track, analysed_by="2")])
    assert store.sequence(track.path) is None


def test_a_reading_taken_back_takes_the_sequence_with_it(store: Store) -> None:
    track = make_track(1, analysed_by="1")
    store.put_analysed([(track, *make_sequence(1))])
    store.put([replace(track, reading=None)])
    assert store.sequence(track.path) is None


def test_a_track_not_analysed_any_more_has_no_sequence(store: Store) -> None:
    store.put_analysed([(make_track(1, analysed_by="1"), *make_sequence(1))])
    store.put([make_track(1)])
    assert store.sequence("/music/1.mp3") is None
    store.remove(["/music/1.mp3"])
    assert store.sequence("/music/1.mp3") is None


def test_analysing_again_replaces_the_sequence(store: Store) -> None:
    track = make_track(1, analysed_by="1")
    store.put_analysed([(track, *make_sequence(1))])
    store.put_analysed([(track, *make_sequence(2, segments=7))])
    found = store.sequence(track.path)
    assert found is not None
    assert_array_equal(found[0], make_sequence(2, segments=7)[0])
    assert store.tracks() == [track]


def test_what_is_put_is_on_the_disk_after_flush(folder: DataFolder, store: Store) -> None:
    store.put([make_track(1)])
    with Store.open(folder, read_only=True) as other:
        assert other.tracks() == []
    store.flush()
    with Store.open(folder, read_only=True) as other:
        assert other.tracks() == [make_track(1)]


def test_since_reads_only_the_months_needed(folder: DataFolder, store: Store) -> None:
    for days in (70, 40, 1, 0):
        store.add_play(make_play(f"/{days}", moment=NOON - timedelta(days=days)))
    (folder.data / "journal" / "plays-2026-10.jsonl").write_bytes(b"rubbish\n")
    assert [play.path for play in store.plays(NOON - timedelta(days=1))] == ["/1", "/0"]
    assert store.notices == ()
    assert [play.path for play in store.plays()] == ["/70", "/1", "/0"]
    assert len(store.notices) == 1


def test_plays_go_to_the_month_of_utc(folder: DataFolder, store: Store) -> None:
    new_year_in_tokyo = datetime.fromisoformat("2027-01-01T08:00:00+09:00")
    store.add_play(make_play("/a", moment=new_year_in_tokyo))
    assert (folder.data / "journal" / "plays-2026-12.jsonl").exists()
    assert store.plays(new_year_in_tokyo) == store.plays() != []


def test_plays_are_a_tinydb_table(folder: DataFolder, store: Store) -> None:
    store.add_play(make_play("/a", end=PlayEnd.SKIPPED))
    table = store.plays_table
    skipped = Query().end == "skipped"
    assert [row["path"] for row in table.search(skipped)] == ["/a"]
    store.add_play(make_play("/b", end=PlayEnd.SKIPPED))
    assert [row["path"] for row in table.search(skipped)] == ["/a", "/b"]
    assert table.insert({**table.all()[0], "path": "/c"}) == 3
    assert table.insert_multiple([{**table.all()[0], "path": "/d", "end": "failed"}]) == [4]
    assert table.contains(doc_id=3)
    assert table.count(skipped) == 3
    assert len(table) == 4
    with Store.open(folder, read_only=True) as again:
        assert [row["path"] for row in again.plays_table] == ["/a", "/b", "/c", "/d"]
        assert again.plays() == store.plays()


def test_a_journal_is_never_changed(folder: DataFolder, store: Store) -> None:
    store.add_play(make_play("/a"))
    table = store.plays_table
    rows = table.all()
    before = files_under(folder.data)
    everything = Query().path.exists()
    changes: list[Callable[[], object]] = [
        lambda: table.update({"end": "failed"}),
        lambda: table.update({"end": "failed"}, everything),
        lambda: table.update_multiple([({"end": "failed"}, everything)]),
        lambda: table.upsert({"end": "failed"}, everything),
        lambda: table.remove(everything),
        table.truncate,
        lambda: table.storage.write({}),
    ]
    for change in changes:
        with pytest.raises(StoreError, match="only appended to"):
            change()
    with pytest.raises(ValueError, match="cannot read"):
        table.insert({"path": "/b"})
    assert table.all() == rows
    assert files_under(folder.data) == before


def test_thumbs_are_a_tinydb_table(store: Store) -> None:
    store.add_thumb(Thumb("/a", ThumbKind.DOWN, NOON))
    assert store.thumbs_table.count(Query().thumb == "down") == 1


def test_a_read_only_store_refuses_to_write(folder: DataFolder) -> None:
    store = Store.open(folder, read_only=True)
    writes: list[Callable[[], object]] = [
        lambda: store.put([make_track(1)]),
        lambda: store.put_analysed([(make_track(1), *make_sequence(1))]),
        lambda: store.remove(["/a"]),
        lambda: store.add_play(make_play("/a")),
        lambda: store.add_thumb(Thumb("/a", ThumbKind.UP, NOON)),
    ]
    for write in writes:
        with pytest.raises(StoreError, match="reading only"):
            write()
    assert not folder.data.exists()
