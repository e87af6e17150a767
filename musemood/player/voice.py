"""One track of the stream: its samples as they are read ahead, resampled and amplified."""

from collections import deque
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from musemood.player.pcm_stream import Cue

Floats = NDArray[np.float32]

_NOTHING = np.zeros((0, 2), np.float32)


class Sound(Protocol):
    """An open sound file: stereo samples, block by block."""

    @property
    def rate_hz(self) -> int:
        """Samples a second."""

    def read(self) -> tuple[Floats, int]:
        """The next samples, (n, 2), and their rate in Hz; n is 0 at the end."""

    def close(self) -> None:
        """Let the file go."""


class Voice:
    """Reads one sound ahead and hands its samples out at ``rate_hz``."""

    def __init__(self, cue: "Cue", sound: Sound, rate_hz: int) -> None:
        self.cue = cue
        self.gain = cue.gain
        self.is_drained = False
        self.ahead = 0
        self._heard_gain = cue.gain
        self._sound = sound
        self._rate_hz = rate_hz
        self._blocks: deque[Floats] = deque()
        self._taken = round(cue.start_s * rate_hz)
        self._resampler: Any = None
        self._resampled_hz = 0

    @property
    def length(self) -> int:
        """Samples from the start of the track to the end of what was read."""
        return self._taken + self.ahead

    def fill(self, n_frames: int) -> None:
        """Read until ``n_frames`` are ready, or all that is left."""
        while self.ahead < n_frames and not self.is_drained:
            samples, rate_hz = self._sound.read()
            self.is_drained = not len(samples)
            self._keep(self._at_our_rate(samples, rate_hz))

    def take(self, n_frames: int) -> Floats:
        """The next samples, (n, 2), as many of ``n_frames`` as are ready."""
        taken: list[Floats] = []
        left = min(n_frames, self.ahead)
        while left:
            block = self._blocks.popleft()
            if len(block) > left:
                self._blocks.appendleft(block[left:])
                block = block[:left]
            taken.append(block)
            left -= len(block)
        samples = np.concatenate(taken) if taken else _NOTHING
        self.ahead -= len(samples)
        self._taken += len(samples)
        return self._amplified(samples)

    def close(self) -> None:
        """Let the file go."""
        self._sound.close()

    def _keep(self, samples: Floats) -> None:
        if len(samples):
            self._blocks.append(samples)
            self.ahead += len(samples)

    def _amplified(self, samples: Floats) -> Floats:
        before, self._heard_gain = self._heard_gain, self.gain
        if before == self.gain:
            return samples if self.gain == 1 else samples * np.float32(self.gain)
        # No click where the factor changes: it moves along the block.
        return samples * np.linspace(before, self.gain, len(samples), dtype=np.float32)[:, None]

    def _at_our_rate(self, samples: Floats, rate_hz: int) -> Floats:
        """Resampled where needed; a file may even change its rate on the way."""
        rest = _NOTHING
        if self._resampler is not None and (self.is_drained or rate_hz != self._resampled_hz):
            rest = self._resampler.resample_chunk(_NOTHING, last=True)
            self._resampler = None
        if rate_hz == self._rate_hz or self.is_drained:
            return np.concatenate([rest, samples]) if len(rest) else samples
        if self._resampler is None:
            import soxr

            self._resampler = soxr.ResampleStream(rate_hz, self._rate_hz, 2, quality="VHQ")
            self._resampled_hz = rate_hz
        return np.concatenate([rest, self._resampler.resample_chunk(samples)])
