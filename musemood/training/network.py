"""The mood network: LSTM with attention over sequences, and what is read from both.

A sequence holds, for each 3-second segment, the 50 descriptors scaled to [0, 1] and the values of
the encoder (`encoder.py`): the joint representation of ``method.md`` section 6. The descriptors
that are levels are taken relative to the sequence's mean, so that volume decides nothing; all
are standardised, joined and projected. Then, as in the paper (``method.md`` section 2),
``h = LSTM(x)``, here in both directions, ``alpha_t = exp f(h_t) / sum_s exp f(h_s)``,
``a = sum_t alpha_t h_t``, f a small feed-forward net with tanh. From a: five moods (softmax),
valence and arousal (tanh, -1..1). From each h_t by the same head: the mood of the segment.

The LSTM starts afresh every ten segments, the length of a training clip, while the attention
looks over all of them: so a two-hour mix is read by a memory that never runs longer than it
did in training, and a clip of 30 s is read exactly as there.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from musemood.domain.mood import MOODS
from musemood.features.extract import FEATURE_NAMES
from musemood.training.encoder import ENCODED

QUADRANT_SHARE = 0.25
"""The say of the quadrants' head in valence and arousal."""

WINDOW = 10
"""Segments after which the LSTM starts afresh."""

N_DESCRIPTORS = len(FEATURE_NAMES)
SEQUENCE_WIDTH = N_DESCRIPTORS + ENCODED

LEVELS = [
    FEATURE_NAMES.index(f"energy_{name}_db") for name in ("mean", "minimum", "maximum", "median")
]
"""The only descriptors that gain changes: it adds its decibels to each of them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network. ``n_tags``: words that training may ask for beside the moods."""

    projected: int = 96
    hidden: int = 64
    layers: int = 1
    is_bidirectional: bool = True
    dropout: float = 0.4
    n_tags: int = 0


@dataclass(frozen=True, slots=True)
class Outputs:
    """Of a batch b of t segments: ``moods`` (b, 5) and ``signs`` (b, 2) as logits before softmax
    and tanh, ``segment_moods`` (b, t, 5) logits, ``attention`` (b, t) summing to 1, ``quadrants``
    (b, 4) and ``tags`` (b, n_tags) logits, which only training asks for.
    """

    moods: Tensor
    signs: Tensor
    segment_moods: Tensor
    attention: Tensor
    quadrants: Tensor
    tags: Tensor


def valence_and_arousal(outputs: Outputs) -> Tensor:
    """Both in -1..1, (b, 2), from the signs' head and, by a quarter, the quadrants' head.

    The two were asked the same in two ways. Their mean names quadrants best, the signs alone rank
    best (README.md in this folder): a quarter keeps most of both.
    """
    q1, q2, q3, q4 = torch.softmax(outputs.quadrants, dim=1).unbind(1)
    by_quadrant = torch.stack([q1 + q4 - q2 - q3, q1 + q2 - q3 - q4], dim=1)
    return (1 - QUADRANT_SHARE) * torch.tanh(outputs.signs) + QUADRANT_SHARE * by_quadrant


