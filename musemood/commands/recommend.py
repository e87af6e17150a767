"""``musemood recommend``: the current mood, its evidence, the queue with reasons."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from musemood.analysis import shipped_mood_model
from musemood.commands.notices import tell_notices
from musemood.domain.library import Library
from musemood.domain.mood import MOODS, Mood
from musemood.domain.reason import Reason
from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.recommender.emotion import Evidence
from musemood.recommender.ranking import Ranked
from musemood.recommender.recommendation import (
    Listening,
    Network,
    Recommendation,
    Wish,
)
from musemood.recommender.recommendation import recommend as recommend_for


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked on the command line."""

    now: datetime
    count: int
    mood: Mood | None
    seed: int


def recommend(folder: DataFolder, question: Question, *, is_json: bool) -> int:
    """Print the recommendation; returns 0, also where there is no history. Raises StoreError."""
    with Store.open(folder, read_only=True) as store:
        library = Library(store.tracks())
        listening = Listening(list(library.songs()), store.plays(), store.thumbs(), question.now)
        wish = Wish(chosen_mood=question.mood, count=question.count, seed=question.seed)
        answer = recommend_for(listening, _network(store), wish)
        tell_notices(store.notices)
    print(json.dumps(_as_json(answer, library)) if is_json else _as_text(answer, library))
    return 0


def _network(store: Store) -> Network:
    model = shipped_mood_model()

    def sequence_of(path: str):  # type: ignore[no-untyped-def]
        stored = store.sequence(path)
        return model.scale(stored[0]) if stored is not None else None

    return Network(lambda scaled: model.predict(scaled)[0], sequence_of, model.unsure_below)


def _as_json(answer: Recommendation, library: Library) -> dict[str, Any]:
    emotion = answer.emotion
    has_reading = emotion is not None and bool(emotion.evidence)
    return {
        "mood": answer.wanted,
        "probabilities": dict(zip(MOODS, emotion.reading.probabilities, strict=True))
        if emotion is not None and has_reading
        else None,
        "evidence": [
            _evidence_as_json(each, library) for each in (emotion.evidence if emotion else ())
        ],
        "queue": [_row_as_json(row, library) for row in answer.rows],
    }


def _evidence_as_json(evidence: Evidence, library: Library) -> dict[str, Any]:
    return {
        "path": evidence.path,
        "title": _track(library, evidence.path).title,
        "plays": evidence.plays,
        "weight": evidence.weight,
    }


def _row_as_json(row: Ranked, library: Library) -> dict[str, Any]:
    track = _track(library, row.path)
    return {
        "path": row.path,
        "title": track.title,
        "artist": track.tags.artist,
        "mood": row.mood,
        "score": row.score,
        "reason": reason_sentence(row.reason, library),
    }


def _as_text(answer: Recommendation, library: Library) -> str:
    if answer.wanted is None:
        return "There is no play of the last week to go by yet. Play some music, or name a mood."
    lines = [f"Your week sounds mostly {answer.wanted}."]
    emotion = answer.emotion
    if emotion is not None and emotion.evidence:
        shares = zip(MOODS, emotion.reading.probabilities, strict=True)
        lines.append("  ".join(f"{mood} {100 * share:.0f} %" for mood, share in shares))
        lines += ["", "Why:"]
        lines += [
            f"  {100 * e.weight:3.0f} %  {_track(library, e.path).title} ({_plays(e.plays)})"
            for e in emotion.evidence
        ]
    else:
        lines = [f"You asked for {answer.wanted}."]
    lines += ["", "Queue:"]
    for place, row in enumerate(answer.rows, 1):
        track = _track(library, row.path)
        by = f"{track.title} · {track.tags.artist}" if track.tags.artist else track.title
        lines.append(f"  {place:2}  {by}: {reason_sentence(row.reason, library)}")
    if not answer.rows:
        print("musemood: no analysed track fits; add music by `musemood tag`.", file=sys.stderr)
    return "\n".join(lines)


def reason_sentence(reason: Reason, library: Library) -> str:
    """Why a row was chosen, in words and numbers."""
    parts = [f"{reason.mood} {round(100 * reason.probability)} %"]
    if reason.like_path:
        parts.append(f"close to {_track(library, reason.like_path).title}")
    parts.append("new to you" if reason.is_new else _plays(reason.plays))
    return ", ".join(parts)


def _plays(count: int) -> str:
    return "1 play" if count == 1 else f"{count} plays"


def _track(library: Library, path: str) -> Track:
    return library.get(path) or Track(path, 0, 0)
