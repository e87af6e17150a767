"""Han characters as a language sorts them: by how they are spoken, not by their numbers."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

Spelling: TypeAlias = Mapping[int, int]
"""A table for `str.translate`: texts that it has gone over sort as a language wants it."""

Arrange: TypeAlias = Callable[[], Spelling]
"""Asked when something is sorted for the first time."""

_FIRST = 0xF0000
"""Of the private use area: behind every letter, so Han stays behind the other scripts."""


def spelling(characters: str) -> Spelling:
    """The table of a language that has the characters in this order.

    Each becomes another one, so different texts stay different.
    """
    return {ord(each): _FIRST + place for place, each in enumerate(characters)}
