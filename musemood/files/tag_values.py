"""Texts of a tag sheet and the values that stand for them in a file."""

import re

from musemood.domain.tag_sheet import MANY_VALUED, SEPARATOR, TagField, split_values

_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\s*(\d{1,6})")

# A number and its total share one key in ID3 and MP4: (number, total).
_PAIRS = (
    (TagField.TRACK_NUMBER, TagField.TRACK_TOTAL),
    (TagField.DISC_NUMBER, TagField.DISC_TOTAL),
)
PARTNERS = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}
TOTALS = frozenset(total for _, total in _PAIRS)


def pair_of(text: str) -> tuple[str, str]:
    """``3/12`` as ("3", "12"); what is no number is ""."""
    number, _, total = text.partition("/")
    return plain_number(number), plain_number(total)


def plain_number(text: str) -> str:
    """The number that the text begins with, without zeros before it; "" for none and for 0."""
    match = _NUMBER.match(text)
    return str(int(match[1]) or "") if match else ""


def joined_pair(number: str, total: str) -> str:
    """``3/12``, or the number alone where there is no total."""
    return f"{number or '0'}/{total}" if total else number


def with_part(pair: tuple[str, str], field: TagField, text: str) -> tuple[str, str]:
    """The pair with the part that is ``field`` exchanged."""
    return (pair[0], text) if field in TOTALS else (text, pair[1])


def values_of(field: TagField, text: str) -> list[str]:
    """The values to write for a text; none for an empty one."""
    return split_values(text) if field in MANY_VALUED else [text] if text else []


def shown_text(field: TagField, values: list[str]) -> str:
    """The text to show for the values that are written."""
    if field is TagField.YEAR:
        match = _YEAR.search(" ".join(values))
        return match[0] if match else ""
    if field in MANY_VALUED:
        return SEPARATOR.join(filter(None, map(str.strip, values)))
    return values[0] if values else ""
