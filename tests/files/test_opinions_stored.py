"""Moods and stars of the person survive a close, a rescan and a damaged line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from random_things import corrections, ratings
from stored_things import NOON, make_track

from musemood.domain.mood import Mood
from musemood.domain.opinion import Correction, Opinion, Rating, opinions_of
from musemood.files.data_folder import DataFolder
from musemood.files.documents import (
    correction_to_document,
    document_to_correction,
    document_to_rating,
    rating_to_document,
)
from musemood.files.json_text import dumps, loads
from musemood.files.store import Store, StoreError


@given(corrections)
def test_a_correction_comes_back(correction: Correction) -> None:
    document = loads(dumps(correction_to_document(correction)))
    assert document_to_correction(document) == correction


@given(ratings)
def test_a_rating_comes_back(rating: Rating) -> None:
    assert document_to_rating(loads(dumps(rating_to_document(rating)))) == rating


def test_the_forms_are_those_of_the_export() -> None:
    at = "2026-11-21T12:00:00+00:00"
    assert correction_to_document(Correction("/a", Mood.SAD, NOON)) == {
        "path": "/a",
        "mood": "sad",
        "at": at,
    }
    assert rating_to_document(Rating("/a", 4, NOON)) == {"path": "/a", "stars": 4, "at": at}


@pytest.mark.parametrize("stars", [6, -1, True, 2.5, "3"])
def test_stars_are_0_to_5(stars: object) -> None:
    with pytest.raises(ValueError, match="document"):
        document_to_rating({"path": "/a", "stars": stars, "at": NOON.isoformat()})


@pytest.mark.parametrize("mood", ["unsure", "merry", 3])
def test_a_correction_is_one_of_the_five(mood: object) -> None:
    with pytest.raises(ValueError, match="document"):
        document_to_correction({"path": "/a", "mood": mood, "at": NOON.isoformat()})


@given(st.lists(corrections, max_size=6), st.lists(ratings, max_size=6))
def test_the_store_reads_back_what_counts(
    tmp_path_factory: pytest.TempPathFactory, said: list[Correction], rated: list[Rating]
) -> None:
    folder = DataFolder.under(tmp_path_factory.mktemp("store"))
    with Store.open(folder) as store:
        for each in said:
            store.add_corrections([each])
        for other in rated:
            store.add_ratings([other])
        store.add_ratings([])
    with Store.open(folder, read_only=True) as store:
        assert store.opinions() == opinions_of(said, rated)
        assert store.notices == ()
        with pytest.raises(StoreError):
            store.add_ratings(rated)


def test_tracks_come_with_what_is_said_of_them(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.put([make_track(1), make_track(2)])
        store.add_corrections([Correction("/music/1.mp3", Mood.SAD, NOON)])
        store.add_ratings([Rating("/music/1.mp3", 3, NOON), Rating("/music/9.mp3", 5, NOON)])
    with Store.open(folder) as store:
        said = replace(make_track(1), own_mood=Mood.SAD, own_stars=3)
        assert store.tracks() == [said, make_track(2)]
        assert store.opinions()["/music/9.mp3"] == Opinion(stars=5)
        store.put([make_track(1)])  # read anew, as a rescan does
        assert store.tracks() == [said, make_track(2)]


def test_many_at_once_are_one_write_and_a_damaged_line_costs_one(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.add_ratings([Rating(f"/{n}", 3, NOON) for n in range(1000)])
    (journal,) = (folder.data / "journal").glob("ratings-*.jsonl")
    lines = journal.read_bytes().split(b"\n")
    lines[4] = b"{broken"
    journal.write_bytes(b"\n".join(lines))
    with Store.open(folder) as store:
        assert len(store.opinions()) == 999
        assert [notice.count for notice in store.notices] == [1]
