"""The listener now: what is known of them, and what their week sounds like.

Steps 1 to 3 of the paper's loop (method.md, sections 3 and 4): take the history, select and
average, infer the emotion; thumbs then correct it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.embeddings import NO_EMBEDDINGS, Embeddings
from musemood.domain.listening_rules import ListeningRules, suits_moods
from musemood.domain.mood import UNKNOWN_READING
from musemood.domain.play_log import Play
from musemood.domain.stated_mood import GenreHabit, StatedMood
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.recommender.emotion import (
    MOST_TRACKS,
    WINDOW,
    Emotion,
    Evidence,
    Predict,
    counted_plays,
    find_stray,
    infer_emotion,
    scale_to_one,
    weigh_plays,
)
from musemood.recommender.feedback import acting_thumbs, apply_thumbs, claims
from musemood.recommender.kept import Kept
from musemood.recommender.readings import reading_array
from musemood.recommender.shares import mix
from musemood.recommender.stated import genre_habits, plays_about, stated_moments
from musemood.recommender.typical import TYPICAL, Typical


class Listening(Struct, frozen=True):
    """All that is known of the listener at ``now``, an aware datetime.

    Plays and thumbs dated later are passed over. Orders do not matter. ``earlier``: by path, plays
    that other players counted without dates: they make a track familiar, and no week. ``rules``:
    what the person banned, left out, and set. ``stated``: the moods that the person said by
    hand, and when.
    """

    tracks: Sequence[Track]
    plays: Sequence[Play]
    thumbs: Sequence[Thumb]
    now: datetime
    earlier: Mapping[str, int] = field(default_factory=dict)
    rules: ListeningRules = field(default_factory=ListeningRules)
    stated: Sequence[StatedMood] = ()


class Network(Struct, frozen=True):
    """The mood model, and where its input comes from.

    ``predict``: (segments, values) float32, scaled, to a reading. ``sequence_of``: that array
    for a path, None if it is not there; called for evidence and thumbed tracks only.
    ``unsure_below``: the probability that the leading mood needs to be named. ``embeddings``:
    of all analysed tracks, asked for with each recommendation. ``typical``: how the model reads
    tracks of each mood.
    """

    predict: Predict
    sequence_of: Callable[[str], NDArray[np.float32] | None]
    unsure_below: float
    embeddings: Callable[[], Embeddings] = lambda: NO_EMBEDDINGS
    typical: Typical = TYPICAL


def infer_current_emotion(
    listening: Listening, network: Network, kept: Kept | None = None
) -> Emotion | None:
    """The listener's emotion, thumbs included; None without a counted play in the last 7 days.

    ``kept``: what the caller keeps from call to call, which makes this much quicker.
    """
    kept = kept or Kept()
    kept.take(listening.tracks, listening.plays, listening.thumbs)
    is_of_week = kept.played.between(listening.now - WINDOW, listening.now)
    listening = replace(listening, plays=kept.played.some(is_of_week))
    durations = _durations_of_music(listening, kept.by_path)
    week = _weigh(listening, durations)
    named = {each.path for each in week[:MOST_TRACKS]}
    if named:
        named |= {thumb.path for thumb in acting_thumbs(listening.thumbs, listening.now)}
    sequences = kept.sequences(named, network.sequence_of)
    left_out = _left_out(listening, durations)
    emotion = infer_emotion(scale_to_one(week[:MOST_TRACKS]), sequences, network.predict)
    if emotion is None:
        return Emotion(UNKNOWN_READING, (), left_out=left_out) if left_out else None
    tracks = kept.tracks_at(named.union(each.path for each in week))
    readings = {t.path: reading for t in tracks if (reading := t.counted_reading)}
    read = [each for each in week if emotion.evidence and claims(readings.get(each.path))]
    reading = mix(
        emotion.reading,
        reading_array([readings[each.path] for each in read]),
        np.array([each.weight for each in read]),
        network.unsure_below,
        network.typical,
    )
    told = replace(
        emotion,
        reading=reading,
        averaged=emotion.reading,
        left_out=left_out,
        plays=sum(each.plays for each in week),
        tracks=len(week),
        read=len(read),
        stray=find_stray(emotion.evidence, reading, readings),
    )
    return apply_thumbs(
        told,
        listening.thumbs,
        readings,
        sequences,
        network.predict,
        listening.now,
        unsure_below=network.unsure_below,
        answers=kept.answers,
    )


def habits_of(listening: Listening, kept: Kept | None = None) -> tuple[GenreHabit, ...]:
    """Which genres were played about the moments when a mood was stated, see `stated.py`."""
    kept = kept or Kept()
    kept.take(listening.tracks, listening.plays, listening.thumbs)
    track_of = kept.by_path.get
    moments = stated_moments(listening.stated, listening.thumbs, track_of, listening.now)
    return genre_habits(moments, plays_about(moments, kept.played, listening.now), track_of)


def _durations_of_music(listening: Listening, tracks: Mapping[str, Track]) -> dict[str, float]:
    """Seconds by path, of the tracks played that may be evidence."""
    played = (tracks.get(path) for path in {play.path for play in listening.plays})
    settings = listening.rules.settings
    return {t.path: t.duration_s for t in played if t is not None and suits_moods(t, settings)}


def _weigh(listening: Listening, durations: Mapping[str, float]) -> tuple[Evidence, ...]:
    """All tracks of the week, most weight first."""
    return weigh_plays(
        listening.plays,
        durations,
        listening.now,
        k=None,
        half_life_days=listening.rules.settings.half_life_days,
        liked=_liked(listening),
        left_out=listening.rules.left_out,
    )


def _liked(listening: Listening) -> frozenset[str]:
    """Paths whose last thumb, of those that somebody pressed, points up."""
    said = [t for t in listening.thumbs if not t.is_implied and t.at <= listening.now]
    last = {t.path: t.kind for t in sorted(said, key=lambda t: (t.at, t.kind))}
    return frozenset(path for path, kind in last.items() if kind is ThumbKind.UP)


def _left_out(listening: Listening, durations: Mapping[str, float]) -> tuple[str, ...]:
    """Paths of the week that the person left out, the last one first."""
    until = listening.rules.left_out
    counted = counted_plays(listening.plays, durations, listening.now)
    paths = {p.path for p in counted if p.path in until and p.started_at <= until[p.path]}
    return tuple(sorted(sorted(paths), key=lambda path: until[path], reverse=True))
