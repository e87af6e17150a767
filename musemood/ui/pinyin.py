"""Chinese sorted by pinyin, as the window's language wants it."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from PySide6.QtCore import QCollator, QLocale

from musemood.domain.albums import shelf_name
from musemood.domain.spelling import Arrange, han_of, spelling


def by_pinyin(characters: Iterable[str]) -> list[str]:
    """Single characters in the order of their pinyin (ICU's, which comes with Qt)."""
    language, script = QLocale.Language.Chinese, QLocale.Script.SimplifiedChineseScript
    collator = QCollator(QLocale(language, script, QLocale.Country.China))
    return sorted(characters, key=collator.sortKey)


def spoken_arrange() -> Arrange | None:
    """How the language of the window arranges Han characters; None: as their numbers are."""
    is_chinese = QLocale().language() is QLocale.Language.Chinese
    return by_pinyin if is_chinese else None


def spoken_shelf_name(names: Iterable[str]) -> Callable[[str], str]:
    """How each of these names is sorted on a shelf, as the language of the window wants it."""
    arrange = spoken_arrange()
    characters = frozenset(han_of(names)) if arrange is not None else frozenset()
    if arrange is None or not characters:
        return shelf_name
    return _speller(characters, arrange)


@lru_cache(maxsize=4)
def _speller(characters: frozenset[str], arrange: Arrange) -> Callable[[str], str]:
    """Kept, with what it has spelled: a library has the same names for long."""
    table = spelling(characters, arrange)
    return lru_cache(maxsize=16384)(lambda name: shelf_name(name).translate(table))
