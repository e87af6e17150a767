"""Thumbs: the law of the loop on random states, and what a thumb does in particular."""

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from listener_world import (
    FRESH,
    HAPPY,
    INTENSE,
    NOW,
    RELAXED,
    SAD,
    UNSURE_BELOW,
    mostly,
    network,
    reading,
    sequence_for,
    sequences_for,
    thumb,
)
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.emotion import Emotion, Evidence, infer_emotion, scale_to_one
from musemood.recommender.feedback import (
    acting_thumbs,
    apply_thumbs,
    name_mood,
    thumb_strength,
)

UP, DOWN = ThumbKind.UP, ThumbKind.DOWN
TRACKS = ("a", "b", "c", "d")

shares = st.lists(st.floats(0.001, 1.0), min_size=5, max_size=5)
readings_of_tracks = st.tuples(*(shares.map(lambda s: reading(*s)) for _ in TRACKS))
thumbs_before = st.lists(
    st.builds(
        thumb,
        st.sampled_from(TRACKS),
        st.sampled_from(ThumbKind),
        hours_ago=st.floats(0.01, 30.0),
    ),
    max_size=4,
)


class World:
    """Four tracks with random readings, sequences and weights, and a network at odds with them."""

    def __init__(self, readings: tuple[MoodReading, ...], seed: int, sharpness: float) -> None:
        rng = np.random.default_rng(seed)
        self.readings = dict(zip(TRACKS, readings, strict=True))
        self.sequences = {path: rng.random((3, 8)).astype(np.float32) for path in TRACKS}
        self.matrix = sharpness * rng.normal(size=(8, 5))
        evidence = scale_to_one([Evidence(p, 1, rng.uniform(0.1, 1)) for p in TRACKS[:3]])
        emotion = infer_emotion(evidence, self.sequences, self.predict)
        assert emotion is not None
        self.emotion = emotion

    def predict(self, sequence: NDArray[np.float32]) -> MoodReading:
        scores = sequence.mean(axis=0) @ self.matrix
        return reading(*np.exp(scores - scores.max()))

    def after(self, thumbs: list[Thumb]) -> Emotion:
        return apply_thumbs(
            self.emotion,
            thumbs,
            self.readings,
            self.sequences,
            self.predict,
            NOW,
            unsure_below=UNSURE_BELOW,
        )


@given(readings_of_tracks, st.integers(0, 9999), st.floats(0, 60), thumbs_before)
def test_law_of_the_loop(
    readings: tuple[MoodReading, ...], seed: int, sharpness: float, thumbs: list[Thumb]
) -> None:
    world = World(readings, seed, sharpness)
    before = world.after(thumbs).reading
    for path in TRACKS:
        top = world.readings[path].leader
        flat = max(world.readings[path].probabilities) - min(world.readings[path].probabilities)
        down = world.after([*thumbs, thumb(path, DOWN)]).reading
        lost = before.probability(top) - down.probability(top)
        up = world.after([*thumbs, thumb(path, UP)]).reading
        assert up.probability(top) >= before.probability(top) - 1e-5
        assert lost <= 0.15
        assert lost >= -1e-5
        if before.probability(top) >= 0.10 and flat > 1e-6:
            assert lost >= 0.03
        for each in (down, up):
            assert sum(each.probabilities) == pytest.approx(1.0, abs=1e-9)


@given(readings_of_tracks, st.integers(0, 9999), st.floats(0, 60), thumbs_before)
def test_evidence_stays_evidence(
    readings: tuple[MoodReading, ...], seed: int, sharpness: float, thumbs: list[Thumb]
) -> None:
    world = World(readings, seed, sharpness)
    evidence = world.after(thumbs).evidence
    assert {each.path for each in evidence} == {each.path for each in world.emotion.evidence}
    weights = [each.weight for each in evidence]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) == pytest.approx(1.0, abs=1e-9)
    assert world.after(thumbs[::-1]) == world.after(thumbs)


MIXED: Mapping[str, Mood] = {"sad": SAD, "fresh": FRESH, "happy": HAPPY}


def infer(weights: Mapping[str, float], thumbs: list[Thumb]) -> Emotion:
    evidence = scale_to_one([Evidence(path, 1, weight) for path, weight in weights.items()])
    sequences = sequences_for({path: MIXED[path] for path in weights})
    emotion = infer_emotion(evidence, sequences, network)
    assert emotion is not None
    readings = {path: network(sequence_for(mood)) for path, mood in MIXED.items()}
    readings["flat"] = reading(1, 1, 1, 1, 1)
    readings["other sad"] = mostly(SAD, 0.6)
    return apply_thumbs(
        emotion, thumbs, readings, sequences, network, NOW, unsure_below=UNSURE_BELOW
    )


def test_a_decline_takes_weight_from_evidence_like_it_and_the_network_runs_again() -> None:
    weights = {"sad": 0.6, "fresh": 0.4}
    before, after = infer(weights, []), infer(weights, [thumb("other sad", DOWN)])
    assert before.evidence[0].path == "sad"
    assert {e.path: e.weight for e in after.evidence}["sad"] < before.evidence[0].weight
    assert after.before_thumbs == before.reading
    assert after.reading.valence != before.reading.valence
    assert 0.03 <= before.reading.probability(SAD) - after.reading.probability(SAD) <= 0.15
    assert after.reading.probability(FRESH) > before.reading.probability(FRESH)


