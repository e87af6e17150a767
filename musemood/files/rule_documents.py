"""Bans, plays left out, moods stated and answers of the inference as plain documents, and back."""

from collections.abc import Callable
from typing import Any, TypeVar

from musemood.domain.ban import Ban, BanKind, BanWord
from musemood.domain.listening_rules import LeftOut
from musemood.domain.mood import MOODS, Mood
from musemood.domain.state_log import StateCause, StateEntry
from musemood.domain.stated_mood import StatedMood
from musemood.files.documents import moment_to_text, text_to_moment
from musemood.files.json_text import Document

T = TypeVar("T")


def ban_word_to_document(word: BanWord) -> Document:
    """The word. Raises ValueError if ``at`` has no time zone."""
    ban = word.ban
    return {
        "kind": ban.kind.value,
        "value": ban.value,
        "name": ban.name,
        "holds": word.holds,
        "at": moment_to_text(word.at),
    }


def document_to_ban_word(document: Document) -> BanWord:
    """The word. Raises ValueError."""
    return _read(
        lambda d: BanWord(
            Ban(BanKind(d["kind"]), _text(d["value"]), _text(d["name"])),
            text_to_moment(d["at"]),
            d["holds"] is True,
        ),
        document,
    )


def left_out_to_document(word: LeftOut) -> Document:
    """The word. Raises ValueError if ``at`` has no time zone."""
    return {"path": word.path, "is_out": word.is_out, "at": moment_to_text(word.at)}


def document_to_left_out(document: Document) -> LeftOut:
    """The word. Raises ValueError."""
    return _read(
        lambda d: LeftOut(_text(d["path"]), text_to_moment(d["at"]), d["is_out"] is True), document
    )


def stated_to_document(stated: StatedMood) -> Document:
    """The mood and the moment. Raises ValueError if ``at`` has no time zone."""
    return {"mood": stated.mood.value, "at": moment_to_text(stated.at)}


def document_to_stated(document: Document) -> StatedMood:
    """The mood and the moment. Raises ValueError, also for the mood unsure."""
    stated = _read(lambda d: StatedMood(Mood(d["mood"]), text_to_moment(d["at"])), document)
    if stated.mood not in MOODS:
        raise ValueError("nobody states that a mood is unsure")
    return stated


def state_to_document(entry: StateEntry) -> Document:
    """The answer. Raises ValueError if ``at`` has no time zone."""
    return {
        "at": moment_to_text(entry.at),
        "probabilities": dict(zip(map(str, MOODS), entry.probabilities, strict=True)),
        "mood": entry.mood.value,
        "cause": entry.cause.value,
        **({"path": entry.path} if entry.path else {}),
    }


def document_to_state(document: Document) -> StateEntry:
    """The answer. Raises ValueError."""
    return _read(
        lambda d: StateEntry(
            text_to_moment(d["at"]),
            tuple(float(d["probabilities"][str(mood)]) for mood in MOODS),
            Mood(d["mood"]),
            StateCause(d["cause"]),
            _text(d.get("path", "")),
        ),
        document,
    )


def _read(reader: Callable[[Document], T], document: Document) -> T:
    try:
        return reader(document)
    except (AttributeError, KeyError, TypeError, OverflowError) as error:
        raise ValueError(f"cannot read this document: {error!r}") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value
