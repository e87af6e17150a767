"""The listener's current emotion: the week's most played tracks, averaged, through the network.

Source: the paper's section 3 (shared notes: method.md, section 3). Take the k most played
tracks of the last week, the more recent and the more often played the greater the weight,
average their sequences with those weights, and run the network of the tracks on the average.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.listening_rules import HALF_LIFE_DAYS
from musemood.domain.mood import MOODS, UNKNOWN_READING, Mood, MoodReading
from musemood.domain.play_log import Play, PlaySource, counts_as_play
from musemood.recommender.readings import Floats

Predict = Callable[[NDArray[np.float32]], MoodReading]
"""The mood model: (segments, values) float32, the descriptors among them scaled, to a reading."""


WINDOW = timedelta(days=7)
MOST_TRACKS = 10
STRAY_FROM = 0.25
"""From so far apart on, the why says that the reading strays from the tracks' own moods."""
GUESS_SHARE = 0.5
"""What a recommended play weighs that got no thumb up: one guess must not feed the next."""
FEWEST_PLAYS = 5
FEWEST_TRACKS = 3
"""With fewer counted plays, or plays of fewer tracks, a week tells too little."""


class Evidence(Struct, frozen=True):
    """One track behind the current emotion: its counted plays in the window, its share 0..1.

    ``guessed``: how many of the plays counted half, because they were recommended.
    """

    path: str
    plays: int
    weight: float
    guessed: int = 0


class Stray(Struct, frozen=True):
    """A mood in which the week's reading strays from what the tracks say one by one.

    ``heard``: its probability there. ``expected``: the weighted mean of the tracks'.
    """

    mood: Mood
    heard: float
    expected: float


class Emotion(Struct, frozen=True):
    """What the listener's week sounds like.

    ``evidence``: the tracks averaged, most weight first, weights summing to 1. Empty where none of
    the tracks played has been analysed: then ``reading`` claims nothing (`UNKNOWN_READING`).
    ``not_analysed``: paths that would have been evidence, had their sequences been there.
    ``left_out``: paths of the window whose plays the person left out, in order.
    ``plays``, ``tracks``: how many were counted in the window, beyond the evidence too.
    ``read``: how many of the tracks the mixture of moods is read from (shares.py).
    ``before_thumbs``: the reading without thumbs; None where no thumb acts.
    ``stray``: None where the reading agrees with the tracks' own moods.
    ``averaged``: what the network said of the average, before the mixture joined it (shares.py).
    """

    reading: MoodReading
    evidence: tuple[Evidence, ...]
    not_analysed: tuple[str, ...] = ()
    before_thumbs: MoodReading | None = None
    left_out: tuple[str, ...] = ()
    plays: int = 0
    tracks: int = 0
    read: int = 0
    stray: Stray | None = None
    averaged: MoodReading | None = None

    @property
    def is_thin(self) -> bool:
        """Too few plays, or plays of too few tracks, to say anything of a week."""
        return self.plays < FEWEST_PLAYS or self.tracks < FEWEST_TRACKS

    @property
    def is_told(self) -> bool:
        """Whether there is anything that the reading could rest on."""
        return bool(self.evidence) and not self.is_thin


def weigh_plays(
    plays: Iterable[Play],
    durations: Mapping[str, float],
    now: datetime,
    *,
    k: int | None = MOST_TRACKS,
    half_life_days: float = HALF_LIFE_DAYS,
    liked: Collection[str] = frozenset(),
    left_out: Mapping[str, datetime] = MappingProxyType({}),
) -> tuple[Evidence, ...]:
    """The k tracks that weigh most in the week before ``now``; weights sum to 1, largest first.

    w = sum over counted plays of min(1, heard_s / duration_s) * 2^(-age_days / half_life_days),
    half of it for a recommended play of a track that is not in ``liked``; ties by the latest
    play, then by path. ``k``: None for all. ``durations``: seconds by path; a path without one is
    left out. ``left_out``: by path, up to when its plays do not count. A play dated after ``now``
    does not count: asked about another day, the days after it are not known yet. Raises ValueError
    unless ``half_life_days`` is positive.
    """
    if not half_life_days > 0:
        raise ValueError("half_life_days must be positive")
    counted = [
        play
        for play in counted_plays(plays, durations, now)
        if play.path not in left_out or play.started_at > left_out[play.path]
    ]
    if not counted:
        return ()
    # Ages count from the latest play: the scaling cancels it, and nothing underflows.
    latest = counted[-1].started_at
    parts: dict[str, list[float]] = {}
    guessed: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    for play in counted:
        age_days = (latest - play.started_at) / timedelta(days=1)
        part = min(1.0, play.heard_s / durations[play.path]) * 2.0 ** (-age_days / half_life_days)
        is_guess = play.source is PlaySource.RECOMMENDED and play.path not in liked
        parts.setdefault(play.path, []).append(part * GUESS_SHARE if is_guess else part)
        guessed[play.path] += is_guess
        last[play.path] = play.started_at
    found = [
        Evidence(p, len(each), w, guessed[p])
        for p, each in parts.items()
        if (w := math.fsum(each)) > 0
    ]
    found.sort(key=lambda e: (-e.weight, latest - last[e.path], e.path))
    return scale_to_one(found[:k])


