"""Writes resources/pinyin.txt: how Han characters are spoken, in letters without tones.

    pip install pypinyin==0.55.0 && python packaging/pinyin_table.py resources/pinyin.txt

The readings are those of pypinyin (MIT), the rare ones too: whoever searches types the right one.
The package itself takes 55 MB and 0.2 s as it is imported, so the program reads this table.

A line is a syllable, a blank, and all characters that can be spoken so. ``ü`` is written ``v``,
as it is typed, and ``u`` as well, as it is printed.
"""

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict  # type: ignore[import-not-found]  # see above

_FIRST, _LAST = 0x3400, 0x9FFF
_DIAERESIS = "\u0308"


def main(target: Path) -> None:
    """Write the table."""
    characters: dict[str, set[str]] = {}
    for number, readings in pinyin_dict.items():
        if _FIRST <= number <= _LAST or chr(number) == "〇":
            for reading in readings.split(","):
                for syllable in _typed(reading):
                    characters.setdefault(syllable, set()).add(chr(number))
    lines = (
        f"{syllable} {''.join(sorted(characters[syllable]))}\n" for syllable in sorted(characters)
    )
    target.write_text("".join(lines), encoding="utf-8")


def _typed(reading: str) -> Iterator[str]:
    """How a reading is typed; nothing for the few that are hummed (``hm``, ``ng``)."""
    letters = unicodedata.normalize("NFD", reading).replace("u" + _DIAERESIS, "v")
    plain = "".join(letter for letter in letters if letter.isascii())
    if not set(plain) & set("aeiouv"):
        return
    yield plain
    if "v" in plain:
        yield plain.replace("v", "u")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
