"""Cuts the line of a query into words, brackets and OR, each with its place."""

import re
from enum import Enum, auto

from msgspec import Struct

# What other keyboards and word processors write for the signs of the language.
_SIGNS = str.maketrans("“”„«»：－（）＞＜", '""""":-()><')

_WORD = re.compile(
    r"""(?P<minus>-?)
    (?: (?P<open>\()
      | (?: (?P<field>[^\W\d_]+) : )? (?: "(?P<quoted>[^"]*)(?P<close>"?) | (?P<bare>[^\s"]*) )
    )""",
    re.VERBOSE,
)


_DEEPEST = 20
"""Brackets within brackets; what is deeper is text, so that no line is too deep to be read."""


class WordKind(Enum):
    """What a word is to the grammar."""

    TERM = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()


class Word(Struct, frozen=True):
    """One word of the line. ``start``, ``end``: its place, minus and quotes included.

    ``field``: the name before a colon, "" without one; ``text``: what comes after, without its
    quotes. ``is_open``: a quote was opened and not closed.
    """

    kind: WordKind
    start: int
    end: int
    is_excluded: bool = False
    field: str = ""
    text: str = ""
    is_open: bool = False


def split_words(line: str) -> list[Word]:
    """The words of a line; nothing that is not blank is lost."""
    line = line.translate(_SIGNS)
    words: list[Word] = []
    place, depth = 0, 0
    while place < len(line):
        if line[place].isspace():
            place += 1
            continue
        if line[place] == ")" and depth:
            word = Word(WordKind.CLOSE, place, place + 1)
        else:
            word = _word_at(line, place, depth)
        depth += (word.kind is WordKind.OPEN) - (word.kind is WordKind.CLOSE)
        words.append(word)
        place = word.end
    return words


def _word_at(line: str, place: int, depth: int) -> Word:
    found = _WORD.match(line, place)
    assert found is not None
    is_excluded, end = bool(found["minus"]), found.end()
    if found["open"] and depth < _DEEPEST:
        return Word(WordKind.OPEN, place, end, is_excluded)
    if found["quoted"] is not None:
        is_open = not found["close"]
        field = found["field"] or ""
        return Word(WordKind.TERM, place, end, is_excluded, field, found["quoted"], is_open)
    text: str = found["open"] or found["bare"]
    surplus = _closing_brackets(text) if depth else 0
    text, end = text[: len(text) - surplus], end - surplus
    if line[place:end] == "OR":
        return Word(WordKind.OR, place, end)
    return Word(WordKind.TERM, place, max(end, place + 1), is_excluded, found["field"] or "", text)


def _closing_brackets(text: str) -> int:
    """How many brackets at the end close what was opened outside of the word."""
    surplus = 0
    while text.endswith(")") and text.count(")") > text.count("("):
        text, surplus = text[:-1], surplus + 1
    return surplus
