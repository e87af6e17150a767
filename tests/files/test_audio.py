"""Decoding: six formats, damage, odd names, and the kind of each failure."""

import os
import pickle
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from bad_files import FAILING, make_bad_files, make_two_hour_file
from composed_music import FORMATS, Codec, compose, encode, png_picture, tone, write_sound
from numpy.typing import NDArray
from without_root import without_root_rights

from musemood.domain.failure import FailureKind, FileError
from musemood.files.audio import decode, decode_blocks

RATE = 16_000


def loudest_hz(samples: NDArray[np.float32]) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))


def failure_of(path: Path | str) -> FailureKind:
    with pytest.raises(FileError) as caught:
        decode(str(path), RATE)
    assert caught.value.failure.path == str(path)
    return caught.value.failure.kind


@pytest.mark.parametrize("ending", FORMATS)
def test_a_tone_comes_out_of_every_format(tmp_path: Path, ending: str) -> None:
    samples = decode(str(encode(tmp_path / f"tone{ending}", tone(440.0, 4.0))), RATE)
    assert samples.dtype == np.float32
    assert len(samples) / RATE == pytest.approx(4.0, abs=0.1)
    inside = samples[RATE : 3 * RATE]
    assert loudest_hz(inside) == pytest.approx(440, abs=1)
    assert np.abs(inside).max() == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("ending", [".wav", ".flac", ".mp3", ".opus"])
def test_mono_is_the_mean_of_the_channels(tmp_path: Path, ending: str) -> None:
    one_sided = tone(440.0, 3.0)
    one_sided[:, 1] = 0
    samples = decode(str(encode(tmp_path / f"left{ending}", one_sided)), RATE)
    assert np.abs(samples[RATE : 2 * RATE]).max() == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize(
    ("codec", "ending"),
    [("pcm_u8", ".wav"), ("pcm_s32le", ".wav"), ("pcm_f32le", ".wav"), ("pcm_f64le", ".wav")],
)
def test_every_kind_of_sample_has_the_same_loudness(
    tmp_path: Path, codec: str, ending: str
) -> None:
    path = tmp_path / f"tone{ending}"
    write_sound(path, tone(440.0, 2.0), Codec(codec))
    samples = decode(str(path), RATE)
    assert np.abs(samples[2000:-2000]).max() == pytest.approx(0.5, abs=0.02)
    assert abs(samples.mean()) < 0.01


def test_blocks_are_whole_and_together_the_file(tmp_path: Path) -> None:
    path = str(encode(tmp_path / "song.ogg", compose(1, 25.0)))
    blocks = list(decode_blocks(path, 3.0, RATE))
    assert [len(block) for block in blocks[:-1]] == [3 * RATE] * (len(blocks) - 1)
    assert 0 < len(blocks[-1]) <= 3 * RATE
    np.testing.assert_array_equal(np.concatenate(blocks), decode(path, RATE))


def test_a_stream_that_changes_its_rate_is_decoded_to_the_end(tmp_path: Path) -> None:
    headerless = {"write_xing": "0", "id3v2_version": "0"}
    chained = b""
    for pitch_hz, rate_hz in ((440.0, 44_100), (880.0, 22_050), (440.0, 22_050)):
        part = tmp_path / "part.mp3"
        sound = tone(pitch_hz, 12.0)[:: 44_100 // rate_hz]
        write_sound(part, sound, Codec("libmp3lame", 64_000), rate_hz, headerless)
        chained += part.read_bytes()
    path = tmp_path / "chained.mp3"
    path.write_bytes(chained)
    samples = decode(str(path), RATE)
    assert len(samples) / RATE == pytest.approx(36.0, abs=0.4)
    assert [round(loudest_hz(samples[s * RATE : (s + 4) * RATE])) for s in (4, 16, 28)] == [
        440,
        880,
        440,
    ]


def test_an_ogg_stream_that_ffmpeg_cannot_follow_gives_its_beginning(tmp_path: Path) -> None:
    first = encode(tmp_path / "a.ogg", tone(440.0, 4.0))
    second = encode(tmp_path / "b.ogg", tone(880.0, 2.0), rate_hz=22_050)
    first.write_bytes(first.read_bytes() + second.read_bytes())
    assert len(decode(str(first), RATE)) / RATE == pytest.approx(4.0, abs=0.2)


@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".flac", ".opus"])
def test_damage_in_the_middle_is_passed_over(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", compose(2, 20.0))
    content = bytearray(path.read_bytes())
    third = many = len(content) // 3
    content[third : third + many] = np.random.default_rng(0).bytes(many)
    path.write_bytes(content)
    assert len(decode(str(path), RATE)) / RATE > 10


def test_a_truncated_file_gives_what_it_has(tmp_path: Path) -> None:
    files = make_bad_files(tmp_path)
    assert len(decode(str(files["truncated"]), RATE)) > RATE


def test_odd_names_and_short_files_are_decoded(tmp_path: Path) -> None:
    files = make_bad_files(tmp_path)
    for name in ("one_second", "silent", "chinese", "not_utf8"):
        assert len(decode(str(files[name]), RATE)) >= 0.9 * RATE, name


def test_each_failure_has_its_kind(tmp_path: Path) -> None:
    files = make_bad_files(tmp_path)
    with without_root_rights():
        kinds = {name: failure_of(files[name]) for name in FAILING}
    assert kinds == {
        "text": FailureKind.NOT_AUDIO,
        "empty": FailureKind.EMPTY,
        "unreadable": FailureKind.NO_PERMISSION,
        "broken_link": FailureKind.BROKEN_LINK,
    }
    assert failure_of(tmp_path / "nowhere.mp3") is FailureKind.MISSING
    assert failure_of(files["text"] / "inside.mp3") is FailureKind.MISSING
    assert failure_of(tmp_path) is FailureKind.NOT_AUDIO


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_heap_of_bytes_is_not_audio(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "heap.mp3"
    path.write_bytes(b"\0" + np.random.default_rng(seed).bytes(300_000))
    assert failure_of(path) is FailureKind.NOT_AUDIO


def test_a_picture_is_not_audio(tmp_path: Path) -> None:
    path = tmp_path / "cover.mp3"
    path.write_bytes(png_picture(200, 10, 10))
    assert failure_of(path) is FailureKind.NOT_AUDIO


def test_audio_without_a_decodable_frame_is_damaged(tmp_path: Path) -> None:
    path = encode(tmp_path / "song.m4a", tone(440.0, 4.0))
    path.write_bytes(path.read_bytes()[:2000])
    assert failure_of(path) is FailureKind.DAMAGED
    flac = encode(tmp_path / "song.flac", tone(440.0, 4.0))
    flac.write_bytes(flac.read_bytes()[:60])
    assert failure_of(flac) is FailureKind.DAMAGED


def test_a_disk_that_fails_is_told_from_a_bad_file() -> None:
    # Reading it is refused by the kernel with an input/output error.
    path = "/proc/self/mem"
    if not Path(path).exists():
        pytest.skip("no file here whose reading fails")
    assert failure_of(path) is FailureKind.UNREADABLE


def test_failures_travel_between_processes() -> None:
    error = FileError(FailureKind.DAMAGED, os.fsdecode(b"/caf\xe9.mp3"), "why")
    assert pickle.loads(pickle.dumps(error)).failure == error.failure


def test_two_hours_never_lie_in_memory_whole(tmp_path: Path) -> None:
    path = make_two_hour_file(tmp_path / "long.mp3")
    blocks = decode_blocks(str(path), 30.0, RATE)
    tracemalloc.start()
    for _ in range(4):
        assert len(next(blocks)) == 30 * RATE
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 20_000_000
