"""Law: a track, a play, a thumb made a document and JSON comes back the same."""

import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from random_things import plays, thumbs, tracks
from stored_things import NOON, make_play, make_track

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.mood import Mood, MoodReading
from musemood.domain.play_log import Play
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Tags, Track
from musemood.files.documents import (
    document_to_play,
    document_to_rows,
    document_to_thumb,
    document_to_track,
    play_to_document,
    thumb_to_document,
    track_to_document,
)
from musemood.files.feature_store import RowSpan
from musemood.files.json_text import Document, dumps, loads


@given(track=tracks, rows=st.none() | st.builds(RowSpan, *[st.integers(0, 2**32)] * 3))
def test_a_track_comes_back(track: Track, rows: RowSpan | None) -> None:
    document = loads(dumps(track_to_document(track, rows)))
    assert document_to_track(document) == track
    assert document_to_rows(document) == rows


@given(play=plays)
def test_a_play_comes_back(play: Play) -> None:
    again = document_to_play(loads(dumps(play_to_document(play))))
    assert again == play
    assert again.started_at.utcoffset() == play.started_at.utcoffset()


@given(thumb=thumbs)
def test_a_thumb_comes_back(thumb: Thumb) -> None:
    assert document_to_thumb(loads(dumps(thumb_to_document(thumb)))) == thumb


def test_the_forms_are_those_of_the_export() -> None:
    track = Track("/a", 5, 6, Tags("t", duration_s=1.5), 7.0)
    reading = MoodReading((0.1, 0.2, 0.3, 0.15, 0.25), -0.5, 0.25, Mood.RELAXED)
    failed = Failure(FailureKind.DAMAGED, "/a", "no frames")
    assert track_to_document(track) == {
        "path": "/a",
        "mtime_ns": 5,
        "size": 6,
        "added_at": 7.0,
        "tags": {"title": "t", "duration_s": 1.5},
    }
    analysed = replace(track, reading=reading, analysed_by="1", failure=failed)
    assert track_to_document(analysed, RowSpan(2, 3, 4)) == track_to_document(track) | {
        "mood": "relaxed",
        "probabilities": {
            "happy": 0.1,
            "fresh": 0.2,
            "relaxed": 0.3,
            "sad": 0.15,
            "intense": 0.25,
        },
        "valence": -0.5,
        "arousal": 0.25,
        "analysed_by": "1",
        "failure": {"kind": "damaged", "detail": "no frames"},
        "rows": [2, 3, 4],
    }
    assert play_to_document(make_play("/a")) == {
        "path": "/a",
        "started_at": "2026-11-21T12:00:00+00:00",
        "heard_s": 61.5,
        "end": "finished",
        "source": "list",
    }
    assert thumb_to_document(Thumb("/a", ThumbKind.UP, NOON)) == {
        "path": "/a",
        "thumb": "up",
        "at": "2026-11-21T12:00:00+00:00",
    }


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_becomes_zero(value: float) -> None:
    track = replace(make_track(1), tags=Tags(duration_s=value), added_at=value)
    assert document_to_track(loads(dumps(track_to_document(track)))).duration_s == 0.0


def test_a_moment_needs_its_time_zone() -> None:
    naive = datetime(2026, 11, 21)
    with pytest.raises(ValueError, match="time zone"):
        play_to_document(make_play("/a", moment=naive))
    with pytest.raises(ValueError, match="time zone"):
        thumb_to_document(Thumb("/a", ThumbKind.UP, naive))
    with pytest.raises(ValueError, match="time zone"):
        document_to_play(play_to_document(make_play("/a")) | {"started_at": "2026-11-21T12:00"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": None},
        {"path": 5},
        {"tags": {"colour": "blue"}},
        {"tags": [1]},
        {"mood": "angry"},
        {"mood": "sad", "probabilities": {"sad": 1.0}},
        {"failure": {"kind": "bored", "detail": ""}},
        {"failure": "yes"},
    ],
)
def test_a_foreign_track_is_refused(wrong: Document) -> None:
    good = track_to_document(make_track(1, analysed_by="1"))
    document_to_track(good)
    with pytest.raises(ValueError, match="cannot read"):
        document_to_track(good | wrong)


@pytest.mark.parametrize("key", ["path", "started_at", "heard_s", "end", "source"])
def test_a_play_lacking_anything_is_refused(key: str) -> None:
    document = play_to_document(make_play("/a"))
    for wrong in ({k: v for k, v in document.items() if k != key}, document | {key: []}):
        with pytest.raises(ValueError, match="cannot read"):
            document_to_play(wrong)


@pytest.mark.parametrize("number", [10**400, -(10**400)], ids=["above", "below"])
def test_a_number_beyond_all_bounds_is_refused(number: int) -> None:
    document = play_to_document(make_play("/\udcff")) | {"heard_s": number}
    with pytest.raises(ValueError, match="cannot read"):
        document_to_play(loads(dumps(document)))


@pytest.mark.parametrize("rows", [None, [], [1, 2], [1, 2, "3"], "123", {"first": 1}])
def test_rows_that_make_no_sense_are_none(rows: object) -> None:
    assert document_to_rows({"rows": rows}) is None
