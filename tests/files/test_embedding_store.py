"""Law: whatever was done to the tracks, a store that followed it knows what a new one reads."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored_things import make_sequence, make_track

from musemood.domain.moves import Moved
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store

_ACTS = st.tuples(
    st.sampled_from(("analyse", "bring", "retag", "remove", "move", "merge", "copy", "look")),
    st.integers(0, 2),
    st.integers(0, 2),
)


def _act(store: Store, act: str, one: int, other: int) -> None:
    track = make_track(one, analysed_by="1")
    if act == "analyse":
        store.put_analysed([(track, *make_sequence(10 * one + other))])
    elif act == "bring":
        store.put_brought([(track, np.full(96, 1 + other, np.float16))])
    elif act == "retag":
        store.put([make_track(one)])
    elif act == "remove":
        store.remove([track.path])
    elif act == "copy":
        store.put_copies([(track, make_track(other).path)])
    elif act == "look":
        store.embeddings()
    elif one != other:
        moved = [Moved(track.path, make_track(other, analysed_by="1"))]
        (store.move if act == "move" else store.merge)(moved)


def _known(store: Store) -> dict[str, list[float]]:
    embeddings = store.embeddings()
    return {path: embeddings.rows[at].tolist() for path, at in embeddings.index.items()}


@settings(max_examples=40)
@given(st.lists(_ACTS, min_size=8, max_size=20))
def test_followed_is_as_read_anew(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]]
) -> None:
    folder = DataFolder.under(tmp_path_factory.mktemp("home"))
    with Store.open(folder) as store:
        last = store.embeddings()
        for each in acts:
            _act(store, *each)
            if each[0] == "look" and (now := store.embeddings()) is not last:
                assert now.begins_with is None or now.begins_with is last.index
                assert now.begins_with is None or last.index.items() <= now.index.items()
                last = now
        followed = _known(store)
    with Store.open(folder) as again:
        assert _known(again) == followed


def test_what_was_handed_out_stays_as_it_was(tmp_path: Path) -> None:
    with Store.open(DataFolder.under(tmp_path)) as store:
        _act(store, "analyse", 1, 1)
        before = store.embeddings()
        assert store.embeddings() is before  # whoever keeps what is made of them can rely on it
        _act(store, "analyse", 2, 1)
        assert set(before.index) == {make_track(1).path}
        more = store.embeddings()
        assert set(more.index) == {make_track(1).path, make_track(2).path}
        assert more.begins_with is before.index
        _act(store, "analyse", 1, 2)
        assert store.embeddings().begins_with is None


def test_lacking_ones_are_made_bit_by_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        for number in range(5):
            _act(store, "analyse", number, 0)
        whole = _known(store)
    (folder.data / "embeddings.bin").unlink()
    monkeypatch.setattr("musemood.files.embedding_store._MADE_AT_ONCE", 2)
    with Store.open(folder) as store:
        assert [len(store.embeddings().index) for _ in range(4)] == [2, 4, 5, 5]
        assert _known(store) == whole
