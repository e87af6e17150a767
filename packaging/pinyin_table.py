"""Writes resources/pinyin.txt and pinyin-order.txt: how Han characters are spoken, and sorted.

    pip install pypinyin==0.55.0 && python packaging/pinyin_table.py resources

The readings, in letters without tones, are those of pypinyin (MIT), the rare ones too: whoever
searches types the right one. The package itself takes 55 MB and 0.2 s as it is imported, so the
program reads this table. A line is a syllable, a blank, and all characters that can be spoken so.
``ü`` is written ``v``, as it is typed, and ``u`` as well, as it is printed.

The order is that of ICU's collator, which comes with Qt: by pinyin and tone.
"""

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict  # type: ignore[import-not-found]  # see above
from PySide6.QtCore import QCollator, QLocale

_DIAERESIS = "\u0308"
_HAN = ("〇", *map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))


def main(resources: Path) -> None:
    """Write both."""
    (resources / "pinyin.txt").write_text(_readings(), encoding="utf-8")
    order = sorted(_HAN, key=QCollator(QLocale("zh_CN")).sortKey)
    (resources / "pinyin-order.txt").write_text("".join(order) + "\n", encoding="utf-8")


def _readings() -> str:
    characters: dict[str, set[str]] = {}
    for each in _HAN:
        for reading in pinyin_dict.get(ord(each), "").split(","):
            for syllable in _typed(reading):
                characters.setdefault(syllable, set()).add(each)
    lines = (f"{name} {''.join(sorted(characters[name]))}\n" for name in sorted(characters))
    return "".join(lines)


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
