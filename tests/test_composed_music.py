"""The test music itself: if it were silent, noise or unreadable, every other test would lie."""

from pathlib import Path

import av
import mutagen
import numpy as np
import pytest
from composed_music import (
    CHINESE_TITLE,
    FORMATS,
    RATE_HZ,
    STYLES,
    Style,
    compose,
    encode,
    jpeg_picture,
    png_picture,
    tone,
)


def _decoded(path: Path) -> tuple[np.ndarray, int]:
    """First channel and its rate."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        to_float = av.AudioResampler("fltp", "stereo", stream.rate)
        frames = [f for raw in container.decode(stream) for f in to_float.resample(raw)]
        return np.concatenate([f.to_ndarray()[0] for f in frames]), stream.rate


@pytest.mark.parametrize("style", STYLES)
def test_a_piece_has_the_length_asked_for_and_is_heard_to_its_end(style: Style) -> None:
    piece = compose(1, 7.5, style)
    assert piece.shape == (round(7.5 * RATE_HZ), 2)
    assert piece.dtype == np.float32
    assert 0.1 < np.abs(piece).max() < 1.0
    assert np.abs(piece[-RATE_HZ:]).max() > 0.02


def test_the_same_seed_gives_the_same_piece_and_another_seed_another() -> None:
    assert np.array_equal(compose(3, 4, "calm"), compose(3, 4, "calm"))
    assert not np.array_equal(compose(3, 4, "calm"), compose(4, 4, "calm"))


def test_the_styles_differ_as_their_names_say() -> None:
    loudness = {style: float(np.std(compose(2, 12, style))) for style in STYLES}
    crossings = {s: int(np.abs(np.diff(compose(2, 12, s)[:, 0] > 0)).sum()) for s in STYLES}
    assert loudness["calm"] < loudness["bright"] < loudness["driving"]
    assert loudness["dark"] < loudness["driving"]
    assert crossings["dark"] < crossings["bright"]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_tone_comes_back_from_every_format(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"tone{ending}", tone(440.0, 2.0))
    heard, rate_hz = _decoded(path)
    assert len(heard) / rate_hz == pytest.approx(2.0, abs=0.06)
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.argmax(spectrum) * rate_hz / len(heard) == pytest.approx(440.0, abs=1.0)
    assert np.abs(heard[rate_hz // 2 : rate_hz]).max() == pytest.approx(0.5, abs=0.1)


def test_one_channel_and_a_low_rate_can_be_written(tmp_path: Path) -> None:
    path = encode(tmp_path / "small.wav", tone(100.0, 1.0)[:8000, :1], rate_hz=8000)
    assert mutagen.File(path).info.length == pytest.approx(1.0)
    assert mutagen.File(path).info.channels == 1


@pytest.mark.parametrize("picture", [png_picture(200, 20, 20), jpeg_picture(200, 20, 20)])
def test_pictures_show_their_colour(tmp_path: Path, picture: bytes) -> None:
    path = tmp_path / "picture"
    path.write_bytes(picture)
    with av.open(str(path), format="image2" if picture[:1] == b"\xff" else None) as container:
        pixels = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert pixels.shape == (64, 64, 3)
    assert np.abs(pixels.astype(int) - (200, 20, 20)).max() < 12


def test_the_library_has_what_it_promises(composed_library: Path) -> None:
    files = sorted(p for p in composed_library.rglob("*") if p.suffix in FORMATS)
    lengths = [mutagen.File(path).info.length for path in files]
    easy = [mutagen.File(path, easy=True) for path in files if path.suffix != ".wav"]
    titles = [str(file["title"][0]) for file in easy if "title" in file]
    assert len(files) == 24
    assert {path.suffix for path in files} == set(FORMATS)
    assert sum(30 < length <= 35 for length in lengths) == 10
    assert sum(39 < length <= 60.1 for length in lengths) == 14
    assert CHINESE_TITLE in titles
    assert max(map(len, titles)) > 200
    assert len(titles) == len(set(titles)) == len(easy) - 1
    assert len(list(composed_library.glob("*/cover.jpg"))) == 3
