"""Text that does not say how it is encoded: small files of names, from anywhere in the world."""

import codecs
from collections.abc import Callable, Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_names(data: bytes) -> str:
    """By its byte order mark, else UTF-8, else the likeliest of GB18030, Shift-JIS and Latin-1.

    Likely is what would be written: in Chinese the common characters (those of GB 2312), in
    Japanese kana and common kanji, in Latin-1 single letters among plain ones. Never raises.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return likely_names(data)[0]


def likely_names(data: bytes) -> list[str]:
    """What bytes that are not UTF-8 may say, the likeliest first; at least one."""
    readings = sorted(_readings(data), key=lambda reading: -reading[0])
    return [text for _, text in readings]


def _readings(data: bytes) -> Iterator[tuple[float, str]]:
    """How likely each one is, at most 1, and the text; in the order that decides a draw."""
    likely: tuple[tuple[str, Callable[[str], float]], ...] = (
        ("gb18030", _as_chinese),
        ("cp932", _as_japanese),
    )
    for encoding, likelihood in likely:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        marks = [likelihood(character) for character in text if character > "\x7f"]
        yield sum(marks) / len(marks), text
    try:
        latin = data.decode("cp1252")
    except UnicodeDecodeError:
        latin = data.decode("latin-1")
    yield _as_latin(latin), latin


def _as_chinese(character: str) -> float:
    return 1.0 if _can_write(character, "gb2312") else -1.0


def _as_japanese(character: str) -> float:
    if "\u3040" <= character <= "\u30ff":
        return 1.0
    if "\uff61" <= character <= "\uff9f":  # of half width: each of them a single byte
        return -1.0
    return 0.9 if _can_write(character, "shift_jis") else -1.0


def _as_latin(text: str) -> float:
    marks = [
        1.0 if c.isalpha() and max(before, after) <= "\x7f" else -0.5
        for before, c, after in zip(" " + text, text, text[1:] + " ", strict=False)
        if c > "\x7f"
    ]
    return sum(marks) / len(marks)


def _can_write(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
