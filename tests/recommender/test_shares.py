"""The mixture of moods in a week, and how far it joins the network's answer."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from listener_world import FRESH, HAPPY, NOW, SAD, UNSURE_BELOW, mostly, network, play, track
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.recommender.closeness import Floats, reading_array
from musemood.recommender.listener import Listening, Network, infer_current_emotion
from musemood.recommender.shares import KEPT_LEAD, MOST_MIXTURE, mix, mood_shares


def weeks(seed: int) -> tuple[Floats, Floats]:
    """Random readings (n, 7) and weights (n,), summing to 1."""
    dice = np.random.default_rng(seed)
    n = int(dice.integers(1, 11))
    readings = np.hstack([dice.dirichlet(np.full(5, 0.4), n), dice.uniform(-1, 1, (n, 2))])
    return readings, dice.dirichlet(np.full(n, 3.0))


def answers(seed: int) -> MoodReading:
    dice = np.random.default_rng(seed + 1)
    shares = dice.dirichlet(np.full(5, 0.5))
    valence, arousal = dice.uniform(-1, 1, 2).tolist()
    return MoodReading(tuple(shares.tolist()), valence, arousal, MOODS[int(shares.argmax())])


seeds = st.integers(0, 10**6)


def test_two_moods_by_hand() -> None:
    # All 1,001 ways to share ten tenths out among five moods, each by what the week says of it.
    tracks, weights = (
        np.array([[0.7, 0.1, 0.1, 0.05, 0.05], [0.2, 0.2, 0.5, 0.05, 0.05]]),
        (0.6, 0.4),
    )
    total, mean = 0.0, np.zeros(5)
    for tenths in product(range(11), repeat=5):
        if sum(tenths) == 10:
            shares = np.array(tenths) / 10
            first, second = (float(shares @ (p + 0.02) ** 2) for p in tracks)
            likelihood = first ** (2 * 2 * weights[0]) * second ** (2 * 2 * weights[1])
            total, mean = total + likelihood, mean + likelihood * shares
    assert np.allclose(mood_shares(tracks, np.array(weights)), mean / total, rtol=0, atol=1e-9)


@given(seeds)
def test_shares_sum_to_one_and_the_order_of_tracks_does_not_matter(seed: int) -> None:
    readings, weights = weeks(seed)
    shares = mood_shares(readings[:, :5], weights)
    assert shares.sum() == pytest.approx(1.0)
    assert (shares > 0).all()
    order = np.random.default_rng(seed).permutation(len(weights))
    assert np.allclose(mood_shares(readings[order, :5], weights[order]), shares)
    moods = np.random.default_rng(seed).permutation(5)
    assert np.allclose(mood_shares(readings[:, moods], weights), shares[moods])


@given(seeds)
def test_a_mood_of_which_every_track_is_read_more_has_a_greater_share(seed: int) -> None:
    readings, weights = weeks(seed)
    more = readings[:, :5].copy()
    more[:, 0] += 0.2
    more /= more.sum(axis=1, keepdims=True)
    assert mood_shares(more, weights)[0] >= mood_shares(readings[:, :5], weights)[0] - 1e-9


@given(seeds)
def test_what_the_network_puts_first_leads_still(seed: int) -> None:
    readings, weights = weeks(seed)
    averaged = answers(seed)
    mixed = mix(averaged, readings, weights, 0.4)
    assert mixed.leader is averaged.leader
    assert sum(mixed.probabilities) == pytest.approx(1.0)
    before, after = (np.sort(each.probabilities)[-2:] for each in (averaged, mixed))
    assert after[1] - after[0] >= KEPT_LEAD * (before[1] - before[0]) - 1e-9
    assert (mixed.mood is Mood.UNSURE) == (max(mixed.probabilities) < 0.4)
    lowest, highest = readings[:, 5:].min(axis=0), readings[:, 5:].max(axis=0)
    said = (averaged.valence, averaged.arousal)
    for at, value in enumerate((mixed.valence, mixed.arousal)):
        assert min(said[at], lowest[at]) - 1e-9 <= value <= max(said[at], highest[at]) + 1e-9


def test_the_mixture_joins_whole_where_it_agrees_and_less_where_it_would_lead() -> None:
    sad = mostly(SAD, 0.6)
    agreeing = reading_array([mostly(SAD)] * 4)
    even = np.full(4, 0.25)
    mixture = mood_shares(agreeing[:, :5], even)
    whole = (1 - MOST_MIXTURE) * np.array(sad.probabilities) + MOST_MIXTURE * mixture
    assert np.allclose(mix(sad, agreeing, even, 0.3).probabilities, whole)
    other = mix(sad, reading_array([mostly(HAPPY)] * 4), even, 0.3)
    first, second = other.probability(SAD), other.probability(HAPPY)
    assert first - second == pytest.approx(KEPT_LEAD * (0.6 - 0.1), abs=1e-9)
    assert mix(sad, np.zeros((0, 7)), np.zeros(0), 0.3) == sad


def test_a_mixed_week_shows_both_its_moods_where_the_network_on_the_average_hears_a_third() -> None:
    def deaf(sequence: NDArray[np.float32]) -> MoodReading:
        """Of pure music the mood; of what lies between sad and happy, fresh beside happy."""
        said = network(sequence)
        is_between = max(said.probabilities) < 0.7
        shares = (0.45, 0.4, 0.05, 0.05, 0.05) if is_between else said.probabilities
        return MoodReading(tuple(shares), 0.0, 0.0, HAPPY if is_between else said.mood)

    sounds = {f"/{mood}/{i}": mood for mood in (HAPPY, SAD) for i in range(3)}
    tracks = [track(path, mostly(mood), title=path) for path, mood in sounds.items()]
    plays = [play(path, days_ago=1 + i / 10) for i, path in enumerate(sounds)]

    def sequence_of(path: str) -> NDArray[np.float32]:
        sequence = np.full((3, 5), 0.2, np.float32)
        sequence[:, MOODS.index(sounds[path])] = 0.8
        return sequence

    emotion = infer_current_emotion(
        Listening(tracks, plays, (), NOW), Network(deaf, sequence_of, UNSURE_BELOW)
    )
    assert emotion is not None
    assert emotion.averaged is not None
    ranked = [sorted(MOODS, key=of.probability)[-2:] for of in (emotion.averaged, emotion.reading)]
    assert ranked == [[FRESH, HAPPY], [SAD, HAPPY]]
