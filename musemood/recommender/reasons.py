"""Why a candidate: in the order of what the parts of its score earned."""

from musemood.domain.mood import MOODS
from musemood.domain.reason import Part, Reason, Step
from musemood.recommender.candidates import Candidates
from musemood.recommender.score import Scores

MOST_NAMED = 3
LEAST_SHARE = 0.1
"""A part that earned less of the score than this share is not named."""


def earned_by(path: str, scores: Scores, i: int) -> dict[Part, float]:
    """What each part earned candidate i; one is not called like itself."""
    others = [k for k, like_path in enumerate(scores.like_paths) if like_path != path]
    return {
        Part.MOOD: float(scores.mood[i].sum()),
        Part.LIKENESS: float(scores.likeness[i, others].sum()),
        Part.TASTE: float(scores.taste[i]),
        Part.STATED: float(scores.stated[i]),
        Part.FAMILIAR: float(scores.familiar[i]),
    }


def named_parts(earned: dict[Part, float]) -> tuple[Part, ...]:
    """The parts that earned most, at most `MOST_NAMED`, none below `LEAST_SHARE` of all."""
    least = LEAST_SHARE * sum(max(0.0, each) for each in earned.values())
    large = [part for part, each in earned.items() if each > 0 and each >= least]
    return tuple(sorted(large, key=lambda part: -earned[part])[:MOST_NAMED])


def reason_of(candidates: Candidates, scores: Scores, i: int) -> Reason:
    """Why candidate i; the mood is that which earned most.

    Where no mood earned anything (it is for certain of another one), its own is named.
    """
    track = candidates.tracks[i]
    of_moods = scores.mood[i] if scores.mood[i].any() else candidates.readings[i, :5]
    mood = int(of_moods.argmax())
    parts = named_parts(earned_by(track.path, scores, i))
    like_path, likeness = None, 0.0
    if Part.LIKENESS in parts:
        others = [k for k, path in enumerate(scores.like_paths) if path != track.path]
        best = max(others, key=lambda k: float(scores.likeness[i, k]))
        like_path, likeness = scores.like_paths[best], float(scores.closeness[i, best])
    plays = int(scores.plays[i])
    return Reason(
        mood=MOODS[mood],
        probability=float(candidates.readings[i, mood]),
        like_path=like_path,
        likeness=min(1.0, likeness),
        is_new=plays == 0,
        plays=plays,
        parts=parts,
        preference=float(scores.preference[i]),
        genre=scores.stated_genre.get(track.tags.genre, "") if Part.STATED in parts else "",
    )


def reason_for_way(
    candidates: Candidates,
    i: int,
    plays: int,
    parts: tuple[Part, ...],
    *,
    like: tuple[str | None, float] = (None, 0.0),
    step: Step | None = None,
    preference: float = 5.0,
) -> Reason:
    """Why candidate i came by another way than the mood of the week; the mood is its own.

    ``plays``: how many counted. ``like``: the track it was asked to be like, and how much it
    is, 0..1. ``preference``: 0..10.
    """
    mood = int(candidates.readings[i, :5].argmax())
    return Reason(
        mood=MOODS[mood],
        probability=float(candidates.readings[i, mood]),
        like_path=like[0],
        likeness=like[1],
        is_new=plays == 0,
        plays=plays,
        parts=parts,
        preference=preference,
        step=step,
    )
