"""Readings of tracks as the person's corrections calibrate them, and what they are learnt from."""

from collections.abc import Iterable

import numpy as np

from musemood.domain.embeddings import Embeddings
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.track import Track
from musemood.recommender.calibration import Calibration, Examples


def corrected(tracks: Iterable[Track]) -> list[Track]:
    """The analysed tracks whose mood the person said, one of each sound."""
    found: dict[str, Track] = {}
    for track in tracks:
        if track.own_mood is not None and track.reading is not None:
            found.setdefault(track.identity or track.path, track)
    return list(found.values())


def examples_of(tracks: Iterable[Track], embeddings: Embeddings) -> Examples:
    """What `corrected` tracks teach; those without an embedding are passed over."""
    told = [
        (embeddings.rows[embeddings.index[track.path]], track.reading.probabilities, track.own_mood)
        for track in tracks
        if track.path in embeddings.index
        and track.reading is not None
        and track.own_mood is not None
    ]
    width = embeddings.rows.shape[1]
    return Examples(
        np.array([each[0] for each in told], np.float64).reshape(-1, width),
        np.array([each[1] for each in told], np.float64).reshape(-1, len(MOODS)),
        np.array([MOODS.index(each[2]) for each in told], np.intp),
    )


def personal_readings(
    calibration: Calibration, tracks: Iterable[Track], embeddings: Embeddings, unsure_below: float
) -> dict[str, MoodReading]:
    """By path, of every analysed track with an embedding; valence and arousal stay the model's.

    ``unsure_below``: 0..1, the largest probability below which a mood is unsure.
    """
    heard = [
        (track.path, track.reading)
        for track in tracks
        if track.reading is not None and track.path in embeddings.index
    ]
    if not heard:
        return {}
    rows = np.array([embeddings.index[path] for path, _ in heard])
    base = np.array([reading.probabilities for _, reading in heard])
    shares = calibration.apply(embeddings.rows[rows].astype(np.float64), base)
    return {
        path: _reading(tuple(map(float, row)), reading, unsure_below)
        for (path, reading), row in zip(heard, shares, strict=True)
    }


def _reading(shares: tuple[float, ...], of: MoodReading, unsure_below: float) -> MoodReading:
    most = max(shares)
    mood = MOODS[shares.index(most)] if most >= unsure_below else Mood.UNSURE
    return MoodReading(shares, of.valence, of.arousal, mood)
