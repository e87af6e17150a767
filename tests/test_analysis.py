"""Analysis of whole files, as a worker process does it."""

import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from bad_files import make_bad_files, make_two_hour_file
from composed_music import FORMATS, STYLES, Style, compose, encode, silence, tone

from musemood.analysis import analyse_file, analysis_version, read_mood, shipped_mood_model
from musemood.domain.failure import FailureKind, FileError
from musemood.domain.mood import ALL_MOODS, MOODS, UNKNOWN_READING, Mood
from musemood.domain.track import Track
from musemood.features.extract import BLOCK_S, SAMPLE_RATE, extract_blocks
from musemood.files.audio import decode_blocks
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store

UNSURE = ALL_MOODS.index(Mood.UNSURE)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_analysed(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", compose(3, 13.5))
    found = analyse_file(str(path))
    assert found.sequence.shape == (5, 146)
    assert found.sequence.dtype == np.float32
    assert np.isfinite(found.sequence).all()
    assert len(found.segments) == 5
    assert found.decoded_s == pytest.approx(13.5, abs=0.1)
    assert found.analysed_by == analysis_version()
    assert len(found.reading.probabilities) == len(MOODS)


@pytest.mark.parametrize("ending", FORMATS)
def test_loudness_is_measured_on_all_channels(tmp_path: Path, ending: str) -> None:
    """EBU Tech 3341, case 1: a stereo tone of 1 kHz at -23 dBFS is -23 LUFS."""
    path = encode(tmp_path / f"tone{ending}", tone(1000.0, 9.0, 10 ** (-23 / 20)))
    loudness = analyse_file(str(path)).loudness
    is_lossless = ending in (".flac", ".wav")
    assert loudness.lufs == pytest.approx(-23.0, abs=0.1 if is_lossless else 0.6)
    assert loudness.peak == pytest.approx(10 ** (-23 / 20), rel=0.1)


def test_a_piece_gets_much_the_same_reading_in_every_format(tmp_path: Path) -> None:
    piece = compose(4, 30.0, "driving")
    readings = [
        analyse_file(str(encode(tmp_path / f"song{ending}", piece))).reading for ending in FORMATS
    ]
    probabilities = np.array([reading.probabilities for reading in readings])
    assert np.ptp(probabilities, axis=0).max() < 0.25


@pytest.mark.parametrize("style", STYLES)
def test_a_sequence_is_the_descriptors_and_what_the_encoder_hears(
    tmp_path: Path, style: Style
) -> None:
    path = encode(tmp_path / "song.flac", compose(5, 20.0, style))
    sequence = analyse_file(str(path)).sequence
    model = shipped_mood_model()
    described = extract_blocks(decode_blocks(str(path), BLOCK_S, SAMPLE_RATE), model.encode)
    np.testing.assert_array_equal(sequence[:, :50], described.values)
    np.testing.assert_array_equal(sequence[:, 50:], described.encoded)
    assert sequence[:, 50:].std(axis=0).max() > 0


@pytest.mark.parametrize("style", STYLES)
def test_what_the_store_rounds_moves_no_mood(tmp_path: Path, style: Style) -> None:
    path = encode(tmp_path / "song.ogg", compose(7, 45.0, style))
    found = analyse_file(str(path))
    track = Track(str(path), 1, 1, reading=found.reading, analysed_by=found.analysed_by)
    with Store.open(DataFolder.under(tmp_path / "home")) as store:
        store.put_analysed([(track, found.sequence, found.segments)])
        kept = store.sequence(track.path)
    assert kept is not None
    assert kept[0].shape == found.sequence.shape
    heard = np.zeros(len(found.segments), np.bool_)
    reading, segments = read_mood(shipped_mood_model(), kept[0], heard)
    of_all, segments_of_all = read_mood(shipped_mood_model(), found.sequence, heard)
    np.testing.assert_allclose(reading.probabilities, of_all.probabilities, atol=1e-2)
    np.testing.assert_allclose(segments.attention, segments_of_all.attention, atol=1e-2)


def test_silence_is_claimed_to_be_nothing(tmp_path: Path) -> None:
    found = analyse_file(str(encode(tmp_path / "silence.flac", silence(9.0))))
    assert found.reading == UNKNOWN_READING
    assert found.segments.moods.tolist() == [UNSURE] * 3
    np.testing.assert_allclose(found.segments.attention, 1 / 3)


def test_silence_around_music_changes_nothing(tmp_path: Path) -> None:
    music = compose(6, 12.0)
    surrounded = np.concatenate([silence(6.0), music, silence(3.0)])
    plain = analyse_file(str(encode(tmp_path / "plain.flac", music)))
    found = analyse_file(str(encode(tmp_path / "surrounded.flac", surrounded)))
    np.testing.assert_allclose(found.reading.probabilities, plain.reading.probabilities, atol=0.02)
    assert found.segments.moods[[0, 1, 6]].tolist() == [UNSURE] * 3
    assert not found.segments.attention[[0, 1, 6]].any()
    assert found.segments.attention.sum() == pytest.approx(1, abs=1e-4)


def test_silent_segments_may_be_anywhere() -> None:
    sequence = np.random.default_rng(0).random((4, 146)).astype(np.float32)
    is_silent = np.array([False, True, False, True])
    model = shipped_mood_model()
    reading, segments = read_mood(model, sequence, is_silent)
    alone, _ = read_mood(model, sequence[~is_silent], is_silent[:2] & False)
    assert reading == alone
    assert (segments.attention == 0).tolist() == is_silent.tolist()


def test_bad_files_raise_their_kind_across_processes(tmp_path: Path) -> None:
    files = make_bad_files(tmp_path)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        good = pool.submit(analyse_file, str(files["not_utf8"]))
        bad = pool.submit(analyse_file, str(files["text"]))
        assert len(good.result().segments) == 3
        with pytest.raises(FileError) as caught:
            bad.result()
    assert caught.value.failure.kind is FailureKind.NOT_AUDIO
    assert caught.value.failure.path == str(files["text"])


@pytest.mark.parametrize("n_bytes", [0, 4], ids=["no sample", "one sample"])
def test_a_file_without_sound_to_speak_of_is_damaged(tmp_path: Path, n_bytes: int) -> None:
    path = encode(tmp_path / "none.wav", silence(1.0))
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"data") + 8 + n_bytes])
    with pytest.raises(FileError) as caught:
        analyse_file(str(path))
    assert caught.value.failure.kind is FailureKind.DAMAGED


