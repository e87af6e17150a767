"""How well tracks will please, 0..10, from how well those that were heard did.

Source: shared notes, method.md, section 4, where P(u, n) is the mean of P(u, m) over neighbours m,
weighted by their likeness. A mean is as sure of a track with one distant neighbour as of one with
many near ones; so it is taken as what it is in statistics, a regression on likeness (kriging; a
Gaussian process), which goes back to `EXPECTED` where neighbours are few or far:

    P(n) = EXPECTED + sum_m like(n, m) a(m),   (like + DOUBT I) a = P - EXPECTED over those heard
    like(m, n) = GENRE_PART * the genres in common / sqrt(genres of m * genres of n)
               + SOUND_PART * max(0, cosine of the embeddings - LEAST_LIKENESS) / (1 - the same)

What was heard was mostly picked, so of what was not less is expected than of what is known to be
neutral. The constants were chosen by ``tests/benchmarks/bench_recommender.py --tune``.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from musemood.domain.genres import genre_keys
from musemood.domain.mood import Mood
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.genre_tags import GenreTags, genre_tags
from musemood.recommender.preference import NEUTRAL
from musemood.recommender.readings import Floats

EXPECTED = 3.5
"""Of a track that is like none that was heard."""
GENRE_PART = 4.0
SOUND_PART = 2.0
LEAST_LIKENESS = 0.3
"""What sounds less alike tells nothing."""
DOUBT = 4.0
"""The variance of what one track heard tells, beside the parts above."""
MOST_HEARD = 128
"""So many of the tracks heard last are asked."""

_AT_ONCE = 1024


def taste_thumbs(thumbs: Iterable[Thumb], moods: Mapping[str, Mood], wanted: Mood) -> list[Thumb]:
    """The thumbs that speak of the music, not of the mood alone; implied ones are plays already.

    There is one button for both. A thumb down on music of another mood than the one ``wanted``
    takes back that mood ("less sad for today"), and whoever pressed it may well like its genre.
    ``moods``: of the thumbed tracks, by path; one that is not there may be of any.
    """
    pressed = (thumb for thumb in thumbs if not thumb.is_implied)
    return [t for t in pressed if t.kind is ThumbKind.UP or moods.get(t.path, wanted) is wanted]


def predict_preferences(
    sounds: NDArray[np.float32],
    genres: GenreTags,
    heard: NDArray[np.intp],
    preferences: Floats,
) -> Floats:
    """P of n tracks, (n,), 0..10; `NEUTRAL` for all where nothing was heard.

    ``sounds`` (n, width) of length 1; ``genres`` their genre tags; ``heard``: (k,) places of the
    tracks heard, the last heard first, with their ``preferences`` (k,).
    """
    at = heard[:MOST_HEARD]
    if not len(at):
        return np.full(len(sounds), NEUTRAL)
    names = _names(genres, at)
    told = preferences[:MOST_HEARD] - EXPECTED
    of_heard = names[genres.of[at]]
    by_sound = _by_sound(sounds[at], sounds[at]).astype(np.float64)
    likeness = GENRE_PART * of_heard @ of_heard.T + by_sound
    parts = np.linalg.solve(likeness + DOUBT * np.eye(len(at)), told)
    # Row by row, so that what a text earns does not hang on which others there are.
    by_genre = (names * (of_heard.T @ parts)).sum(axis=1)
    predicted = EXPECTED + GENRE_PART * by_genre[genres.of]
    for start in range(0, len(sounds), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        predicted[some] += _by_sound(sounds[some], sounds[at]) @ parts.astype(np.float32)
    clipped: Floats = np.clip(predicted, 0.0, 10.0)
    return clipped


class Taste:
    """`predict_preferences`; asked once more for the same, it gives the answer that it gave."""

    def __init__(self) -> None:
        self._sounds: NDArray[np.float32] | None = None
        self._genres = genre_tags(())
        self._heard, self._preferences = np.zeros(0, np.intp), np.zeros(0)
        self._predicted = np.zeros(0)

    def predict(
        self,
        sounds: NDArray[np.float32],
        genres: GenreTags,
        heard: NDArray[np.intp],
        preferences: Floats,
    ) -> Floats:
        """The arguments are not written to, nor is the answer."""
        heard, preferences = heard[:MOST_HEARD], preferences[:MOST_HEARD]
        is_known = (
            sounds is self._sounds
            and genres.is_as(self._genres)
            and np.array_equal(heard, self._heard)
            and np.array_equal(preferences, self._preferences)
        )
        if not is_known:
            self._predicted = predict_preferences(sounds, genres, heard, preferences)
        self._sounds, self._genres = sounds, genres
        self._heard, self._preferences = heard, preferences
        return self._predicted


def _by_sound(these: NDArray[np.float32], those: NDArray[np.float32]) -> NDArray[np.float32]:
    """(these, those), 0..`SOUND_PART`."""
    scale = np.float32(SOUND_PART / (1 - LEAST_LIKENESS))
    likeness: NDArray[np.float32] = these @ (scale * those).T
    np.maximum(likeness, scale * np.float32(LEAST_LIKENESS), out=likeness)
    likeness -= scale * np.float32(LEAST_LIKENESS)
    return likeness


def _names(genres: GenreTags, heard: NDArray[np.intp]) -> Floats:
    """(texts, names): which of the names heard each tag has, so that products are likenesses, 0..1.

    ``heard``: places of the tracks heard.
    """
    columns: dict[str, int] = {}
    for i in heard:
        for key in genre_keys(genres.text(i)):
            columns.setdefault(key, len(columns))
    names = np.zeros((len(genres.texts), len(columns)))
    for row, text in enumerate(genres.texts):
        keys = genre_keys(text)
        known = [columns[key] for key in keys if key in columns]
        names[row, known] = len(keys) ** -0.5 if known else 0.0
    return names
