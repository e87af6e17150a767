"""``musemood recommend``: the current mood, its evidence, the queue with reasons."""

import json
import sys
from datetime import datetime
from typing import Any

from msgspec import Struct

from musemood.commands.notices import tell_notices
from musemood.domain.earlier_plays import earlier_counts
from musemood.domain.library import Library
from musemood.domain.listening_rules import ListeningRules
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.reason import Part, Reason
from musemood.domain.track import Track
from musemood.domain.wishes import WishKind
from musemood.files.data_folder import DataFolder
from musemood.files.rules_file import NAME as RULES_FILE
from musemood.files.rules_file import load_rule_settings
from musemood.files.store import Store
from musemood.mood_network import mood_network
from musemood.recommender.emotion import Evidence
from musemood.recommender.ranking import Ranked
from musemood.recommender.recommendation import (
    Listening,
    Recommendation,
    Wish,
)
from musemood.recommender.recommendation import recommend as recommend_for

_WISHES = {
    WishKind.SMOOTH: "no jumps in mood",
    WishKind.REST: "rest for what was heard lately",
    WishKind.GAP_4: "four others between songs of one artist",
    WishKind.GAP_2: "two others between songs of one artist",
    WishKind.ALBUM: "no two of one album side by side",
}


class Question(Struct, frozen=True):
    """What was asked on the command line."""

    now: datetime
    count: int
    mood: Mood | None
    seed: int


def recommend(folder: DataFolder, question: Question, *, is_json: bool) -> int:
    """Print the recommendation; returns 0, also where there is no history. Raises StoreError."""
    with Store.open(folder, read_only=True) as store:
        library = Library(store.tracks())
        listening = Listening(
            list(library.songs()),
            store.plays(),
            store.thumbs(),
            question.now,
            earlier=earlier_counts(store.earlier()),
            rules=ListeningRules(
                load_rule_settings(folder.config / RULES_FILE),
                store.listening.bans(),
                store.listening.left_out(),
            ),
            stated=store.listening.stated(),
        )
        wish = Wish(chosen_mood=question.mood, count=question.count, seed=question.seed)
        answer = recommend_for(listening, mood_network(store.sequence, store.embeddings), wish)
        tell_notices(store.notices)
    if is_json:
        print(json.dumps(_as_json(answer, library)))
    else:
        print(_as_text(answer, library, is_asked=question.mood is not None))
    return 0


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


def _as_text(answer: Recommendation, library: Library, *, is_asked: bool) -> str:
    if answer.wanted is None:
        return "There is no play of the last week to go by yet. Play some music, or name a mood."
    lines = []
    emotion = answer.emotion
    if emotion is not None and emotion.evidence:
        if emotion.is_thin:
            lines.append("Few plays to go by yet: this is a guess; --mood names a mood.")
        lines.append(_week_sentence(emotion.reading))
        shares = zip(MOODS, emotion.reading.probabilities, strict=True)
        lines.append("  ".join(f"{mood} {100 * share:.0f} %" for mood, share in shares))
        lines += ["", "Why:"]
        lines += [
            f"  {100 * e.weight:3.0f} %  {_track(library, e.path).title} ({_plays(e.plays)})"
            for e in emotion.evidence
        ]
    lines += ["", f"Queue, {answer.wanted}:" if is_asked else "Queue:"]
    for place, row in enumerate(answer.rows, 1):
        track = _track(library, row.path)
        by = f"{track.title} · {track.tags.artist}" if track.tags.artist else track.title
        lines.append(f"  {place:2}  {by}: {reason_sentence(row.reason, library)}")
    if answer.given_up:
        lines += ["", f"Few songs fit; not kept: {', '.join(_WISHES[w] for w in answer.given_up)}."]
    if not answer.rows:
        print("musemood: no analysed track fits; add music by `musemood tag`.", file=sys.stderr)
    return "\n".join(lines).lstrip("\n")


def _week_sentence(reading: MoodReading) -> str:
    if reading.mood is not Mood.UNSURE:
        return f"Your week sounds mostly {reading.mood}."
    first, second = sorted(MOODS, key=reading.probability, reverse=True)[:2]
    return f"Your week sounds mixed: {first} and {second}."


def reason_sentence(reason: Reason, library: Library) -> str:
    """Why a row was chosen, in words and numbers, what carried most first."""
    words = {
        Part.MOOD: f"{reason.mood} {round(100 * reason.probability)} %",
        Part.TASTE: f"your taste: {round(reason.preference)}/10",
    }
    if reason.like_path:
        words[Part.LIKENESS] = f"close to {_track(library, reason.like_path).title}"
    if reason.genre:
        words[Part.STATED] = f"you choose {reason.genre} then"
    parts = [words[part] for part in reason.parts if part in words]
    parts.append("new to you" if reason.is_new else _plays(reason.plays))
    return ", ".join(parts)


def _plays(count: int) -> str:
    return "1 play" if count == 1 else f"{count} plays"


def _track(library: Library, path: str) -> Track:
    return library.get(path) or Track(path, 0, 0)
