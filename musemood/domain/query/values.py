"""Reads what stands after a colon: numbers, years, lengths and ages, each as a span."""

import math
import re
from collections.abc import Callable

from msgspec import Struct

from musemood.domain.query.mistake import MistakeKind, UnreadableError

_COMPARED = re.compile(r"(>=|<=|=|>|<|≥|≤)?(.*)", re.DOTALL)
_SIGNS = {"≥": ">=", "≤": "<=", None: "="}
SIGNS = frozenset((">", "<", "=", ">=", "<=", "≥", "≤", ".."))
"""They stand before a value or between two, without blanks."""
_NUMBER = re.compile(r"\d{1,9}(\.\d*)?|\.\d+")
_LENGTH = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{0,2})|(\d{1,7})")
_AGE = re.compile(r"(\d{1,6}(?:\.\d*)?)([hdwmy]?)", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
_HIGHEST_YEAR = 9999

Reader = Callable[[str], "Span"]
"""Reads one value as the span that it stands for; raises UnreadableError."""


class Span(Struct, frozen=True):
    """All numbers from ``low`` to ``high``, both included."""

    low: float = -math.inf
    high: float = math.inf

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def is_within(self, other: "Span") -> bool:
        """Whether every number here is in the other, too."""
        return other.low <= self.low and self.high <= other.high


def read_span(text: str, read: Reader) -> Span:
    """``5``, ``>5``, ``>=5``, ``<5``, ``<=5``, ``=5``, ``1..5``, ``1..`` or ``..5``.

    Raises UnreadableError; NO_VALUE if what is there can still become one of them.
    """
    first, dots, last = text.partition("..")
    if not dots:
        sign, value = _compared(text)
        return _side(sign, read(_given(value)))
    if not (first or last):
        raise UnreadableError(MistakeKind.NO_VALUE)
    low = read(first).low if first else -math.inf
    high = read(last).high if last else math.inf
    if low > high:
        raise UnreadableError(MistakeKind.EMPTY_RANGE)
    return Span(low, high)


def number(text: str) -> Span:
    """``5`` or ``2.5``."""
    if not _NUMBER.fullmatch(text):
        raise UnreadableError(MistakeKind.NO_NUMBER)
    return Span(float(text), float(text))


def year(text: str) -> Span:
    """``1994``; what is shorter is a beginning: ``199`` is 1990 to 1999."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise UnreadableError(MistakeKind.NO_NUMBER)
    span = 10 ** (4 - len(text))
    low = int(text) * span
    return Span(low, min(low + span - 1, _HIGHEST_YEAR))


def length(text: str) -> Span:
    """``5:00``, ``1:02:03``, or ``180`` seconds; in whole seconds, as lengths are shown."""
    found = _LENGTH.fullmatch(text)
    if not found:
        raise UnreadableError(MistakeKind.NO_LENGTH)
    hours, minutes, seconds, plain = found.groups()
    whole = int(plain or 0) + 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0)
    return Span(whole, whole)


def age(text: str) -> Span:
    """``7d``, ``12h``, ``2w``, ``3m`` (of 30 days) or ``1y`` (365), in seconds."""
    found = _AGE.fullmatch(text)
    if not found:
        raise UnreadableError(MistakeKind.NO_AGE)
    seconds = float(found[1]) * 3600 * _HOURS[found[2].lower()]
    return Span(seconds, seconds)


def share(text: str) -> Span:
    """A probability: ``0.6``, ``60`` or ``60%``. Above 1 it is a percentage."""
    is_percentage = text.endswith("%")
    value = number(text.removesuffix("%")).low
    value = value / 100 if is_percentage or value > 1 else value
    if value > 1:
        raise UnreadableError(MistakeKind.NO_SHARE)
    return Span(value, value)


def _compared(text: str) -> tuple[str, str]:
    found = _COMPARED.fullmatch(text)
    assert found is not None
    return _SIGNS.get(found[1], found[1]), found[2]


def _given(text: str) -> str:
    if not text:
        raise UnreadableError(MistakeKind.NO_VALUE)
    return text


def _side(sign: str, value: Span) -> Span:
    if sign == "=":
        return value
    low = {">": math.nextafter(value.high, math.inf), ">=": value.low}.get(sign, -math.inf)
    high = {"<": math.nextafter(value.low, -math.inf), "<=": value.high}.get(sign, math.inf)
    return Span(low, high)
