"""The mixture of moods in a week, and how it joins the network's answer."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from listener_world import (
    FRESH,
    HAPPY,
    NOW,
    SAD,
    UNSURE_BELOW,
    mostly,
    network,
    play,
    sequence_for,
    track,
)
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.recommender.listener import Listening, Network, infer_current_emotion
from musemood.recommender.readings import Floats
from musemood.recommender.shares import MIXTURE, NETWORK, mix, mood_shares
from musemood.recommender.typical import TYPICAL, Typical, typical_of


def weeks(seed: int) -> tuple[Floats, Floats]:
    """Random readings (n, 7) and weights (n,), summing to 1."""
    dice = np.random.default_rng(seed)
    n = int(dice.integers(1, 41))
    readings = np.hstack([dice.dirichlet(np.full(5, 0.4), n), dice.uniform(-1, 1, (n, 2))])
    return readings, dice.dirichlet(np.full(n, 3.0))


def answers(seed: int) -> MoodReading:
    dice = np.random.default_rng(seed + 1)
    shares = dice.dirichlet(np.full(5, 0.5))
    valence, arousal = dice.uniform(-1, 1, 2).tolist()
    return MoodReading(tuple(shares.tolist()), valence, arousal, MOODS[int(shares.argmax())])


def heard(moods: list[int], seed: int) -> Floats:
    """Readings (n, 7) of tracks of ``moods``, on the map as widely strewn as is typical of each."""
    dice = np.random.default_rng(seed)
    readings = []
    for mood in moods:
        shares, middle, (vv, aa, va) = np.split(TYPICAL.moments[mood], (5, 7))
        square = np.array([[vv, va], [va, aa]]) - np.outer(middle, middle)
        readings.append([*shares, *dice.multivariate_normal(middle, square)])
    return np.array(readings)


seeds = st.integers(0, 10**6)


def test_a_week_of_two_tracks_by_hand() -> None:
    """A world of which each number is plain: four readings of each mood, on a cross."""
    centres = np.array([[0.5, 0.5], [0.5, 0.0], [0.5, -0.5], [-0.5, -0.5], [-0.5, 0.5]])
    arms = np.array([[0.2, 0.0], [-0.2, 0.0], [0.0, 0.2], [0.0, -0.2]])
    tracks = [[*np.eye(5)[m] * 0.5 + 0.1, *(centres[m] + arm)] for m in range(5) for arm in arms]
    typical = typical_of(np.array(tracks), np.repeat(np.arange(5), 4))
    # Within a mood valence and arousal have the variance (2 * 0.04) / 3, probabilities none.
    blur = np.zeros(10)
    blur[5:7], blur[7:9], blur[9] = 0.08 / 3, 2 * (0.08 / 3) ** 2, (0.08 / 3) ** 2
    assert np.allclose(typical.spread, np.diag(blur))

    readings = np.array(
        [[0.5, 0.2, 0.1, 0.1, 0.1, 0.4, 0.3], [0.1, 0.1, 0.1, 0.6, 0.1, -0.4, -0.6]]
    )
    weights = np.array([0.8, 0.2])
    pairs = [(a, a) for a in range(5)] + list(combinations(range(5), 2))

    def cloud_of(shares: Floats) -> Floats:
        middle = shares @ centres
        # Each mood's own cross has variance 0.02; their middles add to it.
        about = (centres - middle).T * shares @ (centres - middle)
        spread = [about[0, 0] + 0.02, about[1, 1] + 0.02, about[0, 1]]
        return np.array([*(shares * 0.5 + 0.1), *middle, *spread])

    def far(shares: Floats, w: Floats) -> float:
        w = w / w.sum()
        v, a = w @ readings[:, 5], w @ readings[:, 6]
        vv, aa = w @ (readings[:, 5] - v) ** 2, w @ (readings[:, 6] - a) ** 2
        va = w @ ((readings[:, 5] - v) * (readings[:, 6] - a))
        here = [*(w @ readings[:, :5]), v, a, vv, aa, va]
        n = 1 / (w @ w + 0.01)
        return float(-n / 2 * np.sum((here - cloud_of(shares)) ** 2 / (blur + 0.03)))

    splits = (0.3, 0.4, 0.5, 0.6, 0.7)
    ones = np.eye(5)
    groups = [[p * ones[a] + (1 - p) * ones[b] for p in splits] for a, b in pairs]
    groups.append([np.full(5, 0.2)] * 5)
    total = np.zeros(5)
    for group, prior in zip(groups, [2.0] * 5 + [1.0] * 10 + [10.0], strict=True):
        which = prior * sum(np.exp(far(shares, np.sqrt(weights))) for shares in group)
        how = np.array([np.exp(far(shares, weights)) for shares in group])
        total += which * (how / how.sum()) @ np.array(group)
    assert np.allclose(mood_shares(readings, weights, typical), total / total.sum(), atol=1e-9)


@given(seeds)
def test_shares_sum_to_one_and_neither_orders_nor_scales_matter(seed: int) -> None:
    readings, weights = weeks(seed)
    shares = mood_shares(readings, weights)
    assert shares.sum() == pytest.approx(1.0)
    assert (shares >= 0).all()
    order = np.random.default_rng(seed).permutation(len(weights))
    assert np.allclose(mood_shares(readings[order], weights[order]), shares)
    assert np.allclose(mood_shares(readings, 7 * weights), shares)


@given(seeds)
def test_moods_by_other_names_have_the_same_shares(seed: int) -> None:
    readings, weights = weeks(seed)
    moods = np.random.default_rng(seed).permutation(5)
    named = [*moods, 5, 6, 7, 8, 9]
    renamed = Typical(TYPICAL.moments[moods][:, named], TYPICAL.spread[named][:, named])
    found = mood_shares(readings[:, [*moods, 5, 6]], weights, renamed)
    assert np.allclose(found, mood_shares(readings, weights)[moods])


@pytest.mark.parametrize("mood", range(5))
def test_a_week_of_one_mood_is_of_that_mood(mood: int) -> None:
    readings = heard([mood] * 40, seed=mood)
    assert mood_shares(readings, np.full(40, 1 / 40)).argmax() == mood


@pytest.mark.parametrize("pair", [*combinations(range(5), 2)])
def test_a_week_of_two_moods_is_of_both_though_one_lies_between_others(
    pair: tuple[int, int],
) -> None:
    readings = heard([*pair] * 20, seed=0)
    shares = mood_shares(readings, np.full(40, 1 / 40))
    assert set(np.argsort(shares)[-2:].tolist()) == set(pair)


def test_a_week_of_all_moods_is_of_none_above_others() -> None:
    shares = mood_shares(heard([0, 1, 2, 3, 4] * 8, seed=0), np.full(40, 1 / 40))
    assert shares.max() < 0.3


def test_of_two_moods_the_one_that_weighs_more_has_the_greater_share() -> None:
    readings = heard([0, 3] * 10, seed=1)
    weights = np.array([0.03, 0.07] * 10)
    shares = mood_shares(readings, weights)
    turned = mood_shares(readings, weights[::-1])
    assert shares[3] > turned[3]
    assert shares[3] > shares[0]
    assert turned[0] > turned[3]


def test_a_mood_that_the_person_said_counts_wherever_the_model_puts_the_track() -> None:
    read = heard([3] * 10, seed=2)
    assert mood_shares(read, np.full(10, 0.1)).argmax() == 3
    read[:, :5] = np.eye(5)[0]
    assert mood_shares(read, np.full(10, 0.1)).argmax() == 0


@given(seeds)
def test_the_network_the_mixture_and_the_tracks_join_in_their_parts(seed: int) -> None:
    readings, weights = weeks(seed)
    averaged = answers(seed)
    mixed = mix(averaged, readings, weights * 3, 0.4)
    own = (1 - NETWORK - MIXTURE) * (weights @ readings[:, :5])
    mixture = MIXTURE * mood_shares(readings, weights)
    assert np.allclose(
        mixed.probabilities, NETWORK * np.array(averaged.probabilities) + mixture + own
    )
    assert sum(mixed.probabilities) == pytest.approx(1.0)
    assert (mixed.mood is Mood.UNSURE) == (max(mixed.probabilities) < 0.4)
    for said, at, joined in (
        (averaged.valence, 5, mixed.valence),
        (averaged.arousal, 6, mixed.arousal),
    ):
        assert joined == pytest.approx(NETWORK * said + (1 - NETWORK) * (weights @ readings[:, at]))


def test_with_no_readings_the_network_has_the_word() -> None:
    sad = mostly(SAD, 0.6)
    assert mix(sad, np.zeros((0, 7)), np.zeros(0), 0.3) == sad


def test_a_mixed_week_shows_both_its_moods_where_the_network_on_the_average_hears_a_third() -> None:
    def deaf(sequence: NDArray[np.float32]) -> MoodReading:
        """Of pure music the mood; of what lies between sad and happy, fresh beside happy."""
        said = network(sequence)
        is_between = max(said.probabilities) < 0.7
        shares = (0.45, 0.4, 0.05, 0.05, 0.05) if is_between else said.probabilities
        return MoodReading(tuple(shares), 0.0, 0.0, HAPPY if is_between else said.mood)

    sounds = {f"/{mood}/{i}": mood for i in range(8) for mood in (HAPPY, SAD)}
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
    assert ranked[0] == [FRESH, HAPPY]
    assert set(ranked[1]) == {SAD, HAPPY}
    # The ten largest are named, all sixteen are read.
    assert (len(emotion.evidence), emotion.read, emotion.tracks) == (10, 16, 16)


def test_what_claims_nothing_is_not_read() -> None:
    silent = MoodReading((0.2,) * 5, 0.0, 0.0, Mood.UNSURE)
    of = {"/sad/0": mostly(SAD), "/sad/1": mostly(SAD), "/silent": silent}
    tracks = [track(path, reading, title=path) for path, reading in of.items()]
    plays = [play(path, days_ago=1) for path in of]
    sequences = {path: sequence_for(SAD) for path in of}
    emotion = infer_current_emotion(
        Listening(tracks, plays, (), NOW), Network(network, sequences.get, UNSURE_BELOW)
    )
    assert emotion is not None
    assert (emotion.read, emotion.tracks) == (2, 3)
