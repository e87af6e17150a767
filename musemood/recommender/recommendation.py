"""The one way in: what the library, the plays and the thumbs say, out comes a queue with reasons.

The steps are the paper's loop (method.md, sections 3 and 4): take the history, select and
average, infer the emotion, let thumbs correct it, recommend that emotion. The window and the
command line call the same functions; both are pure, so they may run in any thread.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musemood.domain.ban import BanKind
from musemood.domain.listening_rules import ListeningRules
from musemood.domain.mood import Mood, MoodReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.way_in import Journey, LikeTrack, WayIn
from musemood.domain.wishes import WishKind
from musemood.recommender.alike import rank_alike
from musemood.recommender.candidates import Candidates
from musemood.recommender.emotion import Emotion
from musemood.recommender.feedback import thumb_strength
from musemood.recommender.journey import rank_journey
from musemood.recommender.kept import Kept
from musemood.recommender.listener import (
    Listening,
    Network,
    habits_of,
    infer_current_emotion,
)
from musemood.recommender.ranking import Ranked, Ranking, rank, rest_hours
from musemood.recommender.score import Knowledge
from musemood.recommender.taste import taste_thumbs

__all__ = [
    "Kept",
    "Listening",
    "Network",
    "Recommendation",
    "Wish",
    "habits_of",
    "infer_current_emotion",
    "recommend",
]

DECLINED_REST = timedelta(days=7)
"""How long a track stays away after a thumb down."""


class Wish(Struct, frozen=True):
    """What is asked for.

    ``chosen_mood``: one of the five said by hand, which then counts instead of the inferred one.
    ``excluded``: paths that must not come, nor copies of them: playing, own rows.
    ``offered``: paths that come only where others run out.
    ``novelty``: 0 prefers the familiar, 1 the new. ``way``: where it is another than the mood.
    """

    chosen_mood: Mood | None = None
    excluded: Collection[str] = frozenset()
    count: int = 20
    seed: int = 0
    novelty: float = 0.5
    offered: Collection[str] = frozenset()
    way: WayIn | None = None


class Recommendation(Struct, frozen=True):
    """``emotion``: None without history. ``wanted``: the mood recommended, unsure for a mixed
    week, None where there is nothing to go by; then there are no rows. ``given_up``: the wishes
    that the rows do not keep, for fewer would have remained.
    """

    emotion: Emotion | None
    wanted: Mood | None
    rows: tuple[Ranked, ...]
    given_up: tuple[WishKind, ...] = ()


def recommend(
    listening: Listening, network: Network, wish: Wish, kept: Kept | None = None
) -> Recommendation:
    """The current emotion and a queue for it, or for the mood chosen by hand.

    ``kept``: what the caller keeps from call to call: a fifth of the time at 50,000 tracks.
    Raises ValueError for the chosen mood unsure and for a novelty outside 0..1.
    """
    kept = kept or Kept()
    emotion = infer_current_emotion(listening, network, kept)
    wanted = _wanted(kept, emotion, wish)
    if wanted is None:
        return Recommendation(emotion, None, ())
    candidates = kept.candidates(listening.rules, network.embeddings())
    ranking = _ranking(listening, kept, wish, wanted, emotion, candidates)
    mood = wanted if isinstance(wanted, Mood) else wanted.mood
    return Recommendation(emotion, mood, ranking.rows, ranking.given_up)


def _wanted(kept: Kept, emotion: Emotion | None, wish: Wish) -> MoodReading | Mood | None:
    """The mood to recommend, None where there is nothing to go by."""
    if isinstance(wish.way, Journey):
        return wish.way.goal
    if isinstance(wish.way, LikeTrack):
        track = kept.by_path.get(wish.way.path)
        return (track.mood if track else None) or Mood.UNSURE
    return wish.chosen_mood or _inferred(emotion)


def _knowledge(
    listening: Listening,
    kept: Kept,
    candidates: Candidates,
    emotion: Emotion | None,
    wanted: MoodReading | Mood,
) -> Knowledge:
    """Implied thumbs are plays already."""
    thumbed = kept.tracks_at({thumb.path for thumb in listening.thumbs})
    moods = {t.path: reading.leader for t in thumbed if (reading := t.counted_reading)}
    leader = wanted if isinstance(wanted, Mood) else wanted.leader
    told = taste_thumbs(listening.thumbs, moods, leader)
    declines = _declines(told, listening.now)
    return Knowledge(
        evidence=emotion.evidence if emotion else (),
        plays=_play_counts(listening, kept, candidates),
        declined={p: thumb_strength(thumb, listening.now) for p, thumb in declines.items()},
        preference=kept.predicted(candidates, told, listening.now),
        stated={(h.mood, h.genre): h.preference for h in habits_of(listening, kept)},
    )


def _play_counts(listening: Listening, kept: Kept, candidates: Candidates) -> NDArray[np.intp]:
    """(n,): with those of other players."""
    at = kept.places(candidates)
    counts = kept.played.counts(kept.durations, listening.now)
    plays = np.zeros(len(candidates), np.intp)
    plays[at[at >= 0]] = counts[at >= 0]
    for path, count in listening.earlier.items():
        if path in candidates.index:
            plays[candidates.index[path]] += count
    return plays


def _ranking(
    listening: Listening,
    kept: Kept,
    wish: Wish,
    wanted: MoodReading | Mood,
    emotion: Emotion | None,
    candidates: Candidates,
) -> Ranking:
    """The rows, by whichever way; what is kept out and what rests is so on each of them."""
    now, way = listening.now, wish.way
    kept_out = _declines(listening.thumbs, now).keys() | frozenset(wish.excluded)
    kept_out |= _banned_paths(listening.rules)
    since = now - timedelta(hours=rest_hours(wish.novelty))
    heard_lately = kept.played.is_told & kept.played.between(since, now)
    resting = kept.tracks_at(kept.played.paths(heard_lately))
    if isinstance(way, LikeTrack):
        return rank_alike(
            candidates,
            way.path,
            _play_counts(listening, kept, candidates),
            excluded=kept.tracks_at(kept_out | {way.path}),
            resting=resting,
            count=wish.count,
        )
    known = _knowledge(listening, kept, candidates, emotion, wanted)
    excluded = kept.tracks_at(kept_out)
    if isinstance(way, Journey):
        return rank_journey(
            candidates,
            way,
            known,
            excluded=excluded,
            resting=resting,
            offered=wish.offered,
            novelty=wish.novelty,
        )
    return rank(
        candidates,
        wanted,
        known,
        excluded=excluded,
        resting=resting,
        offered=wish.offered,
        count=wish.count,
        seed=wish.seed,
        novelty=wish.novelty,
    )


def _banned_paths(rules: ListeningRules) -> frozenset[str]:
    """Banned one by one, so that no copy of them comes either."""
    return frozenset(ban.value for ban in rules.bans if ban.kind is BanKind.TRACK)


def _inferred(emotion: Emotion | None) -> MoodReading | None:
    """The emotion's reading, None where it claims nothing."""
    return emotion.reading if emotion and emotion.evidence else None


def _declines(thumbs: Sequence[Thumb], now: datetime) -> dict[str, Thumb]:
    """By path, thumbs down not older than `DECLINED_REST` that no later thumb up took back.

    A skip is no reason to keep a track away for a week.
    """
    latest: dict[str, Thumb] = {}
    for thumb in sorted(thumbs, key=lambda thumb: (thumb.at, thumb.kind)):
        if now - DECLINED_REST <= thumb.at <= now and not thumb.is_implied:
            latest[thumb.path] = thumb
    return {path: thumb for path, thumb in latest.items() if thumb.kind is ThumbKind.DOWN}
