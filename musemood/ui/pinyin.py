"""Chinese sorted by pinyin, as the window's language wants it."""

from collections.abc import Iterable

from PySide6.QtCore import QCollator, QLocale

from musemood.domain.spelling import Arrange


def by_pinyin(characters: Iterable[str]) -> list[str]:
    """Single characters in the order of their pinyin (ICU's, which comes with Qt)."""
    language, script = QLocale.Language.Chinese, QLocale.Script.SimplifiedChineseScript
    collator = QCollator(QLocale(language, script, QLocale.Country.China))
    return sorted(characters, key=collator.sortKey)


def spoken_arrange() -> Arrange | None:
    """How the language of the window arranges Han characters; None: as their numbers are."""
    is_chinese = QLocale().language() is QLocale.Language.Chinese
    return by_pinyin if is_chinese else None
