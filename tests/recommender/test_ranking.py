"""Ranking: hard rules and laws on random libraries, then what each part of the score does."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from listener_world import FRESH, HAPPY, INTENSE, RELAXED, SAD, knowledge, mostly, reading, track
from msgspec.structs import replace

from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.failure import Failure, FailureKind
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.reason import Part
from musemood.domain.track import Tags, Track, song_key
from musemood.recommender import ranking
from musemood.recommender.candidates import Candidates, candidates_of
from musemood.recommender.emotion import Evidence
from musemood.recommender.ranking import Ranked, best_distinct, best_first
from musemood.recommender.reasons import earned_by, named_parts
from musemood.recommender.recordings import Recordings
from musemood.recommender.score import score_candidates

readings = st.builds(
    lambda shares, unsure: reading(*shares, mood=Mood.UNSURE if unsure else None),
    st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5),
    st.booleans(),
)
libraries = st.lists(
    st.builds(
        track,
        st.integers(0, 999).map(lambda i: f"/m/{i}.mp3"),
        st.none() | readings,
        artist=st.sampled_from(["", "Ann", "ann ", "Bo", "Cy"]),
        title=st.sampled_from(["", "One", "Two", "Ońe", "Three"]),
    ),
    unique_by=lambda each: each.path,
    max_size=25,
)
wishes = st.sampled_from(MOODS) | readings


def paths(rows: tuple[Ranked, ...]) -> list[str]:
    return [row.path for row in rows]


def rank(
    candidates: Candidates,
    wanted: MoodReading | Mood,
    *,
    evidence: Sequence[Evidence] = (),
    plays: Mapping[str, int] = {},
    declined: Mapping[str, float] = {},
    preferences: Mapping[str, float] = {},
    stated: Mapping[tuple[Mood, str], float] = {},
    **options: Any,
) -> tuple[Ranked, ...]:
    known = knowledge(candidates, evidence, plays, declined, preferences, stated)
    return ranking.rank(candidates, wanted, known, **options).rows


def sounding(directions: Mapping[str, Sequence[float]]) -> Embeddings:
    """Embeddings whose first values are these."""
    rows = np.zeros((len(directions), WIDTH), np.float16)
    for row, values in zip(rows, directions.values(), strict=True):
        row[: len(values)] = values
    return Embeddings(rows, {path: i for i, path in enumerate(directions)})


@given(
    libraries,
    wishes,
    st.randoms(use_true_random=False),
    st.integers(0, 12),
    st.integers(0, 3),
    st.floats(0, 1),
)
def test_laws_of_a_queue(
    library: list[Track],
    wanted: Mood,
    random: Random,
    count: int,
    seed: int,
    novelty: float,
) -> None:
    by_path = {each.path: each for each in library}
    excluded, resting = library[:3], library[3:8]
    evidence = [Evidence(each.path, 1, 0.25) for each in library[2:6]]
    plays = {each.path: i for i, each in enumerate(library[2:9])}
    declined = {each.path: 0.7 for each in library[:1]}

    def queue(tracks: list[Track]) -> tuple[Ranked, ...]:
        return rank(
            candidates_of(tracks),
            wanted,
            evidence=evidence,
            plays=plays,
            declined=declined,
            excluded=excluded,
            resting=resting,
            count=count,
            seed=seed,
            novelty=novelty,
        )

    rows = queue(library)
    shuffled = list(library)
    random.shuffle(shuffled)
    assert queue(shuffled) == rows

    taken = [song_key(by_path[row.path]) for row in rows]
    banned = {song_key(each) for each in excluded}
    assert len(set(taken)) == len(taken)
    assert not banned.intersection(taken)
    songs = {song_key(each) for each in library if each.reading} - banned
    assert len(rows) == min(count, len(songs))
    for row in rows:
        of = by_path[row.path].reading
        assert of is not None
        assert row.mood is of.mood
        assert row.reason.probability == of.probability(row.reason.mood)
        assert row.reason.is_new == (plays.get(row.path, 0) == 0)
        assert row.reason.plays == plays.get(row.path, 0)
        assert row.reason.like_path != row.path
        assert -0.6 <= row.score <= 1.37
        assert 0.0 <= row.reason.likeness <= 1.0

    if any(row.mood is Mood.UNSURE for row in rows):
        fitting = {row.path for row in rows if row.mood is not Mood.UNSURE}
        assert len(fitting) < count


def test_without_candidates_or_count_there_are_no_rows() -> None:
    assert rank(candidates_of([]), SAD) == ()
    assert rank(candidates_of([track("/a", mostly(SAD))]), SAD, count=0) == ()


def test_failed_and_unanalysed_tracks_are_no_candidates() -> None:
    broken = replace(track("/b", mostly(SAD)), failure=Failure(FailureKind.MISSING, "/b"))
    rows = rank(candidates_of([track("/a", None), broken, track("/c", mostly(SAD))]), SAD)
    assert paths(rows) == ["/c"]


@pytest.mark.parametrize("mood", MOODS)
def test_the_mood_wanted_comes_first(mood: Mood) -> None:
    library = [track(f"/{each}", mostly(each)) for each in MOODS]
    rows = rank(candidates_of(library), mood)
    assert rows[0].path == f"/{mood}"
    assert rows[0].reason.mood is mood
    assert rows[0].reason.probability == pytest.approx(0.8)
    assert rank(candidates_of(library), mostly(mood))[0].path == f"/{mood}"


def test_a_listener_of_two_moods_gets_both() -> None:
    both, sad, fresh = reading(0, 1, 0, 1, 0), mostly(SAD, 0.96), mostly(FRESH, 0.96)
    library = [track("/sad", sad), track("/fresh", fresh), track("/both", both)]
    mixed = reading(0.02, 0.5, 0.02, 0.44, 0.02, mood=Mood.UNSURE)
    rows = rank(candidates_of(library), mixed)
    assert rows[0].path == "/both"
    assert rows[0].reason.mood in (FRESH, SAD)
    led = rank(candidates_of(library), reading(0.02, 0.5, 0.02, 0.44, 0.02))
    assert paths(led)[-1] == "/sad"


def test_likeness_to_what_is_played_decides_among_equals_and_is_the_reason() -> None:
    of = reading(0.5, 0.4, 0.1, 0, 0)
    library = [track(path, of) for path in ("/near", "/far", "/played")]
    sounds = sounding({"/near": (1, 0.3), "/far": (0, 1), "/played": (1,)})
    rows = rank(
        candidates_of(library, sounds),
        HAPPY,
        evidence=[Evidence("/played", 3, 0.9), Evidence("/gone", 1, 0.1)],
        plays={"/played": 3},
        excluded=[library[2]],
    )
    assert paths(rows) == ["/near", "/far"]
    assert rows[0].reason.like_path == "/played"
    assert rows[0].reason.likeness == pytest.approx(1 / np.hypot(1, 0.3), abs=1e-3)
    assert rows[1].reason.like_path is None
    assert rows[1].reason.likeness == 0.0


def test_likeness_to_another_mood_than_the_one_wanted_carries_no_weight() -> None:
    library = [track("/sad", mostly(SAD)), track("/mixed", reading(0.4, 0, 0, 0.6, 0))]
    library += [track("/happy", mostly(HAPPY, 0.99))]
    sounds = sounding({"/sad": (0, 1), "/mixed": (1, 0.3), "/happy": (1,)})
    rows = rank(candidates_of(library, sounds), SAD, evidence=[Evidence("/happy", 9, 1.0)])
    assert paths(rows)[0] == "/sad"
    assert rows[0].reason.like_path is None


def test_a_track_is_not_called_like_itself() -> None:
    library = [track("/a", mostly(SAD)), track("/b", mostly(SAD))]
    candidates = candidates_of(library, sounding({"/a": (1,), "/b": (1, 0.5)}))
    rows = rank(candidates, SAD, evidence=[Evidence("/a", 2, 1.0)], plays={"/a": 2})
    assert {row.path: row.reason.like_path for row in rows} == {"/a": None, "/b": "/a"}


def test_the_slider_goes_from_the_familiar_to_the_new() -> None:
    library = [track(f"/{i}", mostly(SAD)) for i in range(6)]
    plays = {"/0": 5, "/1": 4, "/2": 9}
    candidates = candidates_of(library)
    familiar = rank(candidates, SAD, plays=plays, count=3, novelty=0.0)
    assert set(paths(familiar)) == set(plays)
    new = rank(candidates, SAD, plays=plays, count=3, novelty=1.0)
    assert not set(paths(new)) & set(plays)
    assert all(row.reason.is_new for row in new)
    neither = [
        set(paths(rank(candidates, SAD, plays=plays, count=3, seed=seed))) for seed in range(9)
    ]
    assert any(rows & set(plays) and rows - set(plays) for rows in neither)


def test_what_resembles_a_declined_track_comes_later() -> None:
    library = [
        track("/declined", reading(0, 0, 0.4, 0.6, 0)),
        track("/like it", reading(0, 0, 0.4, 0.6, 0)),
        track("/not", reading(0, 0, 0, 0.6, 0.4)),
    ]
    options = {"excluded": library[:1], "evidence": [Evidence("/like it", 1, 0.5)]}
    candidates = candidates_of(
        library, sounding({"/declined": (1,), "/like it": (1, 0.3), "/not": (0, 1)})
    )
    assert paths(rank(candidates, SAD, **options))[0] == "/like it"  # type: ignore[arg-type]
    declined = {"/declined": 1.0, "/gone": 1.0}
    rows = rank(candidates, SAD, declined=declined, **options)  # type: ignore[arg-type]
    assert paths(rows) == ["/not", "/like it"]


def test_copies_of_excluded_songs_stay_out_even_of_one_that_is_not_analysed() -> None:
    own = track("/own.flac", None, artist="Ann", title="One")
    library = [
        own,
        track("/copy.mp3", mostly(SAD), artist="ANN", title="one"),
        track("/b", mostly(SAD)),
    ]
    assert paths(rank(candidates_of(library), SAD, excluded=[own])) == ["/b"]


def test_what_was_heard_lately_rests_while_others_remain() -> None:
    library = [
        track("/a", mostly(SAD)),
        track("/b", mostly(SAD, 0.5)),
        track("/c", mostly(SAD, 0.45)),
    ]
    candidates = candidates_of(library)
    gone = track("/gone", None)
    assert paths(rank(candidates, SAD, resting=[library[0], gone], count=2)) == ["/b", "/c"]
    assert set(paths(rank(candidates, SAD, resting=library[:1], count=3))) == {"/a", "/b", "/c"}


@pytest.mark.parametrize(
    ("singers", "found"), [(1, 500), (3, 500), (29, 500), (30, 200), (500, 200)]
)
def test_the_best_are_looked_through_until_there_is_enough_to_choose_from(
    singers: int, found: int
) -> None:
    """200 tracks, and artists for three times the rows: no way through 50,000."""
    library = [track(f"/{i:03}", mostly(SAD), artist=f"{i % singers}") for i in range(500)]
    candidates = candidates_of(library)
    order = [np.arange(len(candidates))[::-1]]
    pool = best_distinct(candidates, order, Recordings(candidates.embeddings), 10)
    assert pool == list(range(499, 499 - found, -1))


def test_what_was_offered_before_comes_only_where_others_run_out() -> None:
    candidates = candidates_of([track(f"/{i}", mostly(SAD)) for i in range(5)])
    assert set(paths(rank(candidates, SAD, offered={"/0", "/1"}, count=3))) == {"/2", "/3", "/4"}
    assert {"/2", "/3", "/4"} < set(paths(rank(candidates, SAD, offered={"/0", "/1"}, count=4)))


def test_unsure_tracks_come_only_when_nothing_else_remains() -> None:
    flat = reading(0.15, 0.15, 0.2, 0.35, 0.15, mood=Mood.UNSURE)
    library = [track("/unsure", flat), *(track(f"/{i}", mostly(INTENSE)) for i in range(3))]
    candidates = candidates_of(library)
    assert "/unsure" not in paths(rank(candidates, SAD, count=3))
    assert "/unsure" in paths(rank(candidates, SAD, count=4))
    silent = rank(candidates_of(library[:1]), SAD)
    assert silent[0].mood is Mood.UNSURE


def test_a_seed_varies_equals_and_repeats_itself() -> None:
    candidates = candidates_of([track(f"/{i}", mostly(RELAXED)) for i in range(50)])
    queues = [paths(rank(candidates, RELAXED, seed=seed, count=10)) for seed in (0, 0, 1, 2)]
    assert queues[0] == queues[1]
    assert len({tuple(each) for each in queues}) == 3


def test_the_score_is_the_sum_of_its_parts() -> None:
    of = reading(0.1, 0.2, 0.3, 0.3, 0.1)
    library = [replace(track(path, of), tags=Tags(genre="Jazz")) for path in ("/a", "/b")]
    wanted = reading(0.2, 0.2, 0.2, 0.3, 0.1)
    row = rank(
        candidates_of(library, sounding({"/a": (1,), "/b": (1, 1)})),
        wanted,
        evidence=[Evidence("/b", 1, 1.0)],
        plays={"/a": 2},
        declined={"/b": 0.5},
        preferences={"/b": 8.0},
        stated={(SAD, "jazz"): 6.0, (HAPPY, "jazz"): 4.0, (SAD, "rock"): 10.0},
        excluded=library[1:],
        novelty=0.25,
        seed=7,
    )[0]
    mood = 0.5 * np.sqrt(0.3)
    fit = np.dot(of.probabilities, wanted.probabilities) / 0.3
    like = np.sqrt(0.5)
    preference = 3.5 + (4 + 2 * (like - 0.3) / 0.7) * (8.0 - 3.5) / (4 + 2 + 4)
    taste = 0.5 * (preference - 5) / 5
    stated = 0.1 * (0.3 * 6.0 + 0.2 * 4.0) / 10
    familiar = 0.1 * (0.75 * 0.5 + 0.25 * 0.5)
    lot = 0.02 * np.random.default_rng(7).random(2)[0]
    by_hand = mood + 0.15 * fit * like + taste + stated + familiar - 0.1 * 0.5 * like + lot
    assert row.score == pytest.approx(by_hand, abs=1e-4)
    assert row.reason.mood is SAD
    assert row.reason.preference == pytest.approx(preference, abs=1e-3)


@given(st.integers(0, 10**6))
def test_the_reason_names_the_parts_that_earned_most(seed: int) -> None:
    dice = np.random.default_rng(seed)
    library = [
        replace(track(f"/{i}", reading(*dice.random(5))), tags=Tags(genre=str(dice.integers(3))))
        for i in range(8)
    ]
    sounds = sounding({each.path: dice.standard_normal(4).tolist() for each in library})
    candidates = candidates_of(library, sounds)
    known = knowledge(
        candidates,
        [Evidence("/0", 1, 0.7), Evidence("/1", 1, 0.3)],
        {"/0": 3, "/1": 1},
        {},
        {f"/{i}": float(10 * dice.random()) for i in range(4)},
        {(mood, str(i)): float(10 * dice.random()) for mood in MOODS for i in range(3)},
    )
    wanted, novelty = MOODS[dice.integers(5)], float(dice.random())
    scores = score_candidates(candidates, wanted, known, novelty)
    for row in ranking.rank(candidates, wanted, known, novelty=novelty).rows:
        earned = earned_by(row.path, scores, candidates.index[row.path])
        named = row.reason.parts
        assert named == named_parts(earned)
        amounts = [earned[part] for part in named]
        assert amounts == sorted(amounts, reverse=True)
        if len(named) < 3:
            total = sum(max(0.0, each) for each in earned.values())
            assert all(earned[part] < 0.1 * total for part in set(earned) - set(named))
        else:
            assert all(earned[part] <= amounts[-1] for part in set(earned) - set(named))
        assert (row.reason.like_path is not None) == (Part.LIKENESS in named)
        assert bool(row.reason.genre) == (Part.STATED in named)


@pytest.mark.parametrize("novelty", [-0.1, 1.1, float("nan")])
def test_a_slider_beyond_its_ends_is_refused(novelty: float) -> None:
    with pytest.raises(ValueError, match="novelty"):
        rank(candidates_of([track("/a", mostly(SAD))]), SAD, novelty=novelty)


def test_unsure_cannot_be_wanted_by_hand() -> None:
    with pytest.raises(ValueError, match="five moods"):
        rank(candidates_of([track("/a", mostly(SAD))]), Mood.UNSURE)


@given(libraries, st.sampled_from(MOODS), st.sampled_from(MOODS))
def test_a_mood_that_the_person_said_counts_in_full(
    library: list[Track], said: Mood, asked: Mood
) -> None:
    corrected = [replace(each, own_mood=said) for each in library]
    for row in rank(candidates_of(corrected), asked, novelty=0.5):
        assert row.mood is said
        assert (row.reason.mood, row.reason.probability) == (said, 1.0)
    assert len(candidates_of(corrected)) == len(library)


def test_a_corrected_track_comes_first_in_its_own_mood_and_last_in_the_models() -> None:
    tracks = [track(f"/{n}", mostly(SAD, 0.5 + n / 20)) for n in range(5)]
    tracks[0] = replace(tracks[0], own_mood=HAPPY)
    assert paths(rank(candidates_of(tracks), HAPPY))[0] == "/0"
    assert paths(rank(candidates_of(tracks), SAD))[-1] == "/0"


@given(st.integers(0, 3000), st.integers(1, 900), st.integers(0, 99))
def test_the_best_come_first_and_equal_ones_as_they_were(size: int, kinds: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    values = dice.integers(kinds, size=size).astype(float)
    places = np.flatnonzero(dice.random(size) < 0.8)
    assert list(best_first(values, places)) == sorted(places, key=lambda i: -values[i])
