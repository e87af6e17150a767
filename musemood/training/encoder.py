"""The encoder: a small convolutional network over the mel spectrogram of one segment.

A strided 5x5 and three 3x3 convolutions, each with batch norm and ReLU, halve time and frequency
to 8 x 8; one filter as high as what is left of the frequencies joins them; mean and maximum over
time, and a linear layer to `ENCODED` values. It learns by distillation (`distil.py`) what large
taggers hear, at a fortieth of their cost. Level does not reach it (`features/spectrogram.py`).
"""

import torch
from torch import Tensor, nn

from musemood.features.spectrogram import MEL_BANDS

ENCODED = 96
"""Values an encoder gives for a segment."""

_CHANNELS = (32, 64, 128, 256)
_TOP = 256


class Encoder(nn.Module):
    """(n, MEL_FRAMES, MEL_BANDS) of `mel_spectrogram` to (n, ENCODED), mean 0 and variance 1."""

    def __init__(self) -> None:
        super().__init__()
        self.bands = nn.BatchNorm1d(MEL_BANDS)
        first, *rest = _CHANNELS
        layers: list[nn.Module] = [
            nn.Conv2d(1, first, 5, stride=2, padding=2, bias=False),
            nn.BatchNorm2d(first),
            nn.ReLU(inplace=True),
        ]
        for before, after in zip(_CHANNELS[:-1], rest, strict=True):
            layers += [
                nn.Conv2d(before, after, 3, padding=1, bias=False),
                nn.BatchNorm2d(after),
                nn.ReLU(inplace=True),
            ]
            if after != _CHANNELS[-1]:
                layers.append(nn.MaxPool2d(2))
        self.body = nn.Sequential(*layers)
        self.top = nn.Sequential(
            nn.Conv2d(_CHANNELS[-1], _TOP, (1, MEL_BANDS // 8), bias=False),
            nn.BatchNorm2d(_TOP),
            nn.ReLU(inplace=True),
        )
        self.out = nn.Linear(2 * _TOP, ENCODED)
        self.norm = nn.BatchNorm1d(ENCODED, affine=False)

    def forward(self, mels: Tensor) -> Tensor:
        """Encode a batch."""
        scaled = self.bands(mels.transpose(1, 2)).transpose(1, 2)
        picture = scaled.unsqueeze(1).contiguous(memory_format=torch.channels_last)
        over_time = self.top(self.body(picture)).squeeze(3)
        pooled = torch.cat([over_time.amax(2), over_time.mean(2)], 1)
        encoded: Tensor = self.norm(self.out(pooled).float())
        return encoded
