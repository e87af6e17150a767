"""How tracks are joined: a continuous tone cut into two files, played and recorded.

    make bench NAME=gapless

prints for each of six formats the gap (positive) or overlap (negative) in the recording.
Allowed: 5 ms for flac and wav, 25 ms for the rest.
"""

import sys
import tempfile
from pathlib import Path

from composed_music import FORMATS
from recorded import halves, measured, record_joined

ALLOWED_MS = {".flac": 5.0, ".wav": 5.0}


def main() -> int:
    """Measure them all; 1 if one is above what is allowed."""
    is_bad = False
    print(f"{'format':8}{'added':>10}{'samples':>9}{'phase':>10}{'silence':>10}  allowed")
    for ending in FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            samples, rate_hz = record_joined(Path(folder), halves(Path(folder), ending))
        join = measured(samples, rate_hz)
        allowed_ms = ALLOWED_MS.get(ending, 25.0)
        is_bad |= abs(join.gap_ms) > allowed_ms
        added = round(join.length_ms * rate_hz / 1000)
        print(
            f"{ending[1:]:8}{join.length_ms:7.2f} ms{added:9}{join.phase_ms:7.3f} ms"
            f"{join.silence_ms:7.2f} ms  {allowed_ms:.0f} ms"
        )
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main())
