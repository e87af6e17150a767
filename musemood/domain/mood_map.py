"""Tracks as points of a map: to the right what sounds bright, upwards what has energy."""

from collections.abc import Collection, Generator, Iterable, Sequence

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from musemood.domain.mood import ALL_MOODS, Mood
from musemood.domain.track import Track

_STEP = 500
_NARROWEST = 0.25
_MARGIN = 1.1

_CENTRES = {
    Mood.HAPPY: (0.4, 0.4),
    Mood.FRESH: (0.4, 0.1),
    Mood.RELAXED: (0.3, -0.4),
    Mood.SAD: (-0.4, -0.4),
    Mood.INTENSE: (-0.3, 0.5),
}
"""Where a mood lies as long as no track was heard in it."""
_APART, _TURN = 0.012, 2.399963
"""Points about one centre: the unit of their distances, and the golden angle between them."""

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]


class MapPoints(Struct, frozen=True, eq=False):
    """``xs``, ``ys``: (points,) float32, valence and arousal, -1..1. ``moods``: (points,) int8,
    indices into `ALL_MOODS`. ``by_y``: the points in ascending order of ``ys``.
    """

    paths: tuple[str, ...] = ()
    xs: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    ys: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    moods: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    by_y: Indices = field(default_factory=lambda: np.zeros(0, np.intp))

    def __len__(self) -> int:
        return len(self.paths)

    def kept(self, paths: Collection[str] | None) -> "MapPoints":
        """Only the points of these paths; None keeps all."""
        if paths is None:
            return self
        mask = np.fromiter((path in paths for path in self.paths), bool, len(self))
        names = tuple(path for path, is_kept in zip(self.paths, mask, strict=True) if is_kept)
        return _points(names, self.xs[mask], self.ys[mask], self.moods[mask])

    def reach(self) -> float:
        """Half the side of the square round the middle that holds all, with a margin."""
        largest = max(np.abs(self.xs).max(initial=0.0), np.abs(self.ys).max(initial=0.0))
        return max(_NARROWEST, float(largest)) * _MARGIN

    def nearest(self, x: float, y: float, within: float) -> int | None:
        """The point nearest to a place, None where none is within that distance."""
        squares = (self.xs - x) ** 2 + (self.ys - y) ** 2
        if not len(squares):
            return None
        index = int(squares.argmin())
        return index if squares[index] <= within**2 else None

    def neighbour(self, index: int, dx: int, dy: int) -> int | None:
        """The nearest point in a direction, a quarter of the circle wide; None without any.

        ``dx``, ``dy``: -1, 0 or 1, one of them 0. Points at the same place are gone through in
        their order: forwards to the right and up, backwards to the left and down.
        """
        along = (self.xs - self.xs[index]) * dx + (self.ys - self.ys[index]) * dy
        across = np.abs((self.xs - self.xs[index]) * dy) + np.abs((self.ys - self.ys[index]) * dx)
        is_here = (along == 0) & (across == 0)
        same = np.flatnonzero(is_here)
        later = same[same > index] if dx + dy > 0 else same[same < index][::-1]
        if len(later):
            return int(later[0])
        ahead = np.flatnonzero((along > 0) & (across <= along))
        if not len(ahead):
            return None
        squares = along[ahead] ** 2 + across[ahead] ** 2
        return int(ahead[squares.argmin()])

    def beside(self, index: int, step: int) -> int:
        """The next point (1) or the one before (-1) from left to right, round and round."""
        order = np.lexsort((self.ys, self.xs))
        place = int(np.flatnonzero(order == index)[0])
        return int(order[(place + step) % len(order)])

    def inside(self, outline: Iterable[tuple[float, float]]) -> Indices:
        """The points inside a closed outline, ascending; by the even-odd rule.

        Each edge looks only at the points that lie between its two heights.
        """
        corners = list(outline)
        sorted_ys, is_in = self.ys[self.by_y], np.zeros(len(self), bool)
        for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
            if y0 == y1:
                continue
            low, high = np.searchsorted(sorted_ys, (min(y0, y1), max(y0, y1)))
            met = self.by_y[low:high]
            crossing = x0 + (self.ys[met] - y0) * ((x1 - x0) / (y1 - y0))
            is_in[met] ^= self.xs[met] < crossing
        return np.flatnonzero(is_in)

    def within(self, left: float, bottom: float, right: float, top: float) -> Indices:
        """The points in a rectangle, its border among it."""
        is_in = (self.xs >= left) & (self.xs <= right) & (self.ys >= bottom) & (self.ys <= top)
        return np.flatnonzero(is_in)


