"""Numbers and moments as other programs write them; nonsense becomes "it does not say"."""

import math
from datetime import UTC, datetime, timedelta

_OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Before that no player kept a history: such a date is a clock that had not been set."""


def whole(value: object) -> int:
    """A whole number, not negative; 0 for anything else."""
    try:
        number = float(str(value))
    except ValueError:
        return 0
    return max(0, int(number)) if math.isfinite(number) else 0


def moment_of(seconds: object) -> datetime | None:
    """The moment of a Unix time in seconds; None for none, nonsense, and the far future."""
    try:
        moment = datetime.fromtimestamp(float(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return sensible(moment)


def sensible(moment: datetime) -> datetime | None:
    """The moment unless it lies before 2000 or more than a day ahead."""
    is_sensible = _OLDEST <= moment <= datetime.now(UTC) + timedelta(days=1)
    return moment if is_sensible else None


def stars_of(share: object) -> int | None:
    """Stars 1..5 of a share 0..1, half a star upwards; None for not rated."""
    try:
        number = float(str(share))
    except ValueError:
        return None
    if not 0 < number <= 1:
        return None
    return max(1, math.floor(number * 5 + 0.5))
