"""The rating that other programs write into files, as 1 to 5 stars.

ID3: POPM, a byte (Windows Media Player's steps: 1, 64, 128, 196, 255), and TXXX:FMPS_RATING.
Vorbis comments: FMPS_RATING (0.0 to 1.0), ``rating:somebody`` (Quod Libet, 0.0 to 1.0) and
RATING, which is 1 to 5 with some programs and 0 to 100 with others. MP4: rate, 0 to 100. Zero is
how most of them write "not rated".
"""

from collections.abc import Iterator
from typing import Any

_POPM_STEPS = (1, 32, 96, 160, 224)
"""The least byte for 1, 2, ... stars: the middles between Windows Media Player's steps."""


def stars_of(tags: Any) -> int | None:
    """1..5, None where the tags (mutagen's object) rate nothing. Never raises."""
    try:
        return next(_found(tags), None) if tags else None
    except Exception:  # foreign tags hold anything
        return None


def _found(tags: Any) -> Iterator[int]:
    if hasattr(tags, "getall"):
        yield from (
            sum(frame.rating >= step for step in _POPM_STEPS)
            for frame in tags.getall("POPM")
            if frame.rating > 0
        )
        yield from _stars_in(tags.getall("TXXX:FMPS_RATING"), 1.0)
        return
    named = ((key, key.lower()) for key in list(tags.keys()))
    for key, name in named:
        if name.endswith("fmps_rating") or name.startswith("rating:"):
            yield from _stars_in(tags[key], 1.0)
        elif name in ("rating", "rate") or name.endswith(":rating"):
            yield from _stars_in(tags[key], None)


def _stars_in(values: Any, most: float | None) -> Iterator[int]:
    for value in values if isinstance(values, list) else [values]:
        text = value.decode() if isinstance(value, bytes) else str(value)
        stars = _stars(text.strip(), most)
        if stars:
            yield stars


def _stars(text: str, most: float | None) -> int:
    number = float(text)
    if most is None:
        most = 1.0 if "." in text and number <= 1 else 5.0 if number <= 5 else 100.0
    if not 0 < number <= most:
        return 0
    return min(5, max(1, int(5 * number / most + 0.5)))
