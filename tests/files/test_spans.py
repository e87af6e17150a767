"""Spans of real files: together they are the file, and not a sample is lost or heard twice."""

from pathlib import Path

import numpy as np
import pytest
from composed_music import FORMATS, RATE_HZ, compose, encode
from further_formats import FURTHER, further_tone
from hypothesis import given
from hypothesis import strategies as st
from recorded import HALF_S, whole_tone

from musemood.domain.failure import FailureKind, FileError
from musemood.domain.span import Span
from musemood.files.audio import decode
from musemood.files.sound_file import SoundFile

LENGTH_S = 2 * HALF_S


def heard(path: str, start_s: float = 0.0) -> tuple[np.ndarray, int]:
    sound = SoundFile(path, start_s)
    blocks = [np.zeros((0, 2), np.float32)]
    while len((block := sound.read())[0]):
        blocks.append(block[0])
    sound.close()
    return np.concatenate(blocks), sound.rate_hz


def spans(file: Path, places: list[int]) -> list[str]:
    """Cut at these places, in 75ths of a second."""
    starts = [0.0, *(place / 75 for place in sorted(places))]
    return [
        Span(str(file), start, end).path
        for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("spans")
    music = compose(4, LENGTH_S)
    made = {ending: encode(folder / f"disc{ending}", music) for ending in FORMATS}
    made |= {ending: further_tone(folder / f"disc{ending}") for ending in FURTHER}
    return made


@pytest.mark.parametrize("ending", [".flac", ".wav", ".wv", ".aiff", ".tta", ".ape"])
@given(places=st.lists(st.integers(1, round(75 * LENGTH_S) - 1), max_size=4, unique=True))
def test_spans_of_a_lossless_file_are_the_file(
    files: dict[str, Path], ending: str, places: list[int]
) -> None:
    whole, _ = heard(str(files[ending]))
    parts = [heard(path)[0] for path in spans(files[ending], places)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)


@pytest.mark.parametrize("ending", [*FORMATS, *FURTHER])
def test_spans_of_every_format_are_as_long_as_the_file(files: dict[str, Path], ending: str) -> None:
    whole, _ = heard(str(files[ending]))
    parts = [heard(path)[0] for path in spans(files[ending], [100, 333])]
    assert sum(map(len, parts)) == len(whole)
    joined = np.concatenate(parts)[:, 0]
    assert np.corrcoef(joined, whole[:, 0])[0, 1] > 0.99


def test_a_file_of_monkeys_audio_is_decoded_to_the_sample(files: dict[str, Path]) -> None:
    whole, rate_hz = heard(str(files[".ape"]))
    assert rate_hz == RATE_HZ
    assert np.abs(whole - whole_tone()).max() < 1 / 32768


def test_a_place_in_a_track_counts_from_its_start(files: dict[str, Path]) -> None:
    whole, rate_hz = heard(str(files[".flac"]))
    part, _ = heard(Span(str(files[".flac"]), 2.0, 6.0).path, start_s=1.5)
    np.testing.assert_array_equal(part, whole[round(3.5 * rate_hz) : 6 * rate_hz])


def test_the_analysis_hears_the_span_and_nothing_else(files: dict[str, Path]) -> None:
    whole = decode(str(files[".wav"]), 44_100)
    part = decode(Span(str(files[".wav"]), 1.0, 3.0).path, 44_100)
    np.testing.assert_array_equal(part, whole[44_100 : 3 * 44_100])


def test_a_failure_bears_the_name_of_the_track(tmp_path: Path) -> None:
    path = Span(str(tmp_path / "gone.flac"), 1.0, 3.0).path
    with pytest.raises(FileError) as caught:
        SoundFile(path)
    assert (caught.value.failure.kind, caught.value.failure.path) == (FailureKind.MISSING, path)
