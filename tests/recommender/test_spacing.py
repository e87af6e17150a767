"""Rows kept apart: against all orders of small cases; the smooth way; random runs."""

from collections.abc import Callable
from itertools import combinations, pairwise, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from planted_copies import random_library

from musemood.domain.mood import MOODS
from musemood.domain.track import Track
from musemood.domain.wishes import WishKind
from musemood.recommender.candidates import candidates_of
from musemood.recommender.ranking import album_of, artist_of, rank
from musemood.recommender.recordings import Recordings
from musemood.recommender.smoothness import LARGEST_STEP, is_smooth, smooth_walk
from musemood.recommender.spacing import choose_apart, put_apart

kinds_of = st.lists(st.sampled_from("ABCD"), max_size=7)


def are_apart(kinds: list[str], gap: int) -> bool:
    return all(kinds[i] not in kinds[max(0, i - gap) : i] for i in range(len(kinds)))


@settings(max_examples=150, deadline=None)
@given(kinds_of, st.integers(0, 4), st.integers(0, 7))
def test_rows_are_put_apart_wherever_the_candidates_allow_it(
    kinds: list[str], gap: int, length: int
) -> None:
    sets = combinations(range(len(kinds)), length)
    possible = [
        chosen
        for chosen in sets
        if any(are_apart(list(p), gap) for p in set(permutations(kinds[i] for i in chosen)))
    ]
    chosen = choose_apart(kinds, length, gap)
    if not possible:
        assert chosen is None
        return
    assert chosen is not None
    assert tuple(chosen) == min(possible)  # the most preferred come first
    order = put_apart([kinds[i] for i in chosen], gap)
    assert order is not None
    assert sorted(order) == list(range(length))
    assert are_apart([kinds[chosen[i]] for i in order], gap)


@given(kinds_of, st.integers(1, 4))
def test_where_all_cannot_be_put_apart_it_says_so(kinds: list[str], gap: int) -> None:
    possible = any(are_apart(list(order), gap) for order in set(permutations(kinds)))
    assert (put_apart(kinds, gap) is not None) == possible


@given(st.integers(0, 10**6), st.integers(0, 12), st.integers(0, 3))
def test_a_smooth_way_is_smooth_and_apart(seed: int, length: int, gap: int) -> None:
    dice = np.random.default_rng(seed)
    points = dice.uniform(-1, 1, (16, 2))
    kinds = dice.integers(0, 6, 16).tolist()
    walk = smooth_walk(points, kinds, length, gap)
    if walk is None:
        return
    assert len(set(walk)) == len(walk) == length
    assert is_smooth(points[walk])
    assert are_apart([str(kinds[i]) for i in walk], gap)


def test_a_line_of_rows_is_walked_from_end_to_end() -> None:
    points = np.stack([np.linspace(-1, 1, 6), np.zeros(6)], axis=1)
    walk = smooth_walk(points[[3, 0, 5, 1, 4, 2]], list("abcdef"), 6, 0)
    assert walk is not None
    assert is_smooth(points[[3, 0, 5, 1, 4, 2]][walk])
    assert smooth_walk(np.array([[-1.0, 0.0], [1.0, 0.0]]), "ab", 2, 0) is None


@settings(max_examples=200)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_artists_are_kept_apart_wherever_the_candidates_allow_it(seed: int, count: int) -> None:
    dice = np.random.default_rng(seed)
    tracks, embeddings = random_library(dice, most_songs=5)
    by_path = {track.path: track for track in tracks}
    candidates = candidates_of(
        [replace(track, own_mood=MOODS[0]) for track in tracks], embeddings
    )  # all of them fit
    recordings = [by_path[row.path] for row in rank(candidates, MOODS[0], count=99).rows]
    ranking = rank(candidates, MOODS[0], count=count)
    assert len(ranking.rows) == min(count, len(recordings))
    orders = list(permutations(recordings, len(ranking.rows)))

    def is_possible(gap: int, of: Callable[[Track], str]) -> bool:
        return any(are_apart([of(track) for track in order], gap) for order in orders)

    rows = [by_path[row.path] for row in ranking.rows]
    for wish, gap, of in (
        (WishKind.GAP_4, 4, artist_of),
        (WishKind.GAP_2, 2, artist_of),
        (WishKind.ALBUM, 1, album_of),
    ):
        assert (wish in ranking.given_up) == (not is_possible(gap, of))
        if wish not in ranking.given_up:
            assert are_apart([of(track) for track in rows], gap)
            break


def test_random_runs_keep_the_hard_rules_and_the_wishes_they_claim() -> None:
    for seed in range(300):
        dice = np.random.default_rng(seed)
        tracks, embeddings = random_library(dice)
        by_path = {track.path: track for track in tracks}
        candidates = candidates_of(tracks, embeddings)
        excluded, resting = tracks[:2], tracks[2:6]
        count = int(dice.integers(0, 21))
        wanted = MOODS[dice.integers(5)]
        ranking = rank(
            candidates, wanted, excluded=excluded, resting=resting, count=count, seed=seed
        )
        rows = [by_path[row.path] for row in ranking.rows]
        recordings = Recordings(embeddings, excluded)
        assert all(recordings.take(row) for row in rows), seed
        if len(rows) < count:  # then nothing else is left
            assert not any(recordings.holds(t) is False for t in tracks), seed
        given_up = set(ranking.given_up)
        gap = 4 if WishKind.GAP_4 not in given_up else 2 if WishKind.GAP_2 not in given_up else 0
        assert are_apart([row.tags.artist for row in rows], gap), seed
        if WishKind.GAP_2 in given_up and WishKind.ALBUM not in given_up:
            assert all(
                not a.tags.album or a.tags.album != b.tags.album for a, b in pairwise(rows)
            ), seed
        rested = Recordings(embeddings, resting)
        if WishKind.REST not in given_up:
            assert not any(rested.holds(row) for row in rows), seed
        points = candidates.readings[[candidates.index[row.path] for row in rows], 5:]
        if WishKind.SMOOTH not in given_up and len(rows) > 1:
            assert (np.abs(np.diff(points, axis=0)) <= LARGEST_STEP).all(), seed
        again = rank(candidates, wanted, excluded=excluded, resting=resting, count=count, seed=seed)
        assert again == ranking
