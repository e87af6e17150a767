"""The rating that other programs write into files, as 1 to 5 stars.

ID3: POPM, a byte (Windows Media Player's steps: 1, 64, 128, 196, 255; Quod Libet's: fifths of 255),
and TXXX:FMPS_RATING. ASF: WM/SharedUserRating (1, 25, 50, 75, 99) and FMPS/Rating.
Vorbis comments: FMPS_RATING (0.0 to 1.0), ``rating:somebody`` (Quod Libet, 0.0 to 1.0) and
RATING, which is 1 to 5 with some programs and 0 to 100 with others. MP4: rate, 0 to 100. Zero is
how most of them write "not rated".
"""

from collections.abc import Iterator
from typing import Any

_POPM_STEPS = (1, 58, 115, 175, 230)
"""The least byte for 1, 2, ... stars: between what Quod Libet writes for one and Windows Media
Player for the next."""
_ASF_STEPS = (1, 13, 38, 63, 87)


def stars_of(tags: Any) -> int | None:
    """1..5, None where the tags (mutagen's object) rate nothing. Never raises."""
    try:
        return next(_found(tags), None) if tags else None
    except Exception:  # foreign tags hold anything
        return None


def _found(tags: Any) -> Iterator[int]:
    if hasattr(tags, "getall"):
        yield from (
            _steps_reached(frame.rating, _POPM_STEPS)
            for frame in tags.getall("POPM")
            if frame.rating > 0
        )
        yield from _stars_in(tags.getall("TXXX:FMPS_RATING"), 1.0)
        return
    named = ((key, key.lower()) for key in list(tags.keys()))
    for key, name in named:
        if name == "wm/shareduserrating":
            number = int(str(tags[key][0]))
            yield from [stars for stars in [_steps_reached(number, _ASF_STEPS)] if stars]
        elif name.endswith(("fmps_rating", "fmps/rating")) or name.startswith("rating:"):
            yield from _stars_in(tags[key], 1.0)
        elif name in ("rating", "rate") or name.endswith(":rating"):
            yield from _stars_in(tags[key], None)


def _steps_reached(number: int, steps: tuple[int, ...]) -> int:
    return sum(number >= step for step in steps)


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
