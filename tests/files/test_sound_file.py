"""Files as they are played: from any place, to the sample, without what encoders add."""

from pathlib import Path

import numpy as np
import pytest
from composed_music import FORMATS, RATE_HZ, Codec, compose, encode, silence, write_sound

from musemood.domain.failure import FailureKind, FileError
from musemood.files.sound_file import SoundFile

LENGTH_S = 12.0


def read_all(path: Path, start_s: float = 0.0) -> tuple[np.ndarray, int]:
    sound = SoundFile(str(path), start_s)
    blocks: list[np.ndarray] = []
    while True:
        samples, rate_hz = sound.read()
        assert rate_hz == sound.rate_hz
        if not len(samples):
            sound.close()
            return np.concatenate(blocks) if blocks else samples, rate_hz
        blocks.append(samples)


@pytest.mark.parametrize("ending", FORMATS)
def test_as_long_as_what_was_encoded(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", compose(2, LENGTH_S))
    samples, rate_hz = read_all(path)
    # The Vorbis encoder at hand says the end to its block of 64 samples only.
    allowed = 64 if ending == ".ogg" else 0
    assert 0 <= len(samples) - round(LENGTH_S * rate_hz) <= allowed


@pytest.mark.parametrize("ending", FORMATS)
def test_a_place_is_found_to_the_sample(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", compose(2, LENGTH_S))
    whole, rate_hz = read_all(path)
    for start_s in (0.05, 0.9, 4.7, 11.5):
        part, _ = read_all(path, start_s)
        expected = whole[round(start_s * rate_hz) :]
        assert part.shape == expected.shape
        # AAC fills bands with noise of its own, another one each time.
        likeness = np.corrcoef(part[:, 0], expected[:, 0])[0, 1]
        beside = np.corrcoef(part[:-4, 0], expected[4:, 0])[0, 1]
        assert likeness > 0.999
        assert beside < likeness


@pytest.mark.parametrize("ending", FORMATS)
def test_beyond_the_end_is_nothing(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", compose(2, 2.0))
    assert len(read_all(path, 30.0)[0]) == 0


def test_lossless_is_what_was_recorded(tmp_path: Path) -> None:
    music = compose(3, 3.0)
    for ending in (".wav", ".flac"):
        samples, rate_hz = read_all(encode(tmp_path / f"song{ending}", music))
        assert rate_hz == RATE_HZ
        np.testing.assert_allclose(samples, music, atol=1 / 32768)


def test_one_channel_becomes_both(tmp_path: Path) -> None:
    music = compose(3, 2.0)[:, :1]
    samples, _ = read_all(encode(tmp_path / "mono.flac", music))
    np.testing.assert_allclose(samples, np.repeat(music, 2, axis=1), atol=1 / 32768)


def test_surround_is_mixed_and_does_not_clip(tmp_path: Path) -> None:
    import av

    loud = np.full((6, RATE_HZ), 0.99, np.float32)
    loud[3] = 0.0  # the bass channel
    path = tmp_path / "surround.wav"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", RATE_HZ)
        assert isinstance(stream, av.AudioStream)
        stream.codec_context.layout = "5.1"
        frame = av.AudioFrame.from_ndarray(loud, format="fltp", layout="5.1")
        frame.sample_rate = RATE_HZ
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    samples, _ = read_all(path)
    assert samples.shape == (RATE_HZ, 2)
    np.testing.assert_allclose(samples, 0.99, atol=1e-3)


def test_whole_numbers_of_eight_bits(tmp_path: Path) -> None:
    path = tmp_path / "old.wav"
    write_sound(path, silence(1.0), Codec("pcm_u8"), RATE_HZ)
    assert np.abs(read_all(path)[0]).max() < 0.01


def test_what_is_no_music_says_why(tmp_path: Path) -> None:
    text = tmp_path / "text.mp3"
    text.write_text("bread, milk, two lemons\n" * 2000)
    with pytest.raises(FileError) as caught:
        SoundFile(str(text))
    assert caught.value.failure.kind is FailureKind.NOT_AUDIO
    with pytest.raises(FileError) as caught:
        SoundFile(str(tmp_path / "missing.m4a"))
    assert caught.value.failure.kind is FailureKind.MISSING
