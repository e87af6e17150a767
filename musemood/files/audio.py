"""Decoding: any audio file to mono samples at one sample rate. The one door to PyAV.

Mono is the mean of the channels, for training and for use alike (FFmpeg's own mix is 1.414
times louder). Resampling is soxr's high quality. A file comes in blocks, so that two hours of
music never lie in memory whole. PyAV and soxr are imported on first use: only a process that
decodes pays for them.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from musemood.domain.failure import FailureKind, FileError
from musemood.domain.span import file_of, span_of
from musemood.files.channels import channels_of, scaled
from musemood.files.diagnosis import HEAD_BYTES, failure_kind, looks_like_audio, open_regular
from musemood.files.span_frames import within

if TYPE_CHECKING:
    import av
    from av.container import InputContainer

    Frame = av.AudioFrame

Floats = NDArray[np.float32]

_NOTHING = np.zeros(0, np.float32)
_GATHERED_S = 0.5
"""One round through numpy per half second: not per frame of 26 ms, and within the cache."""

_SURE_FRAMES = 40
"""So many decoded frames, with fewer damaged packets among them, are sound."""

_MOST_READ_ERRORS = 100

_RUNNING_STARTS_S = (0.25, 2.0, 10.0, 1e6)
"""So long before a place decoding starts, or where that fails the next longer one."""

_SOUGHT_WRONGLY = "mpc8"
"""In Musepack of today FFmpeg lands up to 1.7 s too far and says that it did not."""


OnChannels = Callable[[Floats, int], None]
"""Gets samples as they were decoded, (channels, n) in -1..1, and their rate in Hz."""


def decode_blocks(
    path: str, block_s: float, sample_rate: int, on_channels: OnChannels | None = None
) -> Iterator[Floats]:
    """Mono samples of a track, -1..1, in blocks of exactly ``block_s`` seconds but the last.

    ``path`` may name a span of a file, here and below (see domain/span.py).
    ``on_channels`` hears the whole track on the way, before it is mixed and resampled.

    Damage inside the file is passed over: what can be decoded comes out. Raises FileError
    with the kind MISSING, BROKEN_LINK, NO_PERMISSION, EMPTY, NOT_AUDIO, DAMAGED (sound by its
    first bytes, but nothing could be decoded) or UNREADABLE (the disk failed).
    """
    block_samples = round(block_s * sample_rate)
    kept: list[Floats] = []
    n_kept = 0
    for chunk in _resampled(path, sample_rate, on_channels):
        kept.append(chunk)
        n_kept += len(chunk)
        while n_kept >= block_samples:
            together = np.concatenate(kept)
            yield together[:block_samples]
            kept, n_kept = [together[block_samples:]], n_kept - block_samples
    if n_kept:
        yield np.concatenate(kept)


def decode(path: str, sample_rate: int) -> Floats:
    """All mono samples of a file, (n,) in -1..1; raises what `decode_blocks` raises."""
    return np.concatenate([_NOTHING, *_resampled(path, sample_rate)])


def _resampled(
    path: str, sample_rate: int, on_channels: OnChannels | None = None
) -> Iterator[Floats]:
    import soxr

    stream, stream_rate = None, 0
    for frame in _gathered(path):
        mono, rate = _mono(frame, on_channels), frame.sample_rate
        if stream is not None and rate != stream_rate:
            yield stream.resample_chunk(_NOTHING, last=True)
            stream = None
        if stream is None:
            stream, stream_rate = soxr.ResampleStream(rate, sample_rate, 1, quality="HQ"), rate
        yield stream.resample_chunk(mono)
    if stream is not None:
        yield stream.resample_chunk(_NOTHING, last=True)


def _gathered(path: str) -> Iterator["av.AudioFrame"]:
    """Frames of about half a second."""
    import av

    fifo = av.AudioFifo()
    for frame in frames(path):
        frame.pts = None  # gaps in time are of no interest here, and a fifo refuses them
        try:
            fifo.write(frame)
        except ValueError:  # a new form (chained Ogg, a stream that turns mono): one a fifo
            yield from _drained(fifo)
            fifo = av.AudioFifo()
            fifo.write(frame)
        if fifo.samples >= _GATHERED_S * frame.sample_rate:
            yield from _drained(fifo)
    yield from _drained(fifo)


def _drained(fifo: "av.AudioFifo") -> Iterator["av.AudioFrame"]:
    frame = fifo.read() if fifo.samples else None
    if frame is not None:
        yield frame


def _mono(frame: "av.AudioFrame", on_channels: OnChannels | None) -> Floats:
    """Mean of the channels, (n,); whole-number samples are brought to -1..1."""
    channels = channels_of(frame)
    dtype = channels[0].dtype
    if on_channels is not None:
        together = np.stack(channels).astype(np.float32, copy=False)
        on_channels(scaled(together, dtype), frame.sample_rate)
        channels, dtype = list(together), together.dtype
    mono = channels[0].astype(np.float32)
    # Not numpy's mean: over so few rows it costs four times the sum, which is the same.
    for channel in channels[1:]:
        mono += channel
    mono /= np.float32(len(channels))
    return scaled(mono, dtype)


def unpadded_s(path: str) -> float | None:
    """Where the sound of an MP4 file ends, in seconds, before the encoder's padding.

    None for all other formats: there FFmpeg leaves the padding out by itself. Raises what
    `decode_blocks` raises.
    """
    with _opened(path) as container:
        if "mp4" not in container.format.name or not container.streams.audio:
            return None
        stream = container.streams.audio[0]
        itunes = container.metadata.get("iTunSMPB", "").split()
        if len(itunes) > 3 and stream.sample_rate:
            return int(itunes[3], 16) / stream.sample_rate
        if not stream.duration or stream.time_base is None:
            return None
        return float(stream.duration * stream.time_base)


def encoded_sound(path: str) -> Iterator[bytes]:
    """The sound as it is encoded, in pieces: nothing is decoded, and no tag is among it.

    The first piece says how it is to be decoded; where the others are cut means nothing.
    Raises what `decode_blocks` raises.
    """
    with _opened(path) as container:
        if not container.streams.audio:
            raise FileError(FailureKind.NOT_AUDIO, path, "no audio stream")
        context = container.streams.audio[0].codec_context
        yield f"{context.name} {context.sample_rate} {context.channels}".encode()
        yield from map(bytes, _packets(container))


@contextmanager
def _opened(path: str) -> Iterator["InputContainer"]:
    import av

    av.logging.set_level(None)
    try:
        opened = open_regular(file_of(path))
        with opened as file, av.open(file, "r", metadata_errors="ignore") as container:
            yield container
    except (av.FFmpegError, ValueError) as error:
        raise FileError(FailureKind.DAMAGED, path, str(error)) from error
    except OSError as error:
        raise FileError(failure_kind(error, file_of(path)), path, str(error)) from error


def frames(path: str, start_s: float = 0.0) -> Generator["av.AudioFrame"]:
    """Decoded frames of a track's first audio stream; raises what `decode_blocks` raises.

    ``start_s``: the first of them lies at this place or before it. `frame.time` counts from the
    first sample that is meant to be heard: what an encoder put before it is left out.
    """
    import av

    av.logging.set_level(None)  # FFmpeg would talk to stderr about every odd packet
    claims_sound, span = False, span_of(path)
    try:
        # Opened here and not by FFmpeg: the reasons are Python's, and any bytes are a name.
        with open_regular(span.file) as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            if not head:
                raise FileError(FailureKind.EMPTY, path)
            claims_sound = looks_like_audio(head)
            sure = _sure_frames(path, file, claims_sound, span.start_s + start_s)
            yield from within(sure, span)
    except av.FFmpegError as error:
        raise FileError(_no_sound(claims_sound), path, str(error)) from error
    except OSError as error:
        raise FileError(failure_kind(error, span.file), path, str(error)) from error


def _sure_frames(
    path: str, file: BinaryIO, claims_sound: bool, start_s: float
) -> Iterator["av.AudioFrame"]:
    """The frames, once it is plain that they are sound.

    FFmpeg takes any heap of bytes called .mp3 for one and finds a stray frame in it, so the
    first frames are held until there are enough of them.
    """
    held: list[av.AudioFrame] = []
    n_failed = 0
    decoded = _decoded(path, file, start_s)
    for frame in decoded:
        if frame is None:
            n_failed += 1
            continue
        held.append(frame)
        if len(held) >= _SURE_FRAMES:
            break
    if not held and start_s > 0:
        return
    if not held or (n_failed > len(held) and not claims_sound):
        raise FileError(_no_sound(claims_sound), path, "nothing could be decoded")
    yield from held
    yield from (frame for frame in decoded if frame is not None)


def _decoded(path: str, file: BinaryIO, start_s: float) -> Iterator["av.AudioFrame | None"]:
    """The frames of a file; None for each packet that could not be decoded."""
    import av

    with av.open(file, "r", metadata_errors="ignore") as container:
        if not container.streams.audio:
            raise FileError(FailureKind.NOT_AUDIO, path, "no audio stream")
        # One thread: quickest per second of processor.
        stream = container.streams.audio[0]
        stream.codec_context.thread_count = 1
        origin = stream.start_time or 0
        if start_s > 0:
            _seek(container, start_s)
        for packet in _packets(container):
            try:
                for frame in packet.decode():
                    if frame.pts is not None:
                        frame.pts -= origin
                    yield frame
            except av.FFmpegError:
                yield None


def _seek(container: "InputContainer", start_s: float) -> None:
    """Go to a place a little before ``start_s``: decoders need a running start.

    Where a file cannot be sought in, it stays at its beginning.
    """
    import av

    stream = container.streams.audio[0]
    if stream.time_base is None or container.format.name == _SOUGHT_WRONGLY:
        return
    for before_s in _RUNNING_STARTS_S:  # in a flac FFmpeg misses some places near the end
        place = int(max(0.0, start_s - before_s) / stream.time_base) + (stream.start_time or 0)
        with suppress(av.FFmpegError):
            container.seek(place, stream=stream)
            return


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
