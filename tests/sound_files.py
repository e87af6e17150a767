"""Samples written to real files: six formats, tags and covers."""

import base64
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from composing import RATE_HZ, Samples, tone


@dataclass(frozen=True, slots=True)
class Codec:
    """How PyAV is to encode. ``rate_hz``: the only rate it takes, None for any."""

    name: str
    bit_rate: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    rate_hz: int | None = None


_CODECS = {
    ".mp3": Codec("libmp3lame", 128_000, (("compression_level", "9"),)),
    ".flac": Codec("flac"),
    ".ogg": Codec("vorbis", 112_000, (("strict", "experimental"),)),
    ".opus": Codec("libopus", 96_000, (("compression_level", "0"),), 48_000),
    ".m4a": Codec("aac", 128_000, (("aac_coder", "fast"),)),
    ".wav": Codec("pcm_s16le"),
}
FORMATS = tuple(_CODECS)


def encode(
    path: Path,
    samples: Samples,
    *,
    tags: Mapping[str, str] | None = None,
    cover: bytes | None = None,
    rate_hz: int = RATE_HZ,
) -> Path:
    """Write the samples in the format of the path's ending, then its tags and cover.

    ``samples``: (n, 2), or (n, 1) for one channel (not for .ogg: the encoder at hand knows
    stereo only). ``tags``: by mutagen's easy names: title, artist, album, albumartist,
    composer, genre, date, tracknumber, discnumber. ``cover``: PNG or JPEG bytes.
    """
    write_sound(path, samples, _CODECS[path.suffix.lower()], rate_hz)
    if tags:
        _write_tags(path, tags)
    if cover:
        _write_cover(path, cover)
    return path


def write_sound(
    path: Path,
    samples: Samples,
    codec: Codec,
    rate_hz: int = RATE_HZ,
    container_options: Mapping[str, str] | None = None,
) -> None:
    """Encode and nothing else; ``container_options`` go to FFmpeg's muxer."""
    import av

    layout = "stereo" if samples.shape[1] == 2 else "mono"
    with av.open(str(path), "w", options=dict(container_options or {})) as container:
        stream = container.add_stream(
            codec.name, codec.rate_hz or rate_hz, options=dict(codec.options)
        )
        assert isinstance(stream, av.AudioStream)
        stream.codec_context.layout = layout
        if codec.bit_rate:
            stream.codec_context.bit_rate = codec.bit_rate
        for start in range(0, len(samples), rate_hz):
            block = np.ascontiguousarray(samples[start : start + rate_hz].T, np.float32)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate = rate_hz
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


_WAV_FRAMES = {
    "title": "TIT2",
    "artist": "TPE1",
    "album": "TALB",
    "albumartist": "TPE2",
    "composer": "TCOM",
    "genre": "TCON",
    "date": "TDRC",
    "tracknumber": "TRCK",
    "discnumber": "TPOS",
}


def _write_tags(path: Path, tags: Mapping[str, str]) -> None:
    import mutagen
    from mutagen import id3

    file: Any = mutagen.File(path, easy=True)
    if file.tags is None:
        file.add_tags()
    for name, value in tags.items():
        if path.suffix.lower() == ".wav":
            file.tags.add(getattr(id3, _WAV_FRAMES[name])(encoding=3, text=[value]))
        else:
            file[name] = value
    file.save()


def mp3_with(path: Path, *frames: Any) -> str:
    """A second of sound with these ID3 frames; returns its path."""
    from mutagen import mp3

    encode(path, tone(300.0, 1.0), tags={"title": "to be replaced"})
    opened: Any = mp3.MP3
    file = opened(path)
    for frame in frames:
        file.tags.add(frame)
    file.save()
    return str(path)


def _write_cover(path: Path, cover: bytes) -> None:
    import mutagen
    from mutagen import flac, id3, mp4

    file: Any = mutagen.File(path)
    is_png = cover.startswith(b"\x89PNG")
    mime = "image/png" if is_png else "image/jpeg"
    if file.tags is None:
        file.add_tags()
    if path.suffix.lower() in (".mp3", ".wav"):
        new_picture: Any = id3.APIC
        file.tags.add(new_picture(encoding=3, mime=mime, type=3, desc="", data=cover))
    elif path.suffix.lower() == ".m4a":
        new_cover: Any = mp4.MP4Cover
        kind = new_cover.FORMAT_PNG if is_png else new_cover.FORMAT_JPEG
        file["covr"] = [new_cover(cover, kind)]
    else:
        new_block: Any = flac.Picture
        picture = new_block()
        picture.type, picture.mime, picture.data = 3, mime, cover
        if path.suffix.lower() == ".flac":
            file.add_picture(picture)
        else:
            file["metadata_block_picture"] = [base64.b64encode(picture.write()).decode("ascii")]
    file.save()


def png_picture(red: int, green: int, blue: int, side: int = 64) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes((red, green, blue)) * side) * side
    packed = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + packed


def jpeg_picture(red: int, green: int, blue: int, side: int = 64) -> bytes:
    """A JPEG of one colour."""
    import av

    encoder = av.VideoCodecContext.create("mjpeg", "w")
    encoder.width = encoder.height = side
    encoder.pix_fmt = "yuvj420p"
    encoder.time_base = Fraction(1, 1)
    pixels = np.broadcast_to(np.array((red, green, blue), np.uint8), (side, side, 3))
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
    frame = frame.reformat(format="yuvj420p")
    frame.pts = 0
    return b"".join(bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None)))
