"""The formats beside the six: how PyAV writes them, and those that others wrote.

``tones/`` holds `recorded.whole_tone`, a WAV of 16 bits, as Debian's encoders made it:

    java -jar /usr/share/java/jmac.jar c2 tone.wav tone.ape     (libjmac-java)
    mpcenc tone.wav tone.mpc                                    (musepack-tools)
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from composing import Samples
from recorded import whole_tone
from sound_files import Codec, write_sound


@dataclass(frozen=True, slots=True)
class _Way:
    codec: Codec
    options: Mapping[str, str] = field(default_factory=dict)


_WAYS = {
    ".aac": _Way(Codec("aac", 128_000, (("aac_coder", "fast"),))),
    ".aif": _Way(Codec("pcm_s16be")),
    ".aiff": _Way(Codec("pcm_s24be")),
    ".m4b": _Way(Codec("aac", 128_000, (("aac_coder", "fast"),))),
    ".mka": _Way(Codec("flac")),
    ".mp2": _Way(Codec("mp2", 192_000)),
    ".oga": _Way(Codec("flac")),
    ".tta": _Way(Codec("tta")),
    ".wma": _Way(Codec("wmav2", 128_000)),
    ".wv": _Way(Codec("wavpack")),
}
_TONES = Path(__file__).with_name("tones")
_WRITTEN = (".ape", ".mpc")
FURTHER = (*_WAYS, *_WRITTEN)


def encode_further(path: Path, samples: Samples) -> Path:
    """Write the samples, (n, 2), in the format of the path's ending, without tags.

    Not in those that only `further_tone` has.
    """
    way = _WAYS[path.suffix.lower()]
    write_sound(path, samples, way.codec, container_options=way.options)
    return path


def further_tone(path: Path) -> Path:
    """The tone of `recorded.whole_tone`, 6 s, in the format of the path's ending, without tags."""
    if path.suffix.lower() in _WRITTEN:
        shutil.copy(_TONES / f"tone{path.suffix.lower()}", path)
        return path
    return encode_further(path, whole_tone())
