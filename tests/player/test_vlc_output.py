"""Equaliser, volume, gain and devices, by what is recorded."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import vlc
from composed_music import encode, tone
from recorded import Recorder

from musemood.domain.equaliser import BANDS_HZ, FLAT, PRESETS, Equaliser
from musemood.player.vlc_library import VLC_OPTIONS


def level_db(samples: np.ndarray, rate_hz: int) -> float:
    """Of the part in which filters have settled; a tone of 0.1 is 0 dB."""
    middle = samples[rate_hz : 2 * rate_hz]
    return float(20 * np.log10(np.sqrt(2 * np.mean(middle**2)) / 0.1))


def play_tone(recorder: Recorder, folder: Path, hz: float, gain: float = 1.0) -> float:
    samples = (0.2 * tone(hz, 3.0)).astype(np.float32)  # the tone has 0.5
    recorder.player.load(str(encode(folder / f"{hz}.wav", samples)), gain=gain)
    recorder.player.play()
    recorder.wait_for_end()
    return level_db(*recorder.samples())


def equaliser_with(band: int, db: float) -> Equaliser:
    return Equaliser(tuple(db if place == band else 0.0 for place in range(len(BANDS_HZ))))


class TestEqualiser:
    @pytest.fixture
    def recorder(self, tmp_path: Path) -> Recorder:
        return Recorder(tmp_path / "heard.wav")

    @pytest.mark.parametrize("band", [0, 4, 9])
    def test_a_band_is_raised_where_its_name_says(
        self, recorder: Recorder, tmp_path: Path, band: int
    ) -> None:
        recorder.player.set_equaliser(equaliser_with(band, 10.0))
        heard_db = play_tone(recorder, tmp_path, BANDS_HZ[band])
        assert heard_db == pytest.approx(10.0, abs=2.5)

    def test_the_others_stay(self, recorder: Recorder, tmp_path: Path) -> None:
        recorder.player.set_equaliser(equaliser_with(9, 10.0))
        assert play_tone(recorder, tmp_path, 310.0) == pytest.approx(0.0, abs=0.5)

    def test_flat_changes_nothing(self, recorder: Recorder, tmp_path: Path) -> None:
        recorder.player.set_equaliser(FLAT)
        assert play_tone(recorder, tmp_path, 1000.0) == pytest.approx(0.0, abs=0.1)

    def test_off_again(self, recorder: Recorder, tmp_path: Path) -> None:
        recorder.player.set_equaliser(Equaliser(level_db=-12.0))
        recorder.player.set_equaliser(None)
        assert play_tone(recorder, tmp_path, 1000.0) == pytest.approx(0.0, abs=0.1)

    def test_the_level_turns_all_down(self, recorder: Recorder, tmp_path: Path) -> None:
        recorder.player.set_equaliser(Equaliser(level_db=-6.0))
        assert play_tone(recorder, tmp_path, 1000.0) == pytest.approx(-6.0, abs=0.3)

    def test_the_presets_are_those_of_libvlc(self) -> None:
        count = vlc.libvlc_audio_equalizer_get_preset_count()
        assert count == len(PRESETS)
        for index, (name, preset) in enumerate(PRESETS.items()):
            assert vlc.libvlc_audio_equalizer_get_preset_name(index).decode() == name
            of_vlc = vlc.libvlc_audio_equalizer_new_from_preset(index)
            bands = [of_vlc.get_amp_at_index(band) for band in range(len(BANDS_HZ))]
            assert bands == pytest.approx(preset.bands_db, abs=0.05)
            assert of_vlc.get_preamp() - 12.0 == pytest.approx(preset.level_db, abs=0.05)
            of_vlc.release()


class TestGain:
    @pytest.mark.parametrize("gain", [0.5, 1.0, 2.0])
    def test_from_the_first_sample(self, tmp_path: Path, gain: float) -> None:
        recorder = Recorder(tmp_path / "heard.wav")
        recorder.player.load(str(encode(tmp_path / "tone.wav", tone(441.0, 2.0, 0.25))), gain=gain)
        recorder.player.play()
        recorder.wait_for_end()
        samples, rate_hz = recorder.samples()
        period = rate_hz // 441
        loudest = np.abs(samples[: len(samples) // period * period]).reshape(-1, period).max(axis=1)
        np.testing.assert_allclose(loudest[1:-1], loudest[len(loudest) // 2], rtol=0.02)
        assert loudest[1] == pytest.approx(0.25 * gain, rel=0.02)

    def test_each_track_has_its_own(self, tmp_path: Path) -> None:
        recorder = Recorder(tmp_path / "heard.wav")
        path = str(encode(tmp_path / "tone.flac", tone(441.0, 2.0, 0.2)))
        recorder.player.load(path, gain=0.5)
        recorder.player.follow_with(path, gain=2.0)
        recorder.player.play()
        recorder.wait_for_end()
        samples, rate_hz = recorder.samples()
        before, after = samples[: 2 * rate_hz], samples[2 * rate_hz :]
        assert np.abs(before).max() == pytest.approx(0.1, rel=0.02)
        assert np.abs(after[: rate_hz // 100]).max() == pytest.approx(0.4, rel=0.02)

    def test_another_one_on_the_way_comes_without_a_click(self, tmp_path: Path) -> None:
        recorder = Recorder(tmp_path / "heard.wav")
        recorder.player.load(str(encode(tmp_path / "tone.flac", tone(100.0, 5.0, 0.2))))
        recorder.player.play()
        while recorder.player.position_s() < 0.5:
            pass
        recorder.player.set_gain(2.0)
        recorder.wait_for_end()
        samples, rate_hz = recorder.samples()
        assert np.abs(samples[: rate_hz // 4]).max() == pytest.approx(0.2, rel=0.02)
        assert np.abs(samples[-rate_hz:]).max() == pytest.approx(0.4, rel=0.02)
        steepest = 2 * np.pi * 100 * 0.4 / rate_hz
        assert np.abs(np.diff(samples)).max() < 1.2 * steepest


RECORD = """
import sys, threading
from musemood.player.player import Ended
from musemood.files.sound_file import SoundFile
from musemood.player.vlc_library import open_vlc
from musemood.player.vlc_player import VlcPlayer
over = threading.Event()
def on_event(event):
    if isinstance(event, Ended):
        over.set()
