"""Table 3: the mood of a simulated listener's week, read from its most played tracks.

A listener of fold f owns the clips of that fold, which the network of fold f never met. A week:

1. its true mood is drawn, each mood as likely;
2. 40 plays: each is of a clip of that mood with probability 0.7, else of one of all the others;
3. which clip: the listener's favourites of the week, a random order of the mood's clips and
   another of the others; the r-th is played with a probability proportional to 1/r, Zipf's law
   with exponent 1 (Zipf 1949). So play counts follow that law within each of the two groups.

For the paper's four moods clips labelled intense are nobody's, neither as mood nor as others.
Then as `musemood.recommender.emotion` does with real weeks (method.md, section 3): the k most
played clips, weighted by their plays (all plays are equally recent and were heard to the end),
each sequence resampled linearly over relative time to the median length, averaged, and read by
the network. Clips played equally often are ordered at random: no tie knows the mood. A week with
fewer than k clips takes them all. Weeks depend on the seed and the labels alone, so every
network is asked about the same ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.int_]

Read = Callable[[list[Floats]], Floats]
"""A network: sequences (segments, d) of n weeks to probabilities (n, moods) in their order."""

TOPS = (1, 3, 5, 10)
N_WEEKS = 1000
N_PLAYS = 40
SHARE_OF_MOOD = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Weeks:
    """n weeks of one listener's c clips.

    ``moods`` (n,): the true ones. ``plays`` (n, c): how often each clip was played. ``ranks``
    (n, c): 0 for the most played clip of the week, ties at random.
    """

    moods: Indices
    plays: Indices
    ranks: Indices

    def weights(self, k: int) -> Floats:
        """Weight of each clip (n, c) in the average of the k most played; rows sum to 1."""
        counted = np.where(self.ranks < k, self.plays, 0)
        weights: Floats = (counted / counted.sum(axis=1, keepdims=True)).astype(np.float32)
        return weights


def simulate(clip_moods: Indices, n_moods: int, n_weeks: int, dice: np.random.Generator) -> Weeks:
    """Weeks of a listener whose clips have the moods ``clip_moods`` (c,), in 0 .. n_moods - 1.

    Raises ValueError unless each mood has a clip and there are two moods or more.
    """
    if n_moods < 2 or set(clip_moods.tolist()) != set(range(n_moods)):
        raise ValueError("needs two moods or more, and clips of each of them and of no other")
    moods = dice.integers(n_moods, size=n_weeks)
    plays = np.stack([_plays(clip_moods == mood, dice) for mood in moods])
    # Less than one play apart: decides between equals only.
    order = np.argsort(-(plays + dice.random(plays.shape)), axis=1)
    return Weeks(moods, plays, np.argsort(order, axis=1))


def _plays(is_of_mood: NDArray[np.bool_], dice: np.random.Generator) -> Indices:
    plays = np.zeros(len(is_of_mood), np.int_)
    n_of_mood = int(dice.binomial(N_PLAYS, SHARE_OF_MOOD))
    for is_there, n in ((is_of_mood, n_of_mood), (~is_of_mood, N_PLAYS - n_of_mood)):
        favourites = dice.permutation(np.flatnonzero(is_there))
        shares = 1 / np.arange(1, len(favourites) + 1)
        plays[favourites] = dice.multinomial(n, shares / shares.sum())
    return plays


def average_sequences(sequences: Sequence[Floats], weights: Floats) -> list[Floats]:
    """The weighted average (m, d) of the clips of each week.

    ``sequences``: (segments, d) of c clips, none empty. ``weights``: (n, c), rows summing to 1.
    m is the median length of the clips of some weight, halves up.
    """
    lengths = np.array([len(each) for each in sequences])
    present = np.where(weights > 0, lengths, np.nan)
    medians = (np.nanmedian(present, axis=1) + 0.5).astype(int)
    averages: dict[int, Floats] = {}
    for length in np.unique(medians):
        weeks = np.flatnonzero(medians == length)
        resampled = np.stack([resample(each, int(length)) for each in sequences])
        flat = weights[weeks] @ resampled.reshape(len(sequences), -1)
        averages |= zip(weeks.tolist(), flat.reshape(-1, *resampled.shape[1:]), strict=True)
    return [averages[week] for week in range(len(weights))]


def resample(sequence: Floats, length: int) -> Floats:
    """Values of (n, d) at the middles of ``length`` equal spans, (length, d), linear between.

    Outside the outer middles the outer values hold, as in `musemood.recommender.emotion`.
    """
    at = (np.arange(length) + 0.5) / length * len(sequence) - 0.5
    at = np.clip(at, 0, len(sequence) - 1)
    before = at.astype(np.intp)
    after = np.minimum(before + 1, len(sequence) - 1)
    share = (at - before)[:, None]
    return (sequence[before] * (1 - share) + sequence[after] * share).astype(np.float32)


def accuracy_by_top(
    sequences: Sequence[Floats],
    moods: Indices,
    folds: Indices,
    networks: Mapping[int, Read],
    n_moods: int,
    seed: int = 0,
    n_weeks: int = N_WEEKS,
) -> dict[int, float]:
    """Share of weeks (0..1) whose true mood is the most probable one, for each k of `TOPS`.

    ``sequences``, ``moods``, ``folds``: of n clips; ``networks``: by fold, each the one that has
    not met the clips of that fold. ``n_moods``: 4 leaves clips of the fifth mood out, and its
    probability. Every fold counts alike.
    """
    rights: dict[int, list[float]] = {k: [] for k in TOPS}
    for fold, read in sorted(networks.items()):
        clips = np.flatnonzero((folds == fold) & (moods < n_moods)).tolist()
        dice = np.random.default_rng([seed, fold, n_moods])
        weeks = simulate(moods[clips], n_moods, n_weeks, dice)
        own = [sequences[clip] for clip in clips]
        for k in TOPS:
            said = read(average_sequences(own, weeks.weights(k)))[:, :n_moods].argmax(axis=1)
            rights[k].append(float(np.mean(said == weeks.moods)))
    return {k: float(np.mean(right)) for k, right in rights.items()}
