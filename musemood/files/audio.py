"""Decoding: any audio file to mono samples at one sample rate. The one door to PyAV.

Mono is the mean of the channels, for training and for use alike (FFmpeg's own mix is 1.414
times louder). Resampling is soxr's high quality. A file comes in blocks, so that two hours of
music never lie in memory whole. PyAV and soxr are imported on first use: only a process that
decodes pays for them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from musemood.domain.failure import FailureKind, FileError
from musemood.files.diagnosis import HEAD_BYTES, failure_kind, looks_like_audio

if TYPE_CHECKING:
    import av
    from av.container import InputContainer

Floats = NDArray[np.float32]

_NOTHING = np.zeros(0, np.float32)
_GATHERED_S = 10.0
"""One round through Python per 10 s of sound, not per frame of 26 ms."""

_SURE_FRAMES = 40
"""So many decoded frames, with fewer damaged packets among them, are sound."""

_MOST_READ_ERRORS = 100


def decode_blocks(path: str, block_s: float, sample_rate: int) -> Iterator[Floats]:
    """Mono samples of a file, -1..1, in blocks of exactly ``block_s`` seconds but the last.

    Damage inside the file is passed over: what can be decoded comes out. Raises FileError
    with the kind MISSING, BROKEN_LINK, NO_PERMISSION, EMPTY, NOT_AUDIO, DAMAGED (sound by its
    first bytes, but nothing could be decoded) or UNREADABLE (the disk failed).
    """
    block_samples = round(block_s * sample_rate)
    kept = _NOTHING
    for chunk in _resampled(path, sample_rate):
        kept = np.concatenate([kept, chunk])
        while len(kept) >= block_samples:
            yield kept[:block_samples]
            kept = kept[block_samples:]
    if len(kept):
        yield kept


def decode(path: str, sample_rate: int) -> Floats:
    """All mono samples of a file, (n,) in -1..1; raises what `decode_blocks` raises."""
    return np.concatenate([_NOTHING, *_resampled(path, sample_rate)])


def _resampled(path: str, sample_rate: int) -> Iterator[Floats]:
    import soxr

    stream, stream_rate = None, 0
    for mono, rate in _gathered(path):
        if stream is not None and rate != stream_rate:
            yield stream.resample_chunk(_NOTHING, last=True)
            stream = None
        if stream is None:
            stream, stream_rate = soxr.ResampleStream(rate, sample_rate, 1, quality="HQ"), rate
        yield stream.resample_chunk(mono)
    if stream is not None:
        yield stream.resample_chunk(_NOTHING, last=True)


def _gathered(path: str) -> Iterator[tuple[Floats, int]]:
    """Mono chunks of about 10 s, each with its sample rate."""
    import av

    fifo, form = av.AudioFifo(), ("", "", 0)
    for frame in _frames(path):
        its_form = (frame.format.name, frame.layout.name, frame.sample_rate)
        if its_form != form or fifo.samples >= _GATHERED_S * frame.sample_rate:
            # A new form is a chained Ogg, or a stream that turns mono: a fifo holds one only.
            if fifo.samples:
                yield _mono(fifo.read()), form[2]
            fifo, form = av.AudioFifo(), its_form
        frame.pts = None  # gaps in time are of no interest here, and a fifo refuses them
        fifo.write(frame)
    if fifo.samples:
        yield _mono(fifo.read()), form[2]


def _mono(frame: "av.AudioFrame | None") -> Floats:
    """Mean of the channels, (n,); whole-number samples are brought to -1..1."""
    if frame is None:
        return _NOTHING
    samples = frame.to_ndarray()
    if not frame.format.is_planar:
        samples = samples.reshape(-1, frame.layout.nb_channels).T
    mono: Floats = samples.mean(axis=0, dtype=np.float32)
    if samples.dtype == np.uint8:
        return (mono - np.float32(128)) / np.float32(128)
    if samples.dtype.kind == "i":
        return mono / np.float32(2 ** (8 * samples.dtype.itemsize - 1))
    return mono


def _frames(path: str) -> Iterator["av.AudioFrame"]:
    """Decoded frames of the first audio stream; raises what `decode_blocks` raises."""
    import av

    av.logging.set_level(None)  # FFmpeg would talk to stderr about every odd packet
    claims_sound = False
    try:
        # Opened here and not by FFmpeg: the reasons are Python's, and any bytes are a name.
        with Path(path).open("rb") as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            if not head:
                raise FileError(FailureKind.EMPTY, path)
            claims_sound = looks_like_audio(head)
            yield from _sure_frames(path, file, claims_sound)
    except av.FFmpegError as error:
        raise FileError(_no_sound(claims_sound), path, str(error)) from error
    except OSError as error:
        raise FileError(failure_kind(error, path), path, str(error)) from error


def _sure_frames(path: str, file: BinaryIO, claims_sound: bool) -> Iterator["av.AudioFrame"]:
    """The frames, once it is plain that they are sound.

    FFmpeg takes any heap of bytes called .mp3 for one and finds a stray frame in it, so the
    first frames are held until there are enough of them.
    """
    held: list[av.AudioFrame] = []
    n_failed = 0
    decoded = _decoded(path, file)
    for frame in decoded:
        if frame is None:
            n_failed += 1
            continue
        held.append(frame)
        if len(held) >= _SURE_FRAMES:
            break
    if not held or (n_failed > len(held) and not claims_sound):
        raise FileError(_no_sound(claims_sound), path, "nothing could be decoded")
    yield from held
    yield from (frame for frame in decoded if frame is not None)


def _decoded(path: str, file: BinaryIO) -> Iterator["av.AudioFrame | None"]:
    """The frames of a file; None for each packet that could not be decoded."""
    import av

    with av.open(file, "r", metadata_errors="ignore") as container:
        if not container.streams.audio:
            raise FileError(FailureKind.NOT_AUDIO, path, "no audio stream")
        # One thread: quickest per second of processor.
        container.streams.audio[0].codec_context.thread_count = 1
        for packet in _packets(container):
            try:
                yield from packet.decode()
            except av.FFmpegError:
                yield None


def _packets(container: "InputContainer") -> Iterator["av.Packet[av.AudioStream]"]:
    """The packets of the first audio stream, going on after what could not be read."""
    import av

    for _ in range(_MOST_READ_ERRORS):
        try:
            yield from container.demux(container.streams.audio[0])
            return
        except av.InvalidDataError:
            continue
        except av.PatchWelcomeError:  # FFmpeg's words for "I cannot read on": an odd chained Ogg
            return


def _no_sound(claims_sound: bool) -> FailureKind:
    return FailureKind.DAMAGED if claims_sound else FailureKind.NOT_AUDIO
