"""ReplayGain as tags say it, in whatever form they do; gets mutagen's tags from tags.py."""

import math
import re
from typing import Any

_NUMBER = re.compile(r"\s*([-+]?\d+(?:[.,]\d*)?(?:[eE][-+]?\d+)?)")

_FIELDS = {
    "replaygain_track_gain": "track_gain_db",
    "replaygain_track_peak": "track_peak",
    "replaygain_album_gain": "album_gain_db",
    "replaygain_album_peak": "album_peak",
}

# Opus' own: in 1/256 dB, and towards -23 LUFS where ReplayGain goes to -18.
_R128_FIELDS = {"r128_track_gain": "track_gain_db", "r128_album_gain": "album_gain_db"}
_R128_TO_REPLAY_GAIN_DB = 5.0

_MOST_DB, _HIGHEST_PEAK = 60.0, 100.0


def read_replay_gain(tags: Any) -> dict[str, float]:
    """Those of the four fields of `Tags` that the tags of a file give; numbers that cannot be
    right are passed over.
    """
    found: dict[str, float] = {}
    try:
        names = list(tags.keys()) if tags else []
    except Exception:  # mutagen trips over damaged tags in many ways
        return found
    for name in sorted(names, key=_is_own_frame, reverse=True):  # text overrules it
        if _is_own_frame(name):
            found |= _own_frame(tags, name)
            continue
        # "TXXX:replaygain_track_gain" in ID3, "----:com.apple.iTunes:..." in MP4
        plain = str(name).lower().rsplit(":", 1)[-1]
        if plain in _FIELDS:
            value = _number(tags, name)
            if value is not None and _is_likely(plain, value):
                found[_FIELDS[plain]] = value
        elif plain in _R128_FIELDS:
            value = _number(tags, name)
            if value is not None and abs(value) <= 256 * _MOST_DB:
                found.setdefault(_R128_FIELDS[plain], value / 256 + _R128_TO_REPLAY_GAIN_DB)
    return found


def _is_own_frame(name: Any) -> bool:
    """Whether it is ID3's own frame for loudness, as Quod Libet writes it: ``RVA2:track``."""
    return str(name).lower() in ("rva2:track", "rva2:album")


def _own_frame(tags: Any, name: Any) -> dict[str, float]:
    kind = str(name).lower().rpartition(":")[2]
    try:
        gain, peak = float(tags[name].gain), float(tags[name].peak)
    except Exception:
        return {}
    said = {"gain": gain, "peak": peak}
    return {
        _FIELDS[f"replaygain_{kind}_{part}"]: value
        for part, value in said.items()
        if _is_likely(part, value)
    }


def _is_likely(name: str, value: float) -> bool:
    if name.endswith("gain"):
        return abs(value) <= _MOST_DB
    return 0 < value <= _HIGHEST_PEAK


def _number(tags: Any, name: Any) -> float | None:
    try:
        value = tags[name]
        values = [value] if isinstance(value, str | bytes) else list(getattr(value, "text", value))
        text = values[0]
        if isinstance(text, bytes):
            text = bytes(text).decode("utf-8", "replace")
    except Exception:
        return None
    match = _NUMBER.match(str(text))
    number = float(match.group(1).replace(",", ".")) if match else math.nan
    return number if math.isfinite(number) else None
