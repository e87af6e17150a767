"""Plays of other times in the store: added by the month, taken out again, counts beside them."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from random_things import moments, plays
from stored_things import NOON, files_under, make_play, make_track

from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.play_log import Play
from musemood.files.data_folder import DataFolder
from musemood.files.earlier_documents import document_to_earlier, earlier_to_document
from musemood.files.journal import Journal
from musemood.files.scrobbler_log import scrobbler_log_lines
from musemood.files.store import Store, StoreError


@given(st.lists(plays, max_size=12, unique=True), st.data())
def test_what_is_added_together_is_read_back_and_what_is_taken_out_is_gone(
    tmp_path_factory: pytest.TempPathFactory, given_plays: list[Play], data: st.DataObject
) -> None:
    folder = DataFolder.under(tmp_path_factory.mktemp("home"))
    gone = data.draw(st.lists(st.sampled_from(given_plays), unique=True)) if given_plays else []
    with Store.open(folder) as store:
        store.add_plays(given_plays)
        assert set(store.plays()) == set(given_plays)
        assert len(store.plays_table) == len(given_plays)
        store.take_out_plays(gone)
        left = set(given_plays) - set(gone)
        assert set(store.plays()) == left
        assert len(store.plays_table) == len(left)
        store.add_play(make_play("/after.mp3"))
    with Store.open(folder, read_only=True) as store:
        assert set(store.plays()) == {*left, make_play("/after.mp3")}


def test_taking_out_leaves_damaged_lines_and_equal_ones_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "plays")
    journal.append("2026-11", {"a": 1}, {"b": 2}, {"a": 1})
    journal.close()
    file = tmp_path / "plays-2026-11.jsonl"
    file.write_bytes(b"damaged\n" + file.read_bytes() + b'{"torn')
    journal.remove("2026-11", [{"a": 1}, {"never": 0}])
    assert file.read_bytes() == b'damaged\n{"a":1}\n{"b":2}\n{"torn'
    journal.append("2026-11", {"c": 3})
    journal.close()
    assert file.read_bytes() == b'damaged\n{"a":1}\n{"b":2}\n{"c":3}\n'


@given(st.integers(0, 2**50), st.one_of(st.none(), moments), moments)
def test_counts_of_other_players_are_read_back(count: int, last: object, at: object) -> None:
    word = EarlierPlays("/a\udce9.mp3", "strawberry", count, last, at)  # type: ignore[arg-type]
    assert document_to_earlier(earlier_to_document(word)) == word


@pytest.mark.parametrize(
    "change",
    [{"plays": -1}, {"plays": True}, {"at": "2026-11-21T12:00:00"}, {"path": 3}, {"at": 1}],
)
def test_nonsense_is_refused(change: dict[str, object]) -> None:
    whole = earlier_to_document(EarlierPlays("/a", "x", 1, None, NOON))
    with pytest.raises(ValueError):
        document_to_earlier(whole | change)


def test_a_read_only_store_brings_nothing(tmp_path: Path) -> None:
    with Store.open(DataFolder.under(tmp_path), read_only=True) as store:
        word = EarlierPlays("/a", "x", 1, None, NOON)
        with pytest.raises(StoreError):
            store.add_plays([make_play("/a")])
        with pytest.raises(StoreError):
            store.take_out_plays([make_play("/a")])
        with pytest.raises(StoreError):
            store.add_earlier([word])
        with pytest.raises(StoreError):
            store.add_thumbs([])
    assert files_under(tmp_path) == {}


def _rows(plays: Sequence[Play], **tags: object) -> list[list[str]]:
    track = make_track(1)
    track = replace(track, tags=replace(track.tags, duration_s=100.0, **tags))
    return [line.split("\t") for line in scrobbler_log_lines(plays, {track.path: track}.get, "1")][
        3:
    ]


def test_a_scrobbler_log_has_plays_and_skips_and_one_line_each() -> None:
    path = make_track(1).path
    heard = [
        make_play(path),
        make_play(path, moment=NOON + timedelta(hours=1)),
        make_play("/unknown.mp3"),
    ]
    rows = _rows(heard, artist="A\tB\nC", track_number=7, album="X")
    assert [row[:6] for row in rows] == [["A B C", "X", "Song 1", "7", "100", "L"]] * 2
    assert int(rows[0][6]) == int(NOON.timestamp())
    assert _rows(heard) == []  # without an artist nobody knows the song