def test_the_version_costs_no_heavy_import() -> None:
    code = (
        "import sys; from musemood.analysis import analysis_version; assert analysis_version();"
        "print(*{'onnxruntime', 'av', 'soxr', 'scipy', 'PySide6', 'librosa'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
def test_a_long_file_fits_in_little_memory(tmp_path: Path) -> None:
    path = make_two_hour_file(tmp_path / "long.mp3")
    two_hours = path.read_bytes()
    path.write_bytes(two_hours[: len(two_hours) // 5])  # by hand the whole: as little memory
    code = (
        "import sys; from musemood.analysis import analyse_file;"
        "found = analyse_file(sys.argv[1]);"
        "peak = next(l for l in open('/proc/self/status') if l.startswith('VmHWM'));"
        "print(len(found.segments), peak.split()[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, os.fspath(path)], capture_output=True, text=True, check=True
    )
    n_segments, peak_kb = map(int, done.stdout.split())
    assert n_segments == pytest.approx(480, abs=3)
    assert peak_kb < 250_000


@pytest.mark.real_data
def test_the_real_library_is_read_in_many_moods(real_data: Path) -> None:
    tracks = sorted((real_data / "library").glob("*/[0-9]*.[mofw]*"))[::3]
    readings = [analyse_file(str(track)).reading for track in tracks]
    assert len({reading.leader for reading in readings}) >= 3
