"""Han characters as a language sorts them: by how they are spoken, not by their numbers."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

Arrange: TypeAlias = Callable[[Iterable[str]], Sequence[str]]
"""Single Han characters in the order of a language."""

_FIRST = 0xF0000
"""Of the private use area: behind every letter, so Han stays behind the other scripts."""


def han_of(texts: Iterable[str]) -> set[str]:
    """The Han characters in these texts."""
    met = set("".join(text for text in texts if not text.isascii()))
    return {each for each in met if "\u3400" <= each <= "\u9fff" or each >= "\U00020000"}


def spelling(characters: Iterable[str], arrange: Arrange) -> dict[int, int]:
    """A table for `str.translate`: texts it has gone over sort as the language wants it.

    Each character becomes another one, so different texts stay different.
    """
    return {ord(each): _FIRST + place for place, each in enumerate(arrange(characters))}
