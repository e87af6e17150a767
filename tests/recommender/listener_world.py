"""A small world for the recommender's tests: tracks, plays and a real, tiny network."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Tags, Track
from musemood.recommender.candidates import Candidates
from musemood.recommender.emotion import Evidence
from musemood.recommender.score import Knowledge
from musemood.recommender.taste import predict_preferences

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
UNSURE_BELOW = 0.3
HAPPY, FRESH, RELAXED, SAD, INTENSE = MOODS


def reading(*probabilities: float, mood: Mood | None = None) -> MoodReading:
    """Five numbers scaled to sum 1; valence and arousal follow from them."""
    scaled = np.array(probabilities, dtype=np.float64)
    scaled /= scaled.sum()
    valence = float(scaled @ [1.0, 0.6, 0.4, -0.8, -0.6])
    arousal = float(scaled @ [0.7, 0.2, -0.8, -0.6, 1.0])
    named = mood or MOODS[int(scaled.argmax())]
    return MoodReading(tuple(map(float, scaled)), valence, arousal, named)


def mostly(mood: Mood, share: float = 0.8) -> MoodReading:
    """One mood with ``share``, the others alike."""
    return reading(*(share if each is mood else (1 - share) / 4 for each in MOODS))


def track(
    path: str,
    of: MoodReading | None,
    *,
    artist: str = "",
    title: str = "",
    genre: str = "",
    duration_s: float = 200,
) -> Track:
    tags = Tags(title=title, artist=artist, genre=genre, duration_s=duration_s)
    return Track(path, 1, 1, tags, reading=of)


def play(
    path: str,
    *,
    days_ago: float = 1.0,
    heard_s: float = 200,
    end: PlayEnd = PlayEnd.FINISHED,
    source: PlaySource = PlaySource.LIST,
) -> Play:
    return Play(path, NOW - timedelta(days=days_ago), heard_s, end, source)


def thumb(path: str, kind: ThumbKind, *, hours_ago: float = 0.0, is_implied: bool = False) -> Thumb:
    return Thumb(path, kind, NOW - timedelta(hours=hours_ago), is_implied)


def network(sequence: NDArray[np.float32]) -> MoodReading:
    """A real network, if the smallest: the mean of five descriptors, sharpened by a softmax."""
    assert sequence.dtype == np.float32
    scores = np.exp(6.0 * sequence.mean(axis=0, dtype=np.float64))
    return reading(*(scores / scores.sum()))


def sequence_for(mood: Mood, segments: int = 4) -> NDArray[np.float32]:
    """A sequence that `network` reads as ``mood``."""
    sequence = np.full((segments, len(MOODS)), 0.2, dtype=np.float32)
    sequence[:, MOODS.index(mood)] = 0.8
    return sequence


def sequences_for(moods: Mapping[str, Mood]) -> dict[str, NDArray[np.float32]]:
    return {path: sequence_for(mood) for path, mood in moods.items()}


def knowledge(
    candidates: Candidates,
    evidence: Sequence[Evidence] = (),
    plays: Mapping[str, int] = MappingProxyType({}),
    declined: Mapping[str, float] = MappingProxyType({}),
    preferences: Mapping[str, float] = MappingProxyType({}),
    stated: Mapping[tuple[Mood, str], float] = MappingProxyType({}),
) -> Knowledge:
    """What is known, by path; of ``preferences`` the last heard comes first."""
    heard = np.array([candidates.index[path] for path in preferences], np.intp)
    times = np.array([plays.get(each.path, 0) for each in candidates.tracks], np.intp)
    pleased = np.array(list(preferences.values()))
    predicted = predict_preferences(candidates.sounds(), candidates.genres, heard, pleased)
    return Knowledge(evidence, times, declined, predicted, stated)
