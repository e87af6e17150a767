"""What comes out of the player, recorded: a player that writes a file, and what is in it."""

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from composed_music import RATE_HZ, encode
from numpy.typing import NDArray

from musemood.files.sound_file import SoundFile
from musemood.player.player import Ended, Failed, PlayerEvent
from musemood.player.vlc_library import open_vlc
from musemood.player.vlc_player import VlcPlayer

TONE_HZ = 440.0
HALF_S = 3.0


class Recorder:
    """A libVLC player whose sound goes into a WAV file of 16 bits."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.events: list[PlayerEvent] = []
        self._over = threading.Event()
        options = (
            "--aout=afile",
            f"--audiofile-file={path}",
            "--audiofile-wav",
            "--audiofile-format=s16",
        )
        self.player = VlcPlayer(open_vlc(options), self._on_event, SoundFile)

    def _on_event(self, event: PlayerEvent) -> None:
        self.events.append(event)
        if isinstance(event, Ended | Failed):
            self._over.set()

    def wait_for_end(self, timeout_s: float = 60.0) -> None:
        assert self._over.wait(timeout_s), self.events

    def samples(self) -> tuple[NDArray[np.float64], int]:
        """Closes the player; the left channel, -1..1, and the rate in Hz."""
        self.player.close()
        return recording(self.path)


def recording(path: Path) -> tuple[NDArray[np.float64], int]:
    content = path.read_bytes()
    channels, rate_hz = content[22], int.from_bytes(content[24:28], "little")
    whole = len(content[44:]) // (2 * channels) * 2 * channels
    samples = np.frombuffer(content[44 : 44 + whole], "<i2")
    return samples[::channels].astype(np.float64) / 32768, rate_hz


@dataclass(frozen=True)
class Join:
    """How two halves of a tone were joined; times in ms, a gap is positive, an overlap negative.

    ``length_ms``: how much longer the whole came out than it went in. ``phase_ms``: how far the
    second half is off the first one's beat (within half a period, 1.1 ms). ``silence_ms``: the
    longest stretch about the join that is below a tenth of the tone.
    """

    length_ms: float
    phase_ms: float
    silence_ms: float

    @property
    def gap_ms(self) -> float:
        """The worst of it."""
        return max((self.length_ms, self.phase_ms, self.silence_ms), key=abs)


def whole_tone() -> NDArray[np.float32]:
    time_s = np.arange(round(2 * HALF_S * RATE_HZ)) / RATE_HZ
    tone = 0.5 * np.sin(2 * np.pi * TONE_HZ * time_s)
    return np.repeat(tone[:, None], 2, axis=1).astype(np.float32)


def halves(folder: Path, ending: str) -> tuple[str, str]:
    """A continuous tone, cut in the middle into two files."""
    tone = whole_tone()
    middle = len(tone) // 2
    first = encode(folder / f"first{ending}", tone[:middle])
    second = encode(folder / f"second{ending}", tone[middle:])
    return str(first), str(second)


def record_joined(folder: Path, paths: tuple[str, str]) -> tuple[NDArray[np.float64], int]:
    recorder = Recorder(folder / "joined.wav")
    recorder.player.load(paths[0])
    recorder.player.follow_with(paths[1])
    recorder.player.play()
    recorder.wait_for_end()
    return recorder.samples()


def measured(samples: NDArray[np.float64], rate_hz: int) -> Join:
    excess = len(samples) - 2 * HALF_S * rate_hz
    middle = round(HALF_S * rate_hz)
    window, off = round(0.8 * rate_hz), round(0.1 * rate_hz)
    before = _phase(samples, middle - off - window, window, rate_hz)
    after = _phase(samples, middle + off, window, rate_hz)
    turn = (before - after + np.pi) % (2 * np.pi) - np.pi
    near = samples[middle - off : middle + off]
    return Join(
        1000 * excess / rate_hz,
        1000 * turn / (2 * np.pi * TONE_HZ),
        1000 * _longest_silence(near, rate_hz) / rate_hz,
    )


def _phase(samples: NDArray[np.float64], start: int, length: int, rate_hz: int) -> float:
    time_s = np.arange(start, start + length) / rate_hz
    turning = np.exp(-2j * np.pi * TONE_HZ * time_s) * np.hanning(length)
    return float(np.angle(np.sum(samples[start : start + length] * turning)))


def _longest_silence(samples: NDArray[np.float64], rate_hz: int) -> int:
    """A tone passes through zero too: a stretch counts from half a period on."""
    longest = run = 0
    for is_quiet in np.abs(samples) < 0.05:
        run = run + 1 if is_quiet else 0
        longest = max(longest, run)
    return longest if longest > rate_hz / TONE_HZ / 4 else 0
