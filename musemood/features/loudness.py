"""Loudness by EBU R 128 (ITU-R BS.1770-4), measured block by block while a file is decoded.

Each channel passes a filter that hears as the head does (a shelf, +4 dB above 2 kHz) and one
that hears as the ear does (a high pass at 38 Hz): "K". The mean square of 400 ms windows, 100 ms
apart, summed over the channels, is their power. Windows below -70 LUFS are passed over, then
those 10 LU below the mean of the rest; what is left, averaged, is the integrated loudness:

    L = -0.691 + 10 log10(mean power)

All channels count alike (surround channels would count 1.5 dB more).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_STEP_S = 0.1
_STEPS_A_WINDOW = 4
_SILENCE_LUFS = -70.0
_GATE_LU = 10.0
_OFFSET_DB = -0.691


class LoudnessMeter:
    """Give it all samples of a track in order, then ask."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._rate_hz = 0
        self._filters: Floats = np.zeros((2, 6), np.float32)
        self._state: Floats = np.zeros((2, 0, 2), np.float32)
        self._left: Floats = np.zeros((0, 0), np.float32)
        self._powers: list[NDArray[np.float64]] = []

    def add(self, channels: Floats, rate_hz: int) -> None:
        """More samples, (channels, n) float32 in -1..1; the form may change on the way."""
        if (rate_hz, len(channels)) != (self._rate_hz, len(self._left)):
            self._begin(rate_hz, len(channels))
        if not channels.shape[1]:
            return
        from scipy.signal import sosfilt  # on first use: only a process that analyses pays for it

        self.peak = max(self.peak, float(channels.max()), -float(channels.min()))
        heard, self._state = sosfilt(self._filters, channels, axis=1, zi=self._state)
        if self._left.shape[1]:
            heard = np.concatenate([self._left, heard], axis=1)
        step = round(_STEP_S * rate_hz)
        n_steps = heard.shape[1] // step
        whole = heard[:, : n_steps * step].reshape(len(heard), n_steps, step)
        self._powers.append(np.einsum("cns,cns->n", whole, whole).astype(np.float64) / step)
        self._left = heard[:, n_steps * step :]

    def lufs(self) -> float:
        """The integrated loudness; -inf for silence and for less than 400 ms."""
        powers = np.concatenate(self._powers) if self._powers else np.zeros(0)
        if len(powers) < _STEPS_A_WINDOW:
            return float("-inf")
        window = np.ones(_STEPS_A_WINDOW) / _STEPS_A_WINDOW
        powers = np.convolve(powers, window, "valid")
        powers = powers[powers > _power(_SILENCE_LUFS)]
        if not len(powers):
            return float("-inf")
        powers = powers[powers > powers.mean() * 10 ** (-_GATE_LU / 10)]
        return float(_OFFSET_DB + 10 * np.log10(powers.mean()))

    def _begin(self, rate_hz: int, n_channels: int) -> None:
        self._rate_hz = rate_hz
        self._filters = k_filters(rate_hz).astype(np.float32)
        self._state = np.zeros((2, n_channels, 2), np.float32)
        self._left = np.zeros((n_channels, 0), np.float32)


def k_filters(rate_hz: float) -> NDArray[np.float64]:
    """The two filters as second-order sections, (2, 6), for any sample rate.

    BS.1770 gives them for 48 kHz only; these are the analogue ones behind them (De Man, 2014).
    """
    k = np.tan(np.pi * 1681.974450955533 / rate_hz)
    high, quality = 10 ** (3.999843853973347 / 20), 0.7071752369554196
    band = high**0.4996667741545416
    first = 1 + k / quality + k * k
    shelf = [
        (high + band * k / quality + k * k) / first,
        2 * (k * k - high) / first,
        (high - band * k / quality + k * k) / first,
        1,
        2 * (k * k - 1) / first,
        (1 - k / quality + k * k) / first,
    ]
    k, quality = np.tan(np.pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    first = 1 + k / quality + k * k
    high_pass = [1, -2, 1, 1, 2 * (k * k - 1) / first, (1 - k / quality + k * k) / first]
    return np.array([shelf, high_pass])


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_DB) / 10))
