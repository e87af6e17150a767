"""The names before a colon, and what each makes of the text after it."""

import re
from collections.abc import Callable

from musemood.domain.mood import ALL_MOODS, MOODS, Mood
from musemood.domain.query.mistake import MistakeKind, UnreadableError
from musemood.domain.query.searched import TEXT_FIELDS
from musemood.domain.query.terms import Condition, MoodTerm, NumberTerm, ShareTerm, TextTerm
from musemood.domain.query.values import Reader, Span, age, length, number, read_span, share, year
from musemood.domain.track import fold

_MOOD = re.compile(r"([^\W\d_]*)(.*)", re.DOTALL)
_MOOD_NAMES: dict[str, Mood | None] = {
    **{mood.value: mood for mood in ALL_MOODS},
    "快乐": Mood.HAPPY,
    "清新": Mood.FRESH,
    "放松": Mood.RELAXED,
    "伤感": Mood.SAD,
    "激昂": Mood.INTENSE,
    "none": None,
}
_NEVER = "never"
_HALF_A_COMPARISON = ("", ">", "<", "=", ">=", "<=", "≥", "≤", "..")

Maker = Callable[[str], Condition]
"""Makes the condition of a value; raises UnreadableError."""


def make_condition(field: str, text: str) -> Condition:
    """The condition ``field:text``; ``field`` is one of `FIELDS`. Raises UnreadableError."""
    if not text.strip():
        raise UnreadableError(MistakeKind.NO_VALUE)
    return _MAKERS[field](text)


def _text(field: str) -> Maker:
    return lambda text: TextTerm(field, fold(text))


def _number(field: str, read: Reader) -> Maker:
    return lambda text: NumberTerm(field, read_span(text.strip(), read))


def _added(text: str) -> Condition:
    return NumberTerm("added", _age_span(text.strip()))


def _played(text: str) -> Condition:
    text = fold(text)
    if _NEVER.startswith(text):
        return NumberTerm("plays", Span(0, 0))
    return NumberTerm("played", _age_span(text))


def _age_span(text: str) -> Span:
    """``7d`` alone means: within the last seven days."""
    is_alone = text[:1].isdigit() and ".." not in text
    return read_span(f"<={text}" if is_alone else text, age)


def _mood(text: str) -> Condition:
    found = _MOOD.fullmatch(fold(text))
    assert found is not None
    name, comparison = found.groups()
    moods = frozenset(mood for known, mood in _MOOD_NAMES.items() if known.startswith(name))
    if not name or not moods:
        raise UnreadableError(MistakeKind.NO_MOOD)
    if comparison in _HALF_A_COMPARISON:
        return MoodTerm(moods)
    mood = next(iter(moods)) if len(moods) == 1 else None
    if mood not in MOODS:
        raise UnreadableError(MistakeKind.NO_MOOD)
    return ShareTerm(mood, read_span(comparison, share))


_MAKERS: dict[str, Maker] = {
    **{field: _text(field) for field in TEXT_FIELDS},
    "mood": _mood,
    "rating": _number("rating", number),
    "year": _number("year", year),
    "plays": _number("plays", number),
    "length": _number("length", length),
    "played": _played,
    "added": _added,
}

FIELDS = tuple(_MAKERS)
"""Every name that may stand before a colon."""
