"""Han characters found by how they are spoken: ``zhoujielun``, ``zhouj`` and ``zjl`` find 周杰伦.

What was typed is read as syllables of which the last may be unfinished, or as the first letters
of syllables; either begins with a character and goes on with those that stand behind it. Each
character stands for every way in which it can be spoken.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Syllables: TypeAlias = Mapping[str, str]
"""By syllable, in letters without tones, the characters that can be spoken so."""

_END = "\r"
"""Stands in no folded text."""

_FIRST, _LAST = 0x3007, 0x9FFF
"""Codes of the characters that are looked for; those between that are no Han are never met."""

_LONGEST = 6
"""Letters of a syllable at most."""

_Spots: TypeAlias = NDArray[np.int64]
"""Places of characters among all that stand one after another."""


class SpokenTexts:
    """Of folded texts the Han characters, one after another, so that all are gone through at once.

    That takes 3 ms for a million. ``is_empty``: there are none.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        places = [place for place, text in enumerate(texts) if not text.isascii()]
        codes = _codes("".join([texts[place] + _END for place in places]))
        is_han = (codes >= _FIRST) & (codes <= _LAST)
        is_end = codes == ord(_END)
        # Of what is not Han only its beginning stays: it tells that characters are apart.
        is_kept = is_han | is_end
        is_kept[1:] |= is_han[:-1]
        self.is_empty = not is_han.any()
        self._places = np.array(places, np.int64)
        self._codes = codes[is_kept]
        self._ends = np.flatnonzero(is_end[is_kept])

    def places(self, typed: str, syllables: Syllables) -> frozenset[int]:
        """The places of the texts that are spoken as ``typed``, or hold what is."""
        letters = typed.replace(" ", "").replace("'", "")
        if not (letters.isascii() and letters.isalpha() and typed[0].isalpha()):
            return frozenset()
        first = np.flatnonzero(_begun(letters[0], syllables)[self._codes])
        met = [*self._whole(letters, syllables, first), self._initials(letters, syllables, first)]
        texts = np.searchsorted(self._ends, np.concatenate(met))
        return frozenset(self._places[texts].tolist())

    def _whole(self, letters: str, syllables: Syllables, first: _Spots) -> Iterator[_Spots]:
        """Where the last character stands of those spoken in syllables of which it may be cut."""
        waiting = {0: [first]}  # by how many letters are met, where the next character stands
        for start in range(len(letters)):
            if start not in waiting:
                continue
            met = waiting.pop(start)
            spots = met[0] if len(met) == 1 else np.unique(np.concatenate(met))
            rest, codes = letters[start:], self._codes[spots]
            yield spots[_begun(rest, syllables)[codes]]
            for length in range(1, min(_LONGEST + 1, len(rest))):
                further = spots[_table(syllables.get(rest[:length], ""))[codes]] + 1
                if further.size:
                    waiting.setdefault(start + length, []).append(further)

    def _initials(self, letters: str, syllables: Syllables, first: _Spots) -> _Spots:
        """Where the last character stands of those that begin with these letters."""
        spots = first
        for letter in letters[1:]:
            if spots.size:
                spots = spots + 1
                spots = spots[_begun(letter, syllables)[self._codes[spots]]]
        return spots


def _codes(text: str) -> NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def _table(characters: str) -> NDArray[np.bool_]:
    """By code, whether it is one of these."""
    table = np.zeros(1 << 16, np.bool_)
    table[_codes(characters)] = True
    return table


def _begun(letters: str, syllables: Syllables) -> NDArray[np.bool_]:
    """By code, whether it can be spoken as a syllable that begins with the letters."""
    return _table("".join([each for name, each in syllables.items() if name.startswith(letters)]))
