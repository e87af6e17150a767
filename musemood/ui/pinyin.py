"""Chinese sorted by pinyin, as the window's language wants it."""

from collections.abc import Callable
from functools import cache, lru_cache

from PySide6.QtCore import QLocale

from musemood.domain.albums import shelf_name
from musemood.domain.spelling import Arrange, Spelling, spelling
from musemood.shipped import shipped_folder


@cache
def by_pinyin() -> Spelling:
    """Characters in the order of their pinyin; `packaging/pinyin_table.py` has written it down.

    To have Qt sort those of a library takes 10 ms each time, in steps that cannot be cut.
    """
    order = shipped_folder("resources") / "pinyin-order.txt"
    return spelling(order.read_text(encoding="utf-8").strip())


def spoken_arrange() -> Arrange | None:
    """How the language of the window arranges Han characters; None: as their numbers are."""
    is_chinese = QLocale().language() is QLocale.Language.Chinese
    return by_pinyin if is_chinese else None


def spoken_shelf_name() -> Callable[[str], str]:
    """How a name is sorted on a shelf, as the language of the window wants it."""
    return shelf_name if spoken_arrange() is None else _pinyin_shelf_name


@lru_cache(maxsize=16384)
def _pinyin_shelf_name(name: str) -> str:
    return shelf_name(name).translate(by_pinyin())
