"""Thumbs: the law of the loop on random states, and what a thumb does in particular."""

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from listener_world import (
    FRESH,
    HAPPY,
    NOW,
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
from thumb_world import TRACKS, World, lead, readings_of_tracks, shares, tells, thumbs_before

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.features.extract import FEATURE_VERSION
from musemood.mood_model import MoodModel
from musemood.recommender.emotion import Emotion, Evidence, infer_emotion, scale_to_one
from musemood.recommender.feedback import (
    Answers,
    acting_thumbs,
    apply_thumbs,
    name_mood,
    thumb_strength,
)
from musemood.recommender.shift import MOST_LEAD, accept, decline, hold, lead_of

UP, DOWN = ThumbKind.UP, ThumbKind.DOWN


def check_law(world: "World", thumbs: list[Thumb]) -> None:
    """The law of the loop, for a thumb on each track in the state after ``thumbs``."""
    before = world.after(thumbs)
    leader, had_lead = before.reading.leader, lead(before)
    against = sum(thumb_strength(t, NOW) for t in thumbs if world.readings[t.path].leader is leader)
    assert had_lead <= MOST_LEAD + 1e-9
    for path in TRACKS:
        told = world.readings[path]
        top, had = told.leader, before.reading.probability(told.leader)
        if not tells(world, path):
            continue
        down = world.after([*thumbs, thumb(path, DOWN)])
        up = world.after([*thumbs, thumb(path, UP)])
        lost = had - down.reading.probability(top)
        assert lost <= 0.15
        assert lost >= (0.03 if had >= 0.032 else 0.9 * had) - 1e-5
        assert up.reading.probability(top) >= had - 1e-5
        implied = world.after([*thumbs, thumb(path, DOWN, is_implied=True)])
        half = had - implied.reading.probability(top)
        assert half == pytest.approx(lost / 2, abs=0.075)
        assert half >= (0.03 if had >= 0.064 else 0.4 * had) - 1e-5
        heard_out = world.after([*thumbs, thumb(path, UP, is_implied=True)])
        assert heard_out.reading.probability(top) >= had - 1e-5
        for each in (down, up, implied, heard_out):
            assert sum(each.reading.probabilities) == pytest.approx(1.0, abs=1e-9)
            assert min(each.reading.probabilities) >= 0
            assert -1 <= each.reading.valence <= 1
            assert -1 <= each.reading.arousal <= 1
            if had_lead >= 0.15 and against < 1.8:
                assert each.reading.leader is leader
        if top is leader:
            three = [thumb(path, DOWN)] * 3
            assert had_lead >= 0.15 or down.reading.leader is not leader
            assert world.after([*thumbs, *three]).reading.leader is not leader


@given(readings_of_tracks, st.integers(0, 9999), st.floats(0, 60), thumbs_before)
def test_law_of_the_loop(
    readings: tuple[MoodReading, ...], seed: int, sharpness: float, thumbs: list[Thumb]
) -> None:
    check_law(World(readings, seed, sharpness), thumbs)


class ShippedWorld(World):
    """The same four tracks, heard by the mood model that is shipped."""

    model = MoodModel.load(FEATURE_VERSION)

    def __init__(self, seed: int, spread: float) -> None:
        rng = np.random.default_rng(seed)
        width = self.model.sequence_width
        # A track is a point in the space of sequences, and segments that differ a little from it.
        self.sequences = {
            path: (
                rng.random(width) + spread * rng.normal(size=width) * (np.arange(width) >= 50)
                + 0.05 * rng.normal(size=(rng.integers(3, 9), width))
            ).astype(np.float32)
            for path in TRACKS
        }  # fmt: skip
        self.readings = {path: self.predict(each) for path, each in self.sequences.items()}
        evidence = scale_to_one([Evidence(p, 1, rng.uniform(0.1, 1)) for p in TRACKS[:3]])
        emotion = infer_emotion(evidence, self.sequences, self.predict)
        assert emotion is not None
        self.emotion = emotion

    def predict(self, sequence: NDArray[np.float32]) -> MoodReading:
        return self.model.predict(sequence)[0]


@settings(max_examples=40)
@given(st.integers(0, 9999), st.floats(0, 2), thumbs_before)
def test_the_law_holds_for_the_shipped_network(
    seed: int, spread: float, thumbs: list[Thumb]
) -> None:
    check_law(ShippedWorld(seed, spread), thumbs)


@given(shares, shares, st.floats(0, 2))
@example([1, 0.001, 0.001, 0.001, 0.001], [0.001] * 5, 0.0)
@example([1, 0.2, 0.001, 0.001, 0.001], [0.001, 0.001, 0.001, 0.001, 1], 2.0)
def test_three_declines_turn_every_state_and_none_of_them_a_clear_lead(
    given_shares: list[float], moved: list[float], scale: float
) -> None:
    state = hold(np.array(reading(*given_shares).probabilities))
    first = int(state.argmax())
    for against in range(3):
        gained = scale * (np.array(moved) - np.mean(moved))
        before, state = state, decline(state, int(first), 1.0, gained, float(against))
        if lead_of(before) >= 0.15 and against < 2:
            assert state.argmax() == before.argmax()
    assert state.argmax() != first


@given(shares, st.integers(0, 4))
@example([1, 0.001, 0.001, 0.001, 0.001], 1)
def test_no_state_leads_by_more_than_three_thumbs_can_turn(
    given_shares: list[float], but: int
) -> None:
    state = np.array(reading(*given_shares).probabilities)
    leader = int(state.argmax())
    for held in (hold(state), hold(state, but)):
        assert held.sum() == pytest.approx(1.0)
        assert lead_of(held) == pytest.approx(min(lead_of(state), MOST_LEAD), abs=1e-6)
        assert held.argmax() == leader
    if but != leader:
        assert hold(state, but)[but] == state[but]
    others = np.delete(np.arange(5), leader)
    rises = hold(state)[others] / state[others]
    assert rises == pytest.approx([rises[0]] * 4)


@given(readings_of_tracks, st.integers(0, 9999), st.floats(0, 60))
def test_three_declines_within_half_an_hour_turn_the_state_too(
    readings: tuple[MoodReading, ...], seed: int, sharpness: float
) -> None:
    world = World(readings, seed, sharpness)
    leader = world.after([]).reading.leader
    against = [t for t in TRACKS if world.readings[t].leader is leader and tells(world, t)]
    if against:
        given = [thumb(against[k % len(against)], DOWN, hours_ago=0.25 * k) for k in range(3)]
        assert world.after(given).reading.leader is not leader


@given(shares, st.integers(0, 4), shares)
def test_an_acceptance_takes_from_the_others_and_turns_no_clear_lead(
    given_shares: list[float], top: int, moved: list[float]
) -> None:
    before = hold(np.array(reading(*given_shares).probabilities))
    after = accept(before, top, 1.0, np.array(moved) - np.mean(moved))
    assert after[top] >= before[top]
    assert after.sum() == pytest.approx(1.0, abs=1e-9)
    assert lead_of(after) <= MOST_LEAD + 1e-9
    if before.argmax() == top:
        assert all(after[k] <= before[k] + 1e-12 for k in range(5) if k != top)
    if lead_of(before) >= 0.15:
        assert after.argmax() == before.argmax()


@given(readings_of_tracks, st.integers(0, 9999), st.floats(0, 60), thumbs_before)
def test_the_evidence_stays_and_the_order_of_thumbs_leaves_no_trace(
    readings: tuple[MoodReading, ...], seed: int, sharpness: float, thumbs: list[Thumb]
) -> None:
    world = World(readings, seed, sharpness)
    assert world.after(thumbs).evidence == world.emotion.evidence
    assert world.after(thumbs[::-1]) == world.after(thumbs)


MIXED: Mapping[str, Mood] = {"sad": SAD, "fresh": FRESH, "happy": HAPPY}


def infer(weights: Mapping[str, float], thumbs: list[Thumb]) -> Emotion:
    evidence = scale_to_one([Evidence(path, 1, weight) for path, weight in weights.items()])
    sequences = sequences_for(MIXED)
    emotion = infer_emotion(evidence, sequences, network)
    assert emotion is not None
    readings = {path: network(sequence_for(mood)) for path, mood in MIXED.items()}
    readings["flat"] = reading(1, 1, 1, 1, 1)
    readings["unheard"] = mostly(SAD, 0.6)
    return apply_thumbs(
        emotion, thumbs, readings, sequences, network, NOW, unsure_below=UNSURE_BELOW
    )


def test_a_decline_runs_the_network_again_away_from_the_track() -> None:
    weights = {"sad": 0.6, "fresh": 0.4}
    before, after = infer(weights, []), infer(weights, [thumb("sad", DOWN)])
    assert after.before_thumbs == before.reading
    assert 0.03 <= before.reading.probability(SAD) - after.reading.probability(SAD) <= 0.15
    gains = {
        m: after.reading.probability(m) - before.reading.probability(m) for m in MOODS if m != SAD
    }
    assert gains[FRESH] > 0.9 * sum(gains.values())  # what is left of the week without the track
    assert after.reading.valence > before.reading.valence


def test_an_acceptance_goes_the_other_way() -> None:
    weights = {"sad": 0.5, "fresh": 0.5}
    before, after = infer(weights, []), infer(weights, [thumb("sad", UP)])
    assert after.reading.probability(SAD) > before.reading.probability(SAD) + 0.05
    assert after.reading.probability(FRESH) < before.reading.probability(FRESH) - 0.05
    assert after.reading.valence < before.reading.valence


def test_without_its_sequence_a_track_leaves_the_others_in_proportion() -> None:
    weights = {"sad": 0.6, "fresh": 0.4}
    before, after = infer(weights, []), infer(weights, [thumb("unheard", DOWN)])
    others = [m for m in MOODS if m is not SAD]
    rises = [after.reading.probability(m) / before.reading.probability(m) for m in others]
    assert rises == pytest.approx([rises[0]] * 4)
    assert rises[0] > 1.0
    assert after.reading.valence == before.reading.valence


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
        - infer({"sad": 0.6, "fresh": 0.4}, [thumb("sad", DOWN, hours_ago=h)]).reading.probability(
            SAD
        )
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


def test_thumbs_alone_are_no_history() -> None:
    nothing = infer_emotion((Evidence("sad", 1, 1.0),), {}, network)
    assert nothing is not None
    readings = {"sad": mostly(SAD)}
    after = apply_thumbs(
        nothing, [thumb("sad", DOWN)], readings, {}, network, NOW, unsure_below=UNSURE_BELOW
    )
    assert after is nothing


def test_an_implied_thumb_has_half_the_effect() -> None:
    given = thumb("sad", DOWN, is_implied=True)
    assert thumb_strength(given, NOW) == 0.5
    assert thumb_strength(given, NOW + timedelta(hours=6)) == 0.25
    weights = {"sad": 0.6, "fresh": 0.4}
    before = infer(weights, []).reading.probability(SAD)
    whole = before - infer(weights, [thumb("sad", DOWN)]).reading.probability(SAD)
    half = before - infer(weights, [given]).reading.probability(SAD)
    assert half == pytest.approx(whole / 2, rel=0.05)


@given(shares, st.floats(0.2, 1.0))
@example([1, 1, 1, 1, 1], 0.2)
def test_a_mood_is_named_from_the_threshold_on(given_shares: list[float], below: float) -> None:
    probabilities = reading(*given_shares).probabilities
    named = name_mood(probabilities, below)
    if max(probabilities) >= below:
        assert probabilities[MOODS.index(named)] == max(probabilities)
    else:
        assert named is Mood.UNSURE


@given(readings_of_tracks, thumbs_before, st.integers(0, 99), st.floats(0, 9))
def test_an_answer_that_is_kept_is_the_answer(
    readings: tuple[MoodReading, ...], thumbs: list[Thumb], seed: int, hours: float
) -> None:
    world, answers = World(readings, seed, 4.0), Answers()
    for given_so_far in (thumbs[:2], thumbs, thumbs[1:]):
        assert world.after(given_so_far, NOW, answers) == world.after(given_so_far)
    asked, later = world.asked, NOW + timedelta(hours=hours)
    faded = world.after(thumbs[1:], later, answers)
    assert world.asked == asked
    assert faded == world.after(thumbs[1:], later)
