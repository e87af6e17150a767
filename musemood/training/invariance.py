"""The same music in other files: whether the model that ships gives it the same mood.

Pieces of the trial library, which nothing was trained on, are written as mp3 (64, 128, 320
kbit/s), ogg, opus, m4a and flac, made 12 dB softer, cut by half a second, and cut to excerpts of
30 s. Compared is the most probable mood, `unsure` ignored, with that of the whole piece. For the
excerpts there are rendered MIDI pieces of more than a minute too, of which the encoder has heard
the first 30 s (without labels).
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from musemood.features.extract import BLOCK_S, FEATURE_VERSION, SAMPLE_RATE, extract_blocks
from musemood.files.audio import decode, decode_blocks
from musemood.mood_model import MoodModel

Floats = NDArray[np.float32]

_WRITTEN_AT = 48_000
_PIECE_S = 60.0
_EXCERPT_S = 30.0

FORMS: dict[str, tuple[str, str, int | None]] = {
    "mp3 64": ("mp3", "libmp3lame", 64_000),
    "mp3 128": ("mp3", "libmp3lame", 128_000),
    "mp3 320": ("mp3", "libmp3lame", 320_000),
    "ogg": ("ogg", "", None),
    "opus": ("opus", "libopus", 96_000),
    "m4a": ("m4a", "aac", 128_000),
    "flac": ("flac", "flac", None),
}
"""Extension, encoder and bit rate of each way to write a file."""


def invariance(library: Path, rendered: Path, model: MoodModel | None = None) -> str:
    """Share of equal moods for each change, in per cent, as a Markdown table.

    ``rendered``: a folder of rendered MIDI; only excerpts are taken of what is in it.
    """
    model = model or MoodModel.load(FEATURE_VERSION)
    pieces = sorted(path for path in library.rglob("*") if path.suffix in _AUDIO)
    equal: dict[str, list[bool]] = {}
    with TemporaryDirectory() as folder:
        for path in pieces:
            for name, is_equal in _compared(path, model, Path(folder)):
                equal.setdefault(name, []).append(is_equal)
    for path in sorted(rendered.glob("vgmidi*.wav")):
        samples = decode(str(path), SAMPLE_RATE)
        if len(samples) > 2 * _EXCERPT_S * SAMPLE_RATE:
            equal.setdefault(_OF_MIDI, []).extend(_excerpts_agree(samples, model))
    excerpts = [each for name in (_EXCERPT, _OF_MIDI) for each in equal.get(name, [])]
    files = [
        each for name, its in equal.items() if name not in (_EXCERPT, _OF_MIDI) for each in its
    ]
    lines = ["| change | same mood % | of |", "|---|---|---|"]
    lines += [f"| {n} | {100 * np.mean(its):.0f} | {len(its)} |" for n, its in equal.items()]
    lines.append(f"| all excerpts | {100 * np.mean(excerpts):.1f} | {len(excerpts)} |")
    lines.append(f"| all codecs and levels | {100 * np.mean(files):.1f} | {len(files)} |")
    return "\n".join(lines)


_AUDIO = frozenset({".mp3", ".ogg", ".opus", ".m4a", ".flac", ".wav"})
_EXCERPT = "30 s of the whole"
_OF_MIDI = "30 s of the whole, rendered MIDI"


def _compared(path: Path, model: MoodModel, folder: Path) -> Iterator[tuple[str, bool]]:
    for agrees in _excerpts_agree(decode(str(path), SAMPLE_RATE), model):
        yield _EXCERPT, agrees
    piece = decode(str(path), _WRITTEN_AT)[: round(_PIECE_S * _WRITTEN_AT)]
    plain = _mood_of_samples(piece, "plain", folder, model)
    for name in FORMS:
        yield name, _mood_of_samples(piece, name, folder, model) == plain
    softer = piece * np.float32(10 ** (-12 / 20))
    yield "12 dB softer", _mood_of_samples(softer, "plain", folder, model) == plain
    later = piece[_WRITTEN_AT // 2 :]
    yield "0.5 s cut off", _mood_of_samples(later, "plain", folder, model) == plain


def _excerpts_agree(samples: Floats, model: MoodModel) -> Iterator[bool]:
    """Whether each of four excerpts has the mood of the whole."""
    whole = _mood([samples], model)
    for start in np.linspace(0.1, 0.9, 4) * max(0, len(samples) - _EXCERPT_S * SAMPLE_RATE):
        part = samples[int(start) : int(start + _EXCERPT_S * SAMPLE_RATE)]
        yield _mood([part], model) == whole


def _mood_of_samples(samples: Floats, form: str, folder: Path, model: MoodModel) -> int:
    path = write(samples, folder, *FORMS.get(form, ("wav", "pcm_f32le", None)))
    return _mood(decode_blocks(str(path), BLOCK_S, SAMPLE_RATE), model)


def write(samples: Floats, folder: Path, extension: str, codec: str, bit_rate: int | None) -> Path:
    """Mono samples (n,) at 48 kHz as a file in ``folder``, which it returns."""
    path = folder / f"piece.{extension}"
    if extension == "ogg":  # PyAV's wheels have no good encoder of Vorbis; libsndfile's is at 0.4
        with soundfile.SoundFile(path, "w", _WRITTEN_AT, 1, "VORBIS", format="OGG") as file:
            for start in range(0, len(samples), _WRITTEN_AT):  # long blocks crash libsndfile
                file.write(samples[start : start + _WRITTEN_AT])
        return path
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=_WRITTEN_AT, layout="mono")
        if bit_rate:
            stream.bit_rate = bit_rate
        resampler = av.AudioResampler(stream.format, "mono", _WRITTEN_AT, stream.frame_size or 0)
        frame = av.AudioFrame.from_ndarray(samples[None], "flt", "mono")
        frame.sample_rate, frame.time_base = _WRITTEN_AT, Fraction(1, _WRITTEN_AT)
        frame.pts = 0
        for ready in (*resampler.resample(frame), *resampler.resample(None), None):
            container.mux(stream.encode(ready))
    return path


def _mood(blocks: Iterator[Floats] | list[Floats], model: MoodModel) -> int:
    found = extract_blocks(iter(blocks), model.encode)
    sequence = np.hstack([found.values, found.encoded])[~found.is_silent]
    probabilities = model.predict(model.scale(sequence))[0].probabilities
    return int(np.argmax(probabilities))
