"""The formats beside the six that PyAV can write here: for each ending how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from composing import Samples
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
FURTHER = tuple(_WAYS)


def encode_further(path: Path, samples: Samples) -> Path:
    """Write the samples, (n, 2), in the format of the path's ending, without tags."""
    way = _WAYS[path.suffix.lower()]
    write_sound(path, samples, way.codec, container_options=way.options)
    return path
