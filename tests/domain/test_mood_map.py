"""The points of the mood map: finding them, going from one to the next, what a lasso holds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.mood import ALL_MOODS, Mood, MoodReading
from musemood.domain.mood_map import MapPoints, point_steps, stamp
from musemood.domain.steps import finished
from musemood.domain.track import Track

_WHOLE = st.integers(-8, 8)
_PLACES = st.lists(st.tuples(_WHOLE, _WHOLE), min_size=1, max_size=30)


def _song(path: str, reading: MoodReading, own_mood: Mood | None = None) -> Track:
    return Track(path, 0, 0, reading=reading, own_mood=own_mood)


def _points(places: list[tuple[int, int]]) -> MapPoints:
    return finished(
        point_steps(
            _song(f"/{n}", MoodReading((0.2,) * 5, x / 8, y / 8, Mood.SAD))
            for n, (x, y) in enumerate(places)
        )
    )


def test_a_point_stands_where_the_analysis_put_it_in_the_persons_colour() -> None:
    reading = MoodReading((0.2,) * 5, -0.25, 0.5, Mood.HAPPY)
    tracks = [
        _song("/a", reading=reading),
        _song("/b", reading=reading, own_mood=Mood.SAD),
        Track("/c", 0, 0),
        *(Track(f"/{n}", 0, 0) for n in range(600)),
    ]
    points = finished(point_steps(tracks))
    assert points.paths == ("/a", "/b")
    assert points.xs.tolist() == [-0.25, -0.25]
    assert points.ys.tolist() == [0.5, 0.5]
    assert [ALL_MOODS[n] for n in points.moods] == [Mood.HAPPY, Mood.SAD]
    assert points.kept(None) is points
    assert points.kept({"/b", "/z"}).paths == ("/b",)
    assert points.reach() == 0.5 * 1.1


def test_a_song_of_which_only_the_person_spoke_lies_about_the_centre_of_its_mood() -> None:
    reading = MoodReading((0.2,) * 5, -0.6, -0.2, Mood.SAD)
    said = [Track(f"/{n}", 0, 0, own_mood=Mood.SAD) for n in range(3)]
    fresh = Track("/f", 0, 0, own_mood=Mood.FRESH)
    points = finished(point_steps([*said, _song("/a", reading), fresh]))
    assert points.paths == ("/a", "/0", "/1", "/2", "/f")
    assert (points.xs[1], points.ys[1]) == (points.xs[0], points.ys[0])
    places = set(zip(points.xs.tolist(), points.ys.tolist(), strict=True))
    assert len(places) == 4  # those of one mood do not all hide behind the first
    assert np.hypot(points.xs[2:4] + 0.6, points.ys[2:4] + 0.2).max() < 0.03
    assert points.xs[4] > 0  # nothing was heard in it yet: it lies where fresh music does
    assert [ALL_MOODS[n] for n in points.moods] == [Mood.SAD] * 4 + [Mood.FRESH]


def test_an_empty_map_has_nothing_to_find() -> None:
    points = finished(point_steps(()))
    assert len(points) == 0
    assert points.nearest(0, 0, 9) is None
    assert not len(points.inside([(-1, -1), (1, -1), (0, 1)]))
    assert points.reach() > 0


@given(_PLACES, _WHOLE, _WHOLE)
def test_nearest_is_the_nearest(places: list[tuple[int, int]], x: int, y: int) -> None:
    points = _points(places)
    found = points.nearest(x / 8, y / 8, 9.0)
    assert found is not None
    best = min((px - x) ** 2 + (py - y) ** 2 for px, py in places)
    assert (places[found][0] - x) ** 2 + (places[found][1] - y) ** 2 == best
    is_far = best > 1
    assert (points.nearest(x / 8, y / 8, 1.01 / 8) is None) == is_far


@given(_PLACES)
def test_an_arrow_goes_its_way_to_the_nearest_there(places: list[tuple[int, int]]) -> None:
    points = _points(places)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        there = points.neighbour(0, dx, dy)
        away = [(x - places[0][0], y - places[0][1]) for x, y in places]
        ahead = [(x, y) for x, y in away if 0 < x * dx + y * dy >= abs(x * dy) + abs(y * dx)]
        if there is None:
            assert not ahead
        elif away[there] == (0, 0):
            assert dx + dy > 0  # one of several at the same place
            assert there > 0
        else:
            x, y = away[there]
            assert away[there] in ahead
            assert x * x + y * y == min(x * x + y * y for x, y in ahead)


@given(_PLACES)
def test_from_left_to_right_every_point_is_met_once(places: list[tuple[int, int]]) -> None:
    points, here, met = _points(places), 0, []
    for _ in places:
        met.append(here)
        assert points.beside(points.beside(here, 1), -1) == here
        here = points.beside(here, 1)
    assert here == 0
    assert sorted(met) == list(range(len(places)))


@given(_PLACES, _WHOLE, _WHOLE, st.integers(1, 6), st.integers(1, 6))
def test_a_square_lasso_holds_what_the_rectangle_holds(
    places: list[tuple[int, int]], x: int, y: int, wide: int, high: int
) -> None:
    points = _points(places)
    left, bottom = x / 8 + 0.01, y / 8 + 0.01  # between the places, so that none is on the line
    right, top = left + wide / 8, bottom + high / 8
    lasso = [(left, bottom), (right, bottom), (right, top), (left, top)]
    held = points.inside(lasso).tolist()
    assert held == points.within(left, bottom, right, top).tolist()
    assert held == points.inside(lasso[::-1]).tolist()


def test_a_lasso_that_crosses_itself_leaves_out_what_it_holds_twice() -> None:
    points = _points([(0, 0), (4, 0)])
    once = [(-0.9, -0.9), (0.2, -0.9), (0.2, 0.9), (-0.9, 0.9)]
    assert points.inside(once).tolist() == [0]
    assert points.inside(once + once).tolist() == []


def test_stamps_leave_out_the_border_and_soft_edges_cover_no_body() -> None:
    body, edge = np.uint32(0xFF00FF00), np.uint32(0x40004000)
    one = np.array([[[0, edge, 0], [edge, body, edge], [0, edge, 0]]], np.uint32)
    canvas = np.zeros((5, 6), np.uint32)
    columns, rows = np.array([2, 3, 0]), np.array([2, 2, 2])
    stamp(canvas, columns, rows, np.zeros(3, np.int8), one)
    assert canvas[2].tolist() == [0, edge, body, body, edge, 0]
    assert canvas[1].tolist() == [0, 0, edge, edge, 0, 0]
    assert not canvas[0].any()
