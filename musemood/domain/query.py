"""The search field: a small language that narrows the list.

``bare words`` look in title, artist and album; ``artist:``, ``album:``, ``title:``, ``genre:``
in one field; ``mood:sad`` asks the mood; ``-word`` excludes; "two words" in quotes belong
together. All terms must hold.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from musemood.domain.track import Track, fold

_TERM = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))')

_FIELDS: dict[str, Callable[[Track], str]] = {
    "title": lambda track: track.title,
    "artist": lambda track: track.tags.artist,
    "album": lambda track: track.tags.album,
    "albumartist": lambda track: track.tags.album_artist,
    "composer": lambda track: track.tags.composer,
    "genre": lambda track: track.tags.genre,
    "path": lambda track: track.path,
    "mood": lambda track: track.mood or "",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. ``field`` "" looks in title, artist and album."""

    field: str
    text: str
    is_excluded: bool

    def matches(self, track: Track) -> bool:
        """Whether this condition holds for the track."""
        return (self.text in self._searched(track)) is not self.is_excluded

    def _searched(self, track: Track) -> str:
        if self.field:
            return fold(_FIELDS[self.field](track))
        return fold(f"{track.title}\n{track.tags.artist}\n{track.tags.album}")


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that must all hold; none of them matches every track."""

    terms: tuple[Term, ...] = ()

    def matches(self, track: Track) -> bool:
        """Whether the track belongs in the narrowed list."""
        return all(term.matches(track) for term in self.terms)


def parse_query(text: str) -> Query:
    """Read what was typed. Never fails: an unknown ``field:`` is looked for as plain text."""
    terms = []
    for minus, field, quoted, bare in _TERM.findall(text):
        words = quoted or bare
        known = field.casefold() if field.casefold() in _FIELDS else ""
        if field and not known:
            words = f"{field}:{words}"
        is_half_typed = words.endswith(":") and words[:-1].casefold() in _FIELDS
        if words and not is_half_typed:
            terms.append(Term(known, fold(words), bool(minus)))
    return Query(tuple(terms))
