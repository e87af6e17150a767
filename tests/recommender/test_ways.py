"""More like this track, and a journey from mood to mood: laws on random libraries."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from listener_world import FRESH, HAPPY, INTENSE, RELAXED, SAD, knowledge, mostly, reading, track
from msgspec.structs import replace

from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.reason import Part
from musemood.domain.track import Tags, Track
from musemood.domain.way_in import Journey
from musemood.domain.wishes import WishKind
from musemood.recommender.alike import rank_alike
from musemood.recommender.candidates import candidates_of
from musemood.recommender.journey import rank_journey
from musemood.recommender.ranking import Ranked
from musemood.recommender.recordings import Recordings
from musemood.recommender.score import Knowledge
from musemood.recommender.smoothness import is_smooth

readings = st.builds(
    lambda shares, unsure: reading(*shares, mood=Mood.UNSURE if unsure else None),
    st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5),
    st.integers(0, 7).map(lambda dice: dice == 0),
)
libraries = st.lists(
    st.builds(
        lambda number, of, artist, album: replace(
            track(f"/m/{number}.mp3", of),
            tags=Tags(f"Song {number % 30}", artist, album, duration_s=200.0),
        ),
        st.integers(0, 99),
        readings,
        st.sampled_from(["", "Ann", "Bo", "Cy", "Di"]),
        st.sampled_from(["", "One", "Two"]),
    ),
    unique_by=lambda each: each.path,
    max_size=40,
)
journeys = st.builds(
    lambda moods, count: Journey(moods[0], moods[1], count),
    st.permutations(MOODS),
    st.integers(2, 12),
)


def paths(rows: Sequence[Ranked]) -> list[str]:
    return [row.path for row in rows]


def place_of(mood: Mood, tracks: Sequence[Track]) -> tuple[float, float]:
    of = [r for t in tracks if t.mood is mood and (r := t.counted_reading)]
    return float(np.mean([r.valence for r in of])), float(np.mean([r.arousal for r in of]))


def distances(rows: Sequence[Ranked], goal: Mood, tracks: Sequence[Track]) -> list[float]:
    readings_of = {t.path: t.counted_reading for t in tracks}
    place = place_of(goal, tracks)
    points = [(r.valence, r.arousal) for row in rows if (r := readings_of[row.path])]
    return [float(np.hypot(*(np.array(point) - place))) for point in points]


@settings(deadline=None)
@given(libraries, journeys, st.randoms(use_true_random=False))
def test_laws_of_a_journey(library: list[Track], way: Journey, random: Random) -> None:
    by_path = {each.path: each for each in library}
    excluded, resting = library[:2], library[2:6]

    def go(tracks: list[Track]) -> tuple[tuple[Ranked, ...], tuple[WishKind, ...]]:
        candidates = candidates_of(tracks)
        known = knowledge(
            candidates,
            plays={each.path: 3 for each in resting},
            declined={each.path: 0.7 for each in excluded},
            preferences={each.path: 10.0 for each in library[6:9]},
        )
        ranking = rank_journey(candidates, way, known, excluded=excluded, resting=resting)
        return ranking.rows, ranking.given_up

    rows, given_up = go(library)
    shuffled = list(library)
    random.shuffle(shuffled)
    assert go(shuffled) == (rows, given_up)

    assert len(rows) <= way.count
    taken = Recordings(candidates_of(library).embeddings, excluded)
    assert all(taken.take(by_path[path]) for path in paths(rows))  # none twice, none excluded
    if not rows:
        return
    assert (rows[0].mood, rows[-1].mood) == (way.start, way.goal)
    left = distances(rows, way.goal, library)
    assert all(after < before for before, after in pairwise(left))
    steps = [row.reason.step for row in rows]
    assert [(s.number, s.count) for s in steps if s] == [
        (number, len(rows)) for number in range(1, len(rows) + 1)
    ]
    assert all(s and (s.start, s.goal) == (way.start, way.goal) for s in steps)
    for row in rows:
        of = by_path[row.path].reading
        assert of is not None
        assert row.reason.parts[:2] == (Part.STEP, Part.MOOD)
        assert row.reason.probability == of.probability(row.reason.mood)
        assert row.reason.plays == (3 if by_path[row.path] in resting else 0)
        assert row.mood is not Mood.UNSURE
    _check_given_up([by_path[path] for path in paths(rows)], resting, given_up)


def _check_given_up(
    tracks: list[Track], resting: list[Track], given_up: tuple[WishKind, ...]
) -> None:
    """What is told is so, and what is so is told."""
    points = np.array([(t.reading.valence, t.reading.arousal) for t in tracks if t.reading])
    artists = [t.tags.artist or t.path for t in tracks]
    albums = [t.tags.album or t.path for t in tracks]
    rested = Recordings(candidates_of(()).embeddings, resting)

    def is_near(kinds: list[str], gap: int) -> bool:
        return any(kinds[i] in kinds[max(0, i - gap) : i] for i in range(len(kinds)))

    assert (WishKind.SMOOTH in given_up) == (not is_smooth(points))
    assert (WishKind.REST in given_up) == any(rested.holds(t) for t in tracks)
    assert (WishKind.GAP_4 in given_up) == is_near(artists, 4)
    assert (WishKind.GAP_2 in given_up) == is_near(artists, 2)
    assert (WishKind.ALBUM in given_up) == is_near(albums, 1)


singles = st.lists(readings, max_size=14).map(
    lambda found: [track(f"/{i:02}", of) for i, of in enumerate(found)]
)


@settings(deadline=None)
@given(singles, journeys)
def test_a_journey_is_as_long_as_the_songs_between_allow(
    library: list[Track], way: Journey
) -> None:
    rows = rank_journey(candidates_of(library), way, Knowledge()).rows
    sure = [t for t in library if t.mood is not Mood.UNSURE]
    starts, ends = ([t for t in sure if t.mood is m] for m in (way.start, way.goal))
    longest = 0
    if starts and ends:
        place = place_of(way.goal, sure)
        left = {
            t.path: round(float(np.hypot(r.valence - place[0], r.arousal - place[1])), 9)
            for t in sure
            if (r := t.counted_reading)
        }
        left = {t.path: left[t.path] for t in sure if t.mood in (way.start, way.goal)
                or _off_the_way(t, place_of(way.start, sure), place) <= 0.35}  # fmt: skip
        far, near = max(left[t.path] for t in starts), min(left[t.path] for t in ends)
        longest = len({d for d in left.values() if near < d < far}) + 2 if far > near else 0
    assert len(rows) == min(way.count, longest)


def _off_the_way(of: Track, start: tuple[float, float], goal: tuple[float, float]) -> float:
    """By trying a thousand places of the line."""
    assert of.reading is not None
    shares = np.linspace(0, 1, 1001)[:, None]
    line = np.array(start) * (1 - shares) + np.array(goal) * shares
    return float(np.linalg.norm(line - (of.reading.valence, of.reading.arousal), axis=1).min())


def test_a_journey_walks_the_line_and_says_each_step() -> None:
    line = [track(f"/{i:02}", _between(SAD, HAPPY, i / 60), artist=f"{i}") for i in range(61)]
    aside = [track(f"/aside/{i}", mostly(INTENSE, 0.9), artist=f"a{i}") for i in range(5)]
    candidates = candidates_of([*line, *aside])
    ends = rank_journey(candidates_of([line[0], line[-1]]), Journey(SAD, HAPPY, 9), Knowledge())
    assert (len(ends.rows), ends.given_up) == (2, (WishKind.SMOOTH,))
    ranking = rank_journey(candidates, Journey(SAD, HAPPY, 9), Knowledge())
    assert ranking.given_up == ()
    assert not any(path.startswith("/aside") for path in paths(ranking.rows))
    steps = np.diff([int(path[1:]) for path in paths(ranking.rows)])
    assert (steps > 0).all()
    assert steps.max() - steps.min() <= 3  # in equal steps, as far as there are songs
    again = rank_journey(
        candidates, Journey(SAD, HAPPY, 9), Knowledge(), offered=paths(ranking.rows)
    )
    assert not set(paths(again.rows)) & set(paths(ranking.rows))


def _between(start: Mood, goal: Mood, share: float) -> MoodReading:
    """A share of the way from one mood to the other."""
    shares = dict.fromkeys(MOODS, 0.05)
    shares[start], shares[goal] = 0.85 - 0.8 * share, 0.05 + 0.8 * share
    return reading(*shares.values())


def test_what_pleases_is_taken_and_named() -> None:
    def song(name: str, of: MoodReading, genre: str) -> Track:
        return track(f"/{name}", of, artist=name, genre=genre)

    heard = [song(f"heard {genre} {i}", mostly(INTENSE), genre) for genre in ("jazz", "polka")
             for i in range(9)]  # fmt: skip
    half = _between(SAD, HAPPY, 0.5)
    middle = replace(mostly(FRESH), valence=half.valence, arousal=half.arousal)
    ends = [song("from", mostly(SAD), ""), song("to", mostly(HAPPY), "")]
    candidates = candidates_of(
        [*heard, *ends, song("a", middle, "polka"), song("b", middle, "jazz")]
    )
    likes = {t.path: 10.0 if t.tags.genre == "jazz" else 0.0 for t in heard}
    known = knowledge(candidates, preferences=likes)
    rows = rank_journey(candidates, Journey(SAD, HAPPY, 3), known, excluded=heard).rows
    assert paths(rows) == ["/from", "/b", "/to"]
    assert rows[1].reason.parts == (Part.STEP, Part.MOOD, Part.TASTE)
    assert rows[1].reason.preference > 7
    assert rows[0].reason.parts == (Part.STEP, Part.MOOD)


@pytest.mark.parametrize(
    "way", [Journey(SAD, HAPPY, 1), Journey(SAD, SAD, 5), Journey(Mood.UNSURE, SAD, 5)]
)
def test_no_journey_leads_nowhere(way: Journey) -> None:
    with pytest.raises(ValueError, match="leads from one"):
        rank_journey(candidates_of([track("/a", mostly(SAD))]), way, Knowledge())


def _sounding(tracks: Sequence[Track], seed: int) -> Embeddings:
    rows = np.random.default_rng(seed).normal(size=(len(tracks), WIDTH)).astype(np.float16)
    return Embeddings(rows, {each.path: i for i, each in enumerate(tracks)})


@settings(deadline=None)
@given(
    libraries.filter(lambda library: len(library) > 2),
    st.integers(0, 10**6),
    st.integers(0, 12),
    st.randoms(use_true_random=False),
)
def test_laws_of_more_like_this(
    library: list[Track], seed: int, count: int, random: Random
) -> None:
    like, excluded, resting = library[0], library[:2], library[2:6]
    sounds = _sounding(library, seed)
    plays = {each.path: 2 for each in resting}

    def ask(tracks: list[Track]) -> tuple[Ranked, ...]:
        candidates = candidates_of(tracks, sounds)
        return rank_alike(
            candidates,
            like.path,
            knowledge(candidates, plays=plays).plays,
            excluded=excluded,
            resting=resting,
            count=count,
        ).rows

    rows = ask(library)
    shuffled = list(library)
    random.shuffle(shuffled)
    assert ask(shuffled) == rows
    by_path = {each.path: each for each in library}
    taken = Recordings(sounds, excluded)
    assert all(taken.take(by_path[path]) for path in paths(rows))  # none twice, none excluded
    directions = sounds.directions([each.path for each in library])
    alike = dict(zip(by_path, (directions @ directions[0]).tolist(), strict=True))
    for row in rows:
        assert row.reason.parts == (Part.ALIKE,)
        assert row.reason.like_path == like.path
        assert row.reason.likeness == row.score == pytest.approx(alike[row.path], abs=1e-6)
        assert row.reason.likeness > 0
        assert row.reason.is_new == (by_path[row.path] not in resting)
        assert row.mood is by_path[row.path].mood


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_more_like_this_are_the_nearest(seed: int, count: int) -> None:
    """Where no wish stands against it: songs of one place on the map, each of its own artist."""
    library = [track(f"/{i:02}", mostly(RELAXED), artist=f"{i}") for i in range(24)]
    sounds = _sounding(library, seed)
    alike = sounds.directions([t.path for t in library]) @ sounds.directions(["/00"])[0]
    nearest = [int(i) for i in np.argsort(-alike, kind="stable") if i and alike[i] > 0]
    ranking = rank_alike(candidates_of(library, sounds), "/00", excluded=library[:1], count=count)
    assert paths(ranking.rows) == [f"/{i:02}" for i in nearest[:count]]
    assert ranking.given_up == ()


def test_what_was_never_heard_is_like_nothing() -> None:
    library = [track(f"/{i}", mostly(FRESH), artist=f"{i}") for i in range(4)]
    candidates = candidates_of(library, _sounding(library[:3], 1))
    assert rank_alike(candidates, "/3").rows == ()
    assert rank_alike(candidates, "/not here").rows == ()
    assert "/3" not in paths(rank_alike(candidates, "/0", excluded=library[:1]).rows)


def test_artists_are_kept_apart_in_more_like_this_too() -> None:
    library = [track(f"/{i:02}", mostly(HAPPY), artist="ABCDE"[i % 5]) for i in range(20)]
    sounds = _sounding(library, 3)
    sounds.rows[5:] += np.float16(1.0)  # all alike, those of the seed's artist among them
    ranking = rank_alike(candidates_of(library, sounds), "/06", excluded=[library[6]], count=8)
    assert len(ranking.rows) == 8
    assert WishKind.GAP_4 not in ranking.given_up
    artists = [int(row.path[1:]) % 5 for row in ranking.rows]
    assert all(artists[i] not in artists[max(0, i - 4) : i] for i in range(len(artists)))
