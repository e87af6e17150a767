"""What the person says counts until it is taken back; the model's word is kept beneath."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain.library import Library
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.opinion import (
    NO_OPINION,
    Correction,
    Opinion,
    Rating,
    opinions_of,
    with_opinion,
)
from musemood.domain.query import parse_query
from musemood.domain.track import Tags, Track

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAD = MoodReading((0.1, 0.1, 0.1, 0.6, 0.1), -0.5, -0.4, Mood.SAD)
TRACK = Track("/a", 1, 1, Tags("t"), reading=SAD, analysed_by="x")

_paths = st.sampled_from(["/a", "/b", "/c"])
_moods = st.one_of(st.none(), st.sampled_from(MOODS))
_stars = st.one_of(st.none(), st.integers(0, 5))


@given(st.lists(st.tuples(_paths, _moods, _stars), max_size=12), st.randoms())
def test_the_last_word_counts_whatever_the_order_of_reading(said, random) -> None:  # type: ignore[no-untyped-def]
    expected: dict[str, Opinion] = {}
    corrections, ratings = [], []
    for number, (path, mood, stars) in enumerate(said):
        at = NOON + timedelta(seconds=number)
        corrections.append(Correction(path, mood, at))
        ratings.append(Rating(path, stars, at))
        expected[path] = Opinion(mood, stars)
    random.shuffle(corrections)
    random.shuffle(ratings)
    told = {path: opinion for path, opinion in expected.items() if opinion != NO_OPINION}
    assert opinions_of(corrections, ratings) == told


@given(st.lists(st.tuples(_paths, _moods, _stars), max_size=8), st.randoms())
def test_words_of_one_moment_say_the_same_in_any_order(said, random) -> None:  # type: ignore[no-untyped-def]
    corrections = [Correction(path, mood, NOON) for path, mood, _ in said]
    ratings = [Rating(path, stars, NOON) for path, _, stars in said]
    before = opinions_of(corrections, ratings)
    random.shuffle(corrections)
    random.shuffle(ratings)
    assert opinions_of([*corrections, *corrections], ratings) == before


@given(_moods, _stars)
def test_an_opinion_is_put_on_and_taken_off(mood: Mood | None, stars: int | None) -> None:
    seen = with_opinion(TRACK, Opinion(mood, stars))
    assert seen.mood is (mood or Mood.SAD)
    assert seen.stars == (stars or 0)
    assert seen.reading == SAD
    assert with_opinion(seen, NO_OPINION) == TRACK
    assert with_opinion(TRACK, NO_OPINION) is TRACK


@given(st.sampled_from(MOODS))
def test_a_mood_said_by_the_person_is_certain(mood: Mood) -> None:
    for of in (TRACK, replace(TRACK, reading=None)):
        counted = replace(of, own_mood=mood).counted_reading
        assert counted is not None
        assert (counted.mood, counted.leader, counted.confidence) == (mood, mood, 1.0)
        assert sum(counted.probabilities) == 1.0
    kept = replace(TRACK, own_mood=mood).counted_reading
    assert kept is not None
    assert (kept.valence, kept.arousal) == (SAD.valence, SAD.arousal)
    assert TRACK.counted_reading == SAD


def test_stars_of_the_file_count_until_the_person_rates() -> None:
    tagged = replace(TRACK, tags=Tags(stars=4))
    assert tagged.stars == 4
    assert with_opinion(tagged, Opinion(stars=2)).stars == 2
    assert with_opinion(tagged, Opinion(stars=0)).stars == 0


def test_counts_and_search_follow_the_person() -> None:
    library = Library([replace(TRACK, own_mood=Mood.HAPPY), replace(TRACK, path="/b")])
    assert library.mood_counts() == {Mood.HAPPY: 1, Mood.SAD: 1}
    assert [t.path for t in library if parse_query("mood:happy").matches(t)] == ["/a"]
