"""The one way in: what the library, the plays and the thumbs say, out comes a queue with reasons.

The steps are the paper's loop (method.md, sections 3 and 4): take the history, select and
average, infer the emotion, let thumbs correct it, recommend that emotion. The window and the
command line call the same functions; both are pure, so they may run in any thread.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from musemood.domain.ban import BanKind, ban_test
from musemood.domain.embeddings import NO_EMBEDDINGS, Embeddings
from musemood.domain.listening_rules import ListeningRules, suits_moods
from musemood.domain.mood import Mood, MoodReading
from musemood.domain.play_log import SKIP_GRACE_S, Play, PlayEnd, count_plays
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.domain.wishes import WishKind
from musemood.recommender.emotion import Emotion
from musemood.recommender.feedback import thumb_strength
from musemood.recommender.listener import Listening, Network, infer_current_emotion
from musemood.recommender.preference import heard_preferences
from musemood.recommender.ranking import Ranked, rank, rest_hours
from musemood.recommender.score import Candidates, Knowledge, candidates_of

__all__ = [
    "Listening",
    "Network",
    "Recommendation",
    "Wish",
    "allowed_candidates",
    "infer_current_emotion",
    "recommend",
]

DECLINED_REST = timedelta(days=7)
"""How long a track stays away after a thumb down."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    ``chosen_mood``: one of the five said by hand, which then counts instead of the inferred one.
    ``excluded``: paths that must not come, nor copies of them: playing, own rows.
    ``offered``: paths that come only where others run out.
    ``novelty``: 0 prefers the familiar, 1 the new.
    """

    chosen_mood: Mood | None = None
    excluded: Collection[str] = frozenset()
    count: int = 20
    seed: int = 0
    novelty: float = 0.5
    offered: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """``emotion``: None without history. ``wanted``: the mood recommended, unsure for a mixed
    week, None where there is nothing to go by; then there are no rows. ``given_up``: the wishes
    that the rows do not keep, for fewer would have remained.
    """

    emotion: Emotion | None
    wanted: Mood | None
    rows: tuple[Ranked, ...]
    given_up: tuple[WishKind, ...] = ()


def _durations(listening: Listening) -> dict[str, float]:
    """Seconds by path, of the tracks that were ever played."""
    played = {play.path for play in listening.plays}
    return {t.path: t.duration_s for t in listening.tracks if t.path in played}


def _play_counts(listening: Listening) -> Mapping[str, int]:
    """Counted plays by path, those of other players included."""
    dated = (play for play in listening.plays if play.started_at <= listening.now)
    counts = Counter(count_plays(dated, _durations(listening)))
    counts.update(listening.earlier)
    return counts


def recommend(
    listening: Listening, network: Network, wish: Wish, candidates: Candidates | None = None
) -> Recommendation:
    """The current emotion and a queue for it, or for the mood chosen by hand.

    ``candidates``: `allowed_candidates` of the same listening, where the caller keeps it from call
    to call (half the time at 50,000 tracks). Raises ValueError for the chosen mood unsure and for a
    novelty outside 0..1.
    """
    emotion = infer_current_emotion(listening, network)
    wanted = wish.chosen_mood or _inferred(emotion)
    if wanted is None:
        return Recommendation(emotion, None, ())
    now = listening.now
    declines = _declines(listening.thumbs, now)
    told = taste_thumbs(listening.thumbs, listening.tracks, wanted)
    known = Knowledge(
        evidence=emotion.evidence if emotion else (),
        plays=_play_counts(listening),
        declined={t.path: thumb_strength(t, now) for t in _declines(told, now).values()},
        preferences=_preferences(listening, told),
        stated=listening.stated,
    )
    kept_out = declines.keys() | frozenset(wish.excluded) | _banned_paths(listening.rules)
    ranking = rank(
        candidates or allowed_candidates(listening, network.embeddings()),
        wanted,
        known,
        excluded=_named(listening.tracks, kept_out),
        resting=_named(
            listening.tracks,
            _heard_since(listening.plays, now - timedelta(hours=rest_hours(wish.novelty)), now),
        ),
        offered=wish.offered,
        count=wish.count,
        seed=wish.seed,
        novelty=wish.novelty,
    )
    mood = wanted if isinstance(wanted, Mood) else wanted.mood
    return Recommendation(emotion, mood, ranking.rows, ranking.given_up)


def _preferences(listening: Listening, told: Sequence[Thumb]) -> dict[str, float]:
    """How well each track heard, thumbed or rated pleased. ``told``: thumbs that tell of it."""
    named = {play.path for play in listening.plays} | {thumb.path for thumb in told}
    tracks = {t.path: t for t in listening.tracks if t.path in named or t.stars}
    return heard_preferences(listening.plays, told, tracks, listening.now)


def taste_thumbs(
    thumbs: Iterable[Thumb], tracks: Iterable[Track], wanted: MoodReading | Mood
) -> list[Thumb]:
    """The thumbs that speak of the music, not of the mood alone; implied ones are plays already.

    There is one button for both. A thumb down on music of another mood than the one wanted takes
    back that mood ("less sad for today"), and whoever pressed it may well like its genre.
    """
    pressed = [thumb for thumb in thumbs if not thumb.is_implied]
    named = {thumb.path for thumb in pressed}
    moods = {t.path: r.leader for t in tracks if t.path in named and (r := t.counted_reading)}
    leader = wanted if isinstance(wanted, Mood) else wanted.leader
    return [t for t in pressed if t.kind is ThumbKind.UP or moods.get(t.path, leader) is leader]


def allowed_candidates(listening: Listening, embeddings: Embeddings = NO_EMBEDDINGS) -> Candidates:
    """The tracks that may be recommended: neither banned nor too long nor spoken."""
    is_banned, settings = ban_test(listening.rules.bans), listening.rules.settings
    return candidates_of(
        [t for t in listening.tracks if suits_moods(t, settings) and not is_banned(t)], embeddings
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


def _named(tracks: Sequence[Track], paths: Collection[str]) -> list[Track]:
    return [track for track in tracks if track.path in paths]


def _heard_since(plays: Sequence[Play], since: datetime, now: datetime) -> frozenset[str]:
    """Paths heard for more than a moment."""
    return frozenset(
        play.path
        for play in plays
        if since <= play.started_at <= now
        and play.heard_s > SKIP_GRACE_S
        and play.end is not PlayEnd.FAILED
    )