def counted_plays(
    plays: Iterable[Play], durations: Mapping[str, float], now: datetime
) -> list[Play]:
    """Those of the week before ``now`` that count as plays, oldest first."""
    counted = (
        play
        for play in plays
        if now - WINDOW <= play.started_at <= now
        and counts_as_play(play.heard_s, durations.get(play.path, 0.0))
    )
    return sorted(counted, key=lambda play: play.started_at)


def scale_to_one(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The same evidence with weights that sum to 1, most weight first; ties keep their order."""
    total = math.fsum(each.weight for each in evidence)
    scaled = (replace(each, weight=each.weight / total) for each in evidence)
    return tuple(sorted(scaled, key=lambda each: -each.weight))


def find_stray(
    evidence: Iterable[Evidence], heard: MoodReading, readings: Mapping[str, MoodReading]
) -> Stray | None:
    """The mood that strays most, where it is by more than `STRAY_FROM`.

    ``readings``: of the tracks by path; what the evidence lacks there says nothing.
    """
    known = [(each.weight, readings[each.path]) for each in evidence if each.path in readings]
    total = math.fsum(weight for weight, _ in known)
    if not total:
        return None
    strays = []
    for mood in MOODS:
        expected = math.fsum(weight * own.probability(mood) for weight, own in known) / total
        strays.append(Stray(mood, heard.probability(mood), expected))
    most = max(strays, key=lambda each: abs(each.heard - each.expected))
    return most if abs(most.heard - most.expected) > STRAY_FROM else None


def average_sequence(sequences: Sequence[NDArray[np.float32]], weights: Sequence[float]) -> Floats:
    """The weighted average of sequences of different lengths, (m, d).

    ``sequences``: each (n_i, d), scaled. Each is resampled linearly over relative time
    to m, the median of the n_i (halves up), then averaged. Raises ValueError for no sequence, an
    empty one, or a different number of weights.
    """
    if not sequences or len(sequences) != len(weights) or not all(map(len, sequences)):
        raise ValueError("needs as many weights as sequences, none of them empty")
    length = int(np.median([len(each) for each in sequences]) + 0.5)
    resampled = np.stack([resample(each, length) for each in sequences])
    return np.average(resampled, axis=0, weights=weights)


def resample(sequence: NDArray[np.float32], length: int) -> Floats:
    """(length, d): values at the middles of equal spans; outside the outer ones held constant."""
    at = (np.arange(length) + 0.5) / length * len(sequence) - 0.5
    at = np.clip(at, 0, len(sequence) - 1)
    before = at.astype(np.intp)
    after = np.minimum(before + 1, len(sequence) - 1)
    share = (at - before)[:, None]
    exact = sequence.astype(np.float64)
    return exact[before] * (1 - share) + exact[after] * share


def infer_emotion(
    evidence: Sequence[Evidence],
    scaled_sequences: Mapping[str, NDArray[np.float32]],
    predict: Predict,
) -> Emotion | None:
    """Average the sequences of the evidence and run the network on them; None without evidence.

    ``scaled_sequences``: (segments, values) by path. Evidence that has none there is named
    in ``not_analysed`` and its weight goes to the others.
    """
    if not evidence:
        return None
    usable = [each for each in evidence if len(scaled_sequences.get(each.path, ())) > 0]
    names = {each.path for each in usable}
    lacking = tuple(each.path for each in evidence if each.path not in names)
    if not usable:
        return Emotion(UNKNOWN_READING, (), lacking)
    scaled = scale_to_one(usable)
    average = average_sequence(
        [scaled_sequences[each.path] for each in scaled], [each.weight for each in scaled]
    )
    return Emotion(predict(average.astype(np.float32)), scaled, lacking)
