"""How Han characters are spoken; `packaging/pinyin_table.py` has written it down."""

from functools import cache

from musemood.shipped import shipped_folder


@cache
def pinyin() -> dict[str, str]:
    """By syllable, in letters without tones, all characters that can be spoken so."""
    table = shipped_folder("resources") / "pinyin.txt"
    lines = table.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ") for line in lines)