player = VlcPlayer(open_vlc(["--aout=alsa"]), on_event, SoundFile)
"""

ASOUND = """
pcm.!default {{ type plug slave {{ pcm first format S16_LE }} }}
pcm.first {{ type file format raw file "{folder}/first.raw" slave.pcm {{ type null }} }}
pcm.second_file {{ type file format raw file "{folder}/second.raw" slave.pcm {{ type null }} }}
pcm.second {{
    type plug slave {{ pcm second_file format S16_LE }}
    hint {{ show on description "Second" }}
}}
"""


@pytest.mark.skipif(sys.platform != "linux", reason="records through ALSA")
class TestDevices:
    @pytest.fixture
    def path(self, tmp_path: Path) -> str:
        (tmp_path / "asound.conf").write_text(ASOUND.format(folder=tmp_path))
        return str(encode(tmp_path / "tone.wav", tone(440.0, 1.0)))

    def run(self, script: str, path: str, folder: Path) -> str:
        env = {**os.environ, "ALSA_CONFIG_PATH": str(folder / "asound.conf")}
        done = subprocess.run(
            [sys.executable, "-c", RECORD + script, path],
            env=env, check=True, timeout=60, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    def loudest(self, file: Path) -> float:
        if not file.exists():
            return 0.0
        sound = np.frombuffer(file.read_bytes(), "<i2")
        return float(np.abs(sound.astype(np.int32)).max() / 16384) if len(sound) else 0.0

    def test_what_is_there_is_listed(self, path: str, tmp_path: Path) -> None:
        told = self.run("print(*[d.id for d in player.devices()], sep='\\n')", path, tmp_path)
        assert "second" in told.split("\n")

    def test_the_chosen_one_sounds_also_after_a_stop(self, path: str, tmp_path: Path) -> None:
        script = """
player.set_device("second")
player.set_volume(50, False)
for _ in range(2):
    player.load(sys.argv[1]); player.play(); assert over.wait(20); over.clear(); player.stop()
player.close()
"""
        self.run(script, path, tmp_path)
        assert self.loudest(tmp_path / "second.raw") == pytest.approx(0.125, abs=0.01)
        assert self.loudest(tmp_path / "first.raw") == 0.0

    def test_a_device_that_is_gone_is_noticed(self, path: str, tmp_path: Path) -> None:
        script = """
import time
def heard_on(device):
    player.set_device(device)
    player.load(sys.argv[1]); player.play()
    while not player.is_playing: time.sleep(0.01)
    time.sleep(0.5)
    first = player.is_heard()
    time.sleep(0.3)
    second = player.is_heard()
    over.wait(20); over.clear()
    return first and second
print(heard_on("second"), heard_on("nowhere"), heard_on(""))
player.close()
"""
        encode(Path(path), tone(440.0, 2.0))
        assert self.run(script, path, tmp_path).split() == ["True", "False", "True"]


def test_the_options_are_still_known_to_libvlc() -> None:
    instance = vlc.Instance([*VLC_OPTIONS])
    assert instance is not None
    instance.release()
