"""The paper's network: three LSTM layers, attention, and what is read from both.

Descriptors x_t in [0, 1], (segments, 50), are standardised, then
``h = LSTM3(x)``, ``alpha_t = exp f(h_t) / sum_s exp f(h_s)``, ``a = sum_t alpha_t h_t``,
f a small feed-forward net with tanh. From a: five moods (softmax), valence and arousal (tanh,
-1..1). From each h_t by the same head: the mood of the segment.

The LSTM starts afresh every ten segments, the length of a training clip, while the attention
looks over all of them: so a two-hour mix is read by a memory that never runs longer than it
did in training, and a clip of 30 s is read exactly as in the paper.

Source: ``method.md`` section 2.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from musemood.domain.mood import MOODS

WINDOW = 10
"""Segments after which the LSTM starts afresh."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Of a batch b of t segments: ``moods`` (b, 5) and ``signs`` (b, 2) as logits before softmax
    and tanh, ``segment_moods`` (b, t, 5) logits, ``attention`` (b, t) summing to 1.
    """

    moods: Tensor
    signs: Tensor
    segment_moods: Tensor
    attention: Tensor


class MoodNetwork(nn.Module):
    """Three-layer LSTM with attention over scaled descriptors."""

    def __init__(
        self, n_features: int = 50, hidden: int = 64, dropout: float = 0.3, layers: int = 3
    ) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(n_features))
        self.register_buffer("spread", torch.ones(n_features))
        self.lstm = nn.LSTM(n_features, hidden, layers, batch_first=True, dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.score = nn.Sequential(nn.Linear(hidden, hidden), nn.Tanh(), nn.Linear(hidden, 1))
        self.mood_head = nn.Linear(hidden, len(MOODS))
        self.sign_head = nn.Linear(hidden, 2)

    def standardise_by(self, scaled: Tensor) -> None:
        """Learn mean and deviation of each dimension from scaled segments (n, 50)."""
        self.centre.copy_(scaled.mean(0))
        self.spread.copy_(scaled.std(0).clamp_min(1e-3))

    def forward(self, scaled: Tensor, is_there: Tensor) -> Outputs:
        """Read a batch (b, t, 50) of whole sequences; ``is_there`` (b, t) masks the padding."""
        return self.read(self.remember(scaled), is_there)

    def remember(self, scaled: Tensor) -> Tensor:
        """Hidden states (b, t, h) of sequences (b, t, 50), each with a memory of its own."""
        standardised = (scaled - self.centre) / self.spread
        hidden: Tensor = self.lstm(standardised)[0]
        return hidden

    def read(self, hidden: Tensor, is_there: Tensor) -> Outputs:
        """Attention and heads over hidden states (b, t, h)."""
        hidden = self.dropout(hidden)
        score = self.score(hidden).squeeze(-1).masked_fill(~is_there, float("-inf"))
        attention = torch.softmax(score, dim=1)
        attentive = self.dropout((attention.unsqueeze(-1) * hidden).sum(1))
        return Outputs(
            self.mood_head(attentive),
            self.sign_head(attentive),
            self.mood_head(hidden),
            attention,
        )


class WindowedNetwork(nn.Module):
    """The same network over one track of any length, as it ships.

    Takes (n, 50) scaled; gives probabilities (5,), signs (2,) = valence and arousal in -1..1,
    attention (n,), probabilities of each segment (n, 5).
    """

    def __init__(self, network: MoodNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, scaled: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Read one track (n, 50)."""
        n, n_features = scaled.shape
        missing = (WINDOW - n % WINDOW) % WINDOW
        # The padding comes last, and an LSTM that looks back never sees it.
        padded = nn.functional.pad(scaled, (0, 0, 0, missing)).reshape(-1, WINDOW, n_features)
        hidden = self.network.remember(padded)
        hidden = hidden.reshape(1, -1, hidden.shape[-1])[:, :n]
        read = self.network.read(hidden, torch.ones_like(hidden[..., 0], dtype=torch.bool))
        return (
            torch.softmax(read.moods[0], dim=-1),
            torch.tanh(read.signs[0]),
            read.attention[0],
            torch.softmax(read.segment_moods[0], dim=-1),
        )