def point_steps(tracks: Iterable[Track]) -> Generator[None, None, MapPoints]:
    """The points of all tracks that have a mood, made in steps of about a millisecond.

    A mood said by the person colours the point; its place stays where the analysis put it. Where
    there was no analysis, it lies about the centre of what the analysis heard in that mood.
    """
    numbers = {mood: number for number, mood in enumerate(ALL_MOODS)}
    paths: list[str] = []
    places: list[tuple[float, float]] = []
    moods: list[int] = []
    said: list[tuple[str, Mood]] = []
    for number, track in enumerate(tracks, 1):
        if track.reading is None:
            if track.own_mood is not None:
                said.append((track.path, track.own_mood))
        else:
            paths.append(track.path)
            places.append((track.reading.valence, track.reading.arousal))
            moods.append(numbers[track.mood or track.reading.mood])
        if not number % _STEP:
            yield
    heard = np.array(places, np.float32).reshape(-1, 2)
    both = np.vstack([heard, _places_of_said(said, heard, np.array(moods, np.int8))])
    paths += [path for path, _ in said]
    moods += [numbers[mood] for _, mood in said]
    return _points(tuple(paths), both[:, 0].copy(), both[:, 1].copy(), np.array(moods, np.int8))


def _places_of_said(
    said: Sequence[tuple[str, Mood]], heard: Floats, moods: NDArray[np.int8]
) -> Floats:
    """(said, 2): about the centres of their moods. ``heard`` (n, 2), ``moods`` (n,): the others."""
    places = np.zeros((len(said), 2), np.float32)
    for mood in {mood for _, mood in said}:
        is_heard = moods == ALL_MOODS.index(mood)
        centre = heard[is_heard].mean(axis=0) if is_heard.any() else _CENTRES[mood]
        own = np.flatnonzero([each is mood for _, each in said])
        apart, turn = _APART * np.sqrt(np.arange(len(own))), _TURN * np.arange(len(own))
        places[own] = centre + apart[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.clip(places, -1, 1)


def _points(paths: tuple[str, ...], xs: Floats, ys: Floats, moods: NDArray[np.int8]) -> MapPoints:
    return MapPoints(paths, xs, ys, moods, np.argsort(ys, kind="stable"))


def stamp(
    canvas: NDArray[np.uint32],
    columns: NDArray[np.intp],
    rows: NDArray[np.intp],
    which: NDArray[np.int8],
    stamps: NDArray[np.uint32],
) -> None:
    """Put a small picture at each place of a larger one; what lies outside is left out.

    ``canvas``: (height, width) premultiplied ARGB, written to. ``columns``, ``rows``: (points,) of
    the middle of each. ``which``: (points,) index of the picture. ``stamps``: (pictures, side,
    side) with an odd side. The fainter a pixel the earlier it is put, so that soft edges never
    cover the body of a neighbour.
    """
    height, width = canvas.shape
    half = stamps.shape[1] // 2
    is_in = (columns >= half) & (columns < width - half) & (rows >= half) & (rows < height - half)
    flat = canvas.reshape(-1)
    starts = [
        (rows[chosen] * width + columns[chosen]).astype(np.intp)
        for chosen in (is_in & (which == number) for number in range(len(stamps)))
    ]
    pixels = np.argwhere(stamps >> 24)
    opacity = (stamps >> 24)[tuple(pixels.T)]
    for number, row, column in pixels[np.argsort(opacity, kind="stable")]:
        flat[starts[number] + ((row - half) * width + column - half)] = stamps[number, row, column]