def test_an_acceptance_goes_the_other_way() -> None:
    weights = {"sad": 0.5, "fresh": 0.5}
    before, after = infer(weights, []), infer(weights, [thumb("other sad", UP)])
    assert after.evidence[0].path == "sad"
    assert after.evidence[0].weight > 0.5
    assert after.reading.probability(SAD) > before.reading.probability(SAD) + 0.01


def test_declines_add_up_until_another_mood_leads() -> None:
    weights = {"sad": 0.55, "fresh": 0.45}
    assert infer(weights, []).reading.mood is SAD
    refusals = [thumb("sad", DOWN, hours_ago=0.1 * i) for i in range(3)]
    assert infer(weights, refusals).reading.mood is FRESH


def test_an_effect_halves_every_six_hours_and_ends_after_a_day() -> None:
    given = thumb("sad", DOWN)
    strengths = [thumb_strength(given, NOW + timedelta(hours=h)) for h in (0, 6, 12, 24)]
    assert strengths == [1.0, 0.5, 0.25, 0.0625]
    assert thumb_strength(given, NOW + timedelta(hours=24, seconds=1)) == 0.0
    assert thumb_strength(given, NOW - timedelta(seconds=1)) == 0.0

    before = infer({"sad": 0.6, "fresh": 0.4}, []).reading.probability(SAD)
    left = [
        before
        - infer(
            {"sad": 0.6, "fresh": 0.4}, [thumb("other sad", DOWN, hours_ago=h)]
        ).reading.probability(SAD)
        for h in (0, 6, 12, 24, 24.1)
    ]
    assert left == sorted(left, reverse=True)
    assert left[-2] > 0.0
    assert left[-1] == 0.0


def test_thumbs_act_oldest_first() -> None:
    early, late = thumb("b", UP, hours_ago=5), thumb("a", DOWN, hours_ago=1)
    assert acting_thumbs([late, thumb("c", UP, hours_ago=25), early], NOW) == (early, late)


@pytest.mark.parametrize("told", ["flat", "never analysed"])
def test_a_track_that_claims_nothing_tells_nothing(told: str) -> None:
    weights = {"sad": 0.6, "fresh": 0.4}
    assert infer(weights, [thumb(told, DOWN)]) == infer(weights, [])


def test_a_nearly_flat_track_leaves_the_other_moods_in_proportion() -> None:
    emotion = infer_emotion((Evidence("a", 1, 1.0),), sequences_for({"a": SAD}), network)
    assert emotion is not None
    nearly = reading(1.000, 1.001, 1.002, 1.010, 1.003)
    after = apply_thumbs(
        emotion,
        [thumb("nearly", DOWN)],
        {"nearly": nearly},
        sequences_for({"a": SAD}),
        network,
        NOW,
        unsure_below=UNSURE_BELOW,
    )
    others = [m for m in MOODS if m is not SAD]
    rises = [after.reading.probability(m) / emotion.reading.probability(m) for m in others]
    assert min(rises) > 1.0
    assert rises == pytest.approx([rises[0]] * 4)


def test_thumbs_alone_are_no_history() -> None:
    nothing = infer_emotion((Evidence("sad", 1, 1.0),), {}, network)
    assert nothing is not None
    readings = {"sad": mostly(SAD)}
    after = apply_thumbs(
        nothing, [thumb("sad", DOWN)], readings, {}, network, NOW, unsure_below=UNSURE_BELOW
    )
    assert after is nothing


def test_evidence_whose_own_reading_is_lost_keeps_its_share_to_the_others() -> None:
    sequences = sequences_for({"sad": SAD, "fresh": FRESH})
    evidence = (Evidence("sad", 1, 0.5), Evidence("fresh", 1, 0.5))
    emotion = infer_emotion(evidence, sequences, network)
    assert emotion is not None
    after = apply_thumbs(
        emotion,
        [thumb("new", DOWN)],
        {"new": mostly(SAD)},
        sequences,
        network,
        NOW,
        unsure_below=UNSURE_BELOW,
    )
    assert after.evidence == evidence
    assert after.reading.probability(SAD) < emotion.reading.probability(SAD) - 0.03


def test_a_network_that_leaps_is_held_within_the_law() -> None:
    """The evidence is two readings of one mood; without the one, the network finds another."""
    readings = {"a": mostly(INTENSE), "b": mostly(RELAXED)}
    sequences = {"a": np.ones((2, 1), np.float32), "b": np.zeros((2, 1), np.float32)}

    def leaping(sequence: NDArray[np.float32]) -> MoodReading:
        return mostly(INTENSE, 0.95) if sequence.mean() >= 0.5 else mostly(RELAXED, 0.95)

    emotion = infer_emotion((Evidence("a", 1, 0.5), Evidence("b", 1, 0.5)), sequences, leaping)
    assert emotion is not None
    after = apply_thumbs(
        emotion,
        [thumb("a", DOWN)],
        readings,
        sequences,
        leaping,
        NOW,
        unsure_below=UNSURE_BELOW,
    )
    assert after.evidence == emotion.evidence
    assert 0.03 <= 0.95 - after.reading.probability(INTENSE) <= 0.15
    assert after.reading.mood is INTENSE


@given(shares, st.floats(0.2, 1.0))
@example([1, 1, 1, 1, 1], 0.2)
def test_a_mood_is_named_from_the_threshold_on(given_shares: list[float], below: float) -> None:
    probabilities = reading(*given_shares).probabilities
    named = name_mood(probabilities, below)
    if max(probabilities) >= below:
        assert probabilities[MOODS.index(named)] == max(probabilities)
    else:
        assert named is Mood.UNSURE
