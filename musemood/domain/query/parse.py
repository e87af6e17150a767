"""Puts a query together from its words."""

from collections.abc import Sequence
from difflib import get_close_matches

from msgspec import Struct, field

from musemood.domain.query.facts import NO_FACTS, Facts
from musemood.domain.query.fields import FIELDS, make_condition
from musemood.domain.query.mistake import Mistake, MistakeKind, UnreadableError
from musemood.domain.query.searched import ANYWHERE, Searched
from musemood.domain.query.terms import (
    Condition,
    Either,
    Every,
    Neither,
    TextTerm,
    as_written,
)
from musemood.domain.query.values import SIGNS
from musemood.domain.query.words import Word, WordKind, split_words
from musemood.domain.track import Track, fold


class Query(Struct, frozen=True):
    """What was typed: a condition, met by every track at first, and what could not be read."""

    condition: Condition = field(default_factory=Every)
    mistakes: tuple[Mistake, ...] = ()

    def kept(self, places: Sequence[int], searched: Searched) -> list[int]:
        """The places whose tracks belong in the narrowed list, in their order."""
        return self.condition.kept(places, searched)

    def matches(self, track: Track, facts: Facts = NO_FACTS) -> bool:
        """Whether one track belongs in the list; for many of them `kept` is far quicker."""
        return bool(self.kept((0,), Searched((track,), facts)))


def parse_query(line: str) -> Query:
    """Read what was typed. Never fails: see `Query.mistakes` for what was passed over."""
    parser = _Parser(split_words(line))
    condition = parser.read_all()
    return Query(condition, tuple(parser.mistakes))


class _Parser:
    """Alternatives of words side by side, by recursive descent."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._place = 0
        self.mistakes: list[Mistake] = []

    def read_all(self) -> Condition:
        """Up to the closing bracket or the end."""
        alternatives: list[Condition] = []
        separator: Word | None = None
        while True:
            terms = self._read_side_by_side()
            if terms:
                alternatives.append(terms[0] if len(terms) == 1 else Every(tuple(terms)))
            following = self._next(WordKind.OR)
            separator = separator or following
            if separator and not terms:
                self._note(MistakeKind.NO_OTHER_SIDE, separator)
            if following is None:
                break
            separator = following
        if not alternatives:
            return Every()
        return alternatives[0] if len(alternatives) == 1 else Either(tuple(alternatives))

    def _read_side_by_side(self) -> list[Condition]:
        terms: list[Condition] = []
        while self._place < len(self._words):
            word = self._words[self._place]
            if word.kind in (WordKind.OR, WordKind.CLOSE):
                break
            self._place += 1
            term = self._read_group(word) if word.kind is WordKind.OPEN else self._read_term(word)
            if term is not None and term != Every():
                # What is to be left out is meant as it stands: -demo leaves 的魔 in.
                terms.append(Neither(as_written(term)) if word.is_excluded else term)
        return terms

    def _read_group(self, opening: Word) -> Condition:
        inner = self.read_all()
        if self._next(WordKind.CLOSE) is None:
            self._note(MistakeKind.OPEN_BRACKET, opening)
        return inner

    def _read_term(self, word: Word) -> Condition | None:
        if word.is_open:
            self._note(MistakeKind.OPEN_QUOTE, word)
        name = word.field.casefold()
        if name in FIELDS:
            try:
                return make_condition(name, word.text)
            except UnreadableError as error:
                self._note(error.kind, word)
                return None
        if word.field and self._note(MistakeKind.UNKNOWN_FIELD, word).suggestion:
            return None
        if word.text in SIGNS and word.end - word.start == len(word.text):  # plays > 5
            self._note(MistakeKind.LONE_SIGN, word)
            return None
        text = fold(f"{word.field}:{word.text}" if word.field else word.text)
        return TextTerm(ANYWHERE, text) if text else None

    def _next(self, kind: WordKind) -> Word | None:
        """The word that comes now, taken where it is of this kind."""
        if self._place < len(self._words) and self._words[self._place].kind is kind:
            self._place += 1
            return self._words[self._place - 1]
        return None

    def _note(self, kind: MistakeKind, word: Word) -> Mistake:
        name = word.field.casefold()
        similar = get_close_matches(name, FIELDS, 1) if kind is MistakeKind.UNKNOWN_FIELD else []
        self.mistakes.append(Mistake(kind, word.start, word.end, name, "".join(similar)))
        return self.mistakes[-1]