class MoodNetwork(nn.Module):
    """LSTM with attention over sequences of `SEQUENCE_WIDTH` values a segment."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(SEQUENCE_WIDTH))
        self.register_buffer("spread", torch.ones(SEQUENCE_WIDTH))
        is_level = torch.zeros(SEQUENCE_WIDTH)
        is_level[LEVELS] = 1
        self.register_buffer("is_level", is_level)
        self.register_buffer("temperatures", torch.ones(len(MOODS)))
        self.register_buffer("mood_bias", torch.zeros(len(MOODS)))
        self.projection = nn.Sequential(
            nn.Dropout(shape.dropout / 2),
            nn.Linear(SEQUENCE_WIDTH, shape.projected),
            nn.Dropout(shape.dropout),
        )
        self.lstm = nn.LSTM(
            shape.projected, shape.hidden, shape.layers, batch_first=True,
            bidirectional=shape.is_bidirectional,
            dropout=shape.dropout if shape.layers > 1 else 0.0,
        )  # fmt: skip
        width = shape.hidden * (2 if shape.is_bidirectional else 1)
        self.dropout = nn.Dropout(shape.dropout)
        self.score = nn.Sequential(nn.Linear(width, 64), nn.Tanh(), nn.Linear(64, 1))
        self.mood_head = nn.Linear(width, len(MOODS))
        self.sign_head = nn.Linear(width, 2)
        self.quadrant_head = nn.Linear(width, 4)
        self.tag_head = nn.Linear(width, max(shape.n_tags, 1))

    def relative(self, sequences: Tensor, is_there: Tensor) -> Tensor:
        """Sequences (b, t, values) with their levels relative to their own mean."""
        there = is_there.unsqueeze(-1).to(sequences.dtype)
        mean = (sequences * there).sum(1, keepdim=True) / there.sum(1, keepdim=True)
        return sequences - mean * self.is_level

    def standardise_by(self, sequences: Tensor, is_there: Tensor) -> None:
        """Learn mean and deviation of each value from sequences (b, t, values)."""
        rows = self.relative(sequences, is_there)[is_there]
        self.centre.copy_(rows.mean(0))
        self.spread.copy_(rows.std(0).clamp_min(1e-3))

    def project(self, sequences: Tensor, is_there: Tensor) -> Tensor:
        """What the LSTM takes (b, t, projected), of sequences (b, t, values)."""
        standard = (self.relative(sequences, is_there) - self.centre) / self.spread
        projected: Tensor = self.projection(standard)
        return projected

    def forward(self, sequences: Tensor, is_there: Tensor) -> Outputs:
        """Read a batch (b, t, values), padded at the end; ``is_there`` (b, t) masks the padding."""
        projected = self.project(sequences, is_there)
        packed = nn.utils.rnn.pack_padded_sequence(
            projected, is_there.sum(1), batch_first=True, enforce_sorted=False
        )
        hidden, _ = nn.utils.rnn.pad_packed_sequence(
            self.lstm(packed)[0], batch_first=True, total_length=sequences.shape[1]
        )
        return self.read(hidden, is_there)

    def read(self, hidden: Tensor, is_there: Tensor) -> Outputs:
        """Attention and heads over hidden states (b, t, h)."""
        hidden = self.dropout(hidden)
        score = self.score(hidden).squeeze(-1).masked_fill(~is_there, float("-inf"))
        attention = torch.softmax(score, dim=1)
        attentive = self.dropout((attention.unsqueeze(-1) * hidden).sum(1))
        return Outputs(
            self.tempered(self.mood_head(attentive)),
            self.sign_head(attentive),
            self.tempered(self.mood_head(hidden)),
            attention,
            self.quadrant_head(attentive),
            self.tag_head(attentive),
        )

    def tempered(self, logits: Tensor) -> Tensor:
        """Logits (..., 5) with their bias, as sure as the mood that is said is mostly right."""
        biased = logits + self.mood_bias
        return biased / self.temperatures[biased.argmax(-1)].unsqueeze(-1)


class WindowedNetwork(nn.Module):
    """The same network over one track of any length, as it ships.

    Takes (n, values); gives probabilities (5,), signs (2,) = valence and arousal in -1..1,
    attention (n,), probabilities of each segment (n, 5). The last window is the last ten
    segments: of those that the window before it had too, the earlier reading counts.
    """

    def __init__(self, network: MoodNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, sequence: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Read one track (n, values)."""
        n = torch._shape_as_tensor(sequence)[0]
        all_there = torch.ones_like(sequence[None, :, 0], dtype=torch.bool)
        projected = self.network.project(sequence[None], all_there)[0]
        length = torch.clamp(n, max=WINDOW)
        n_windows = (n + WINDOW - 1) // WINDOW
        starts = torch.minimum(torch.arange(n_windows) * WINDOW, n - length)
        windows = projected[starts[:, None] + torch.arange(length)[None]]
        hidden = self.network.lstm(windows)[0]
        segments = torch.arange(n)
        window = segments // WINDOW
        hidden = hidden[window, segments - starts[window]]
        read = self.network.read(hidden[None], all_there)
        return (
            torch.softmax(read.moods[0], dim=-1),
            valence_and_arousal(read)[0],
            read.attention[0],
            torch.softmax(read.segment_moods[0], dim=-1),
        )
