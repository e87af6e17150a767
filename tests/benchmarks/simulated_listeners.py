"""Simulated listeners over real clips: what `bench_recommender.py` judges methods by.

Clips: 718 of mood4q in ``listeners.npz`` (``python -m musemood.training listeners``), each heard by
an encoder and read by a network that never heard it or its artist. Folds have encoders of their
own, so a listener lives in one fold: about 144 clips, all taken to be 240 s long.

A listener has a mood and likes some genres of the fold, drawn until at least 12 clips are of that
mood and of a liked genre: those are *liked*. The true preference is 9.5 of 10 for a liked clip,
5.5 where only the mood or only the genre is right, 2.5 otherwise, and the share heard of a clip
is a tenth of it, with a deviation of 0.1. The week: ten clips at random hours of seven days,
eight of the mood (three in four of them liked) and two of any, each played once to three times.
Where a week has two moods, or the mood changes, each clip is heard as the mood of its moment asks:
heard by the other mood, few of them would count as plays, and no week were half and half.
One thumb in ten is wrong; when thumbs are given, the benchmark says.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from musemood.domain.embeddings import Embeddings, embedding_of
from musemood.domain.genres import genre_keys
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Tags, Track
from musemood.recommender.listener import Network
from musemood.recommender.readings import reading_array
from musemood.recommender.typical import TYPICAL, typical_of

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
LENGTH_S = 240.0
WRONG_THUMBS = 0.1
PREFERENCES = (2.5, 5.5, 9.5)
LEAST_LIKED = 12
N_FOLDS = 5
FILE = Path(__file__).with_name("listeners.npz")


class World:
    """The clips of one fold, and the network that never heard them."""

    def __init__(self, kept: dict[str, NDArray[np.generic]], fold: int) -> None:
        own = np.flatnonzero(kept["folds"] == fold)
        ends = np.cumsum(kept["lengths"].astype(int))
        rows = np.hstack([kept["descriptors"] / np.float32(255), kept["encoded"] / np.float32(32)])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(kept[f"network{fold}"].tobytes(), options)
        self._unsure_below = float(kept["unsure_below"])
        self.paths = [f"/{name}" for name in kept["clips"][own].tolist()]
        self.moods = kept["moods"][own].astype(int)
        self.genres = [genre_keys(text) for text in kept["genres"][own].tolist()]
        bliss = kept["bliss"].astype(np.float64)
        self.bliss = ((bliss - bliss.mean(axis=0)) / bliss.std(axis=0))[own]
        self.sequences = {
            path: rows[ends[i] - kept["lengths"][i] : ends[i]].astype(np.float32)
            for path, i in zip(self.paths, own, strict=True)
        }
        self.index = {path: i for i, path in enumerate(self.paths)}
        vectors = np.stack([embedding_of(self.sequences[path][:, 50:]) for path in self.paths])
        self.embeddings = Embeddings(vectors, self.index)
        self.tracks = [
            Track(path, 1, 1, Tags(title=path, artist=artist, genre=genre, duration_s=LENGTH_S),
                  reading=self._predict(self.sequences[path]))
            for path, artist, genre in zip(
                self.paths, kept["artists"][own].tolist(), kept["genres"][own].tolist(), strict=True
            )
        ]  # fmt: skip
        self.readings = reading_array([t.reading for t in self.tracks if t.reading])
        self.typical = TYPICAL
        self.read_moods = np.array([MOODS.index(t.reading.leader) for t in self.tracks])

    @cached_property
    def network(self) -> Network:
        return Network(
            self._predict, self.sequences.get, self._unsure_below, lambda: self.embeddings,
            self.typical,
        )  # fmt: skip

    def _predict(self, sequence: NDArray[np.float32]) -> MoodReading:
        probabilities, signs = self._session.run(None, {"sequence": sequence})[:2]
        shares = probabilities.astype(float) / probabilities.sum()
        mood = MOODS[shares.argmax()] if shares.max() >= self._unsure_below else Mood.UNSURE
        return MoodReading(tuple(shares.tolist()), float(signs[0]), float(signs[1]), mood)


def load_worlds(folds: tuple[int, ...]) -> list[World]:
    """What is typical of a mood is told to each world by the clips of the others."""
    with np.load(FILE) as file:
        kept = {name: file[name] for name in file.files}
    worlds = [World(kept, fold) for fold in range(N_FOLDS)]
    for world in worlds:
        others = [each for each in worlds if each is not world]
        readings = np.concatenate([each.readings for each in others])
        world.typical = typical_of(readings, np.concatenate([each.moods for each in others]))
    return [worlds[fold] for fold in folds]


@dataclass(eq=False)
class Listener:
    """``is_mood``, ``is_liked`` (n,) of the world's clips; ``preference`` (n,) the true one."""

    world: World
    mood: int
    is_genre: NDArray[np.bool_]
    dice: np.random.Generator

    @property
    def is_mood(self) -> NDArray[np.bool_]:
        return self.world.moods == self.mood

    @property
    def is_liked(self) -> NDArray[np.bool_]:
        return self.is_mood & self.is_genre

    @property
    def preference(self) -> NDArray[np.float64]:
        return self.preference_in(self.mood)

    def preference_in(self, mood: int) -> NDArray[np.float64]:
        """(n,) at a moment of that mood."""
        return np.array(PREFERENCES)[(self.world.moods == mood).astype(int) + self.is_genre]

    def week(self, moods: list[int] | None = None, days: list[float] | None = None) -> list[Play]:
        """A clip for each of ``moods`` (-1: any); by default ten, eight of them of the own mood.

        None comes twice before all that fit have been drawn.
        """
        moods = moods or [self.mood] * 8 + [-1] * 2
        plays: list[Play] = []
        taken: set[int] = set()
        for k, mood in enumerate(moods):
            fit = np.flatnonzero((self.world.moods == mood) | (mood < 0))
            liked = fit[self.is_genre[fit]]
            pool = liked if len(liked) and self.dice.random() < 0.75 else fit
            free = [i for i in pool.tolist() if i not in taken] or fit.tolist()
            clip = int(self.dice.choice(free))
            taken.add(clip)
            age = days[k] if days else float(self.dice.uniform(0.1, 6.9))
            share = self.share_of(clip, mood if mood >= 0 else self.mood)
            for n in range(int(self.dice.integers(1, 4))):
                plays.append(self.play(clip, age + 0.01 * n, share))
        return plays

    def share_of(self, clip: int, mood: int) -> float:
        """Heard of the clip at a moment of that mood."""
        liked = self.preference_in(mood)[clip] / 10
        return float(np.clip(liked + self.dice.normal(0, 0.1), 0.05, 1))

    def play(
        self, clip: int, days_ago: float, share: float, source: PlaySource = PlaySource.LIST
    ) -> Play:
        end = PlayEnd.FINISHED if share > 0.9 else PlayEnd.SKIPPED
        at = NOW - timedelta(days=days_ago)
        return Play(self.world.paths[clip], at, share * LENGTH_S, end, source)

    def thumb(self, path: str, is_right: bool, minutes_ago: float) -> Thumb:
        """Up where it is right, but one in ten is wrong."""
        is_up = is_right ^ (self.dice.random() < WRONG_THUMBS)
        at = NOW - timedelta(minutes=minutes_ago)
        return Thumb(path, ThumbKind.UP if is_up else ThumbKind.DOWN, at)


def make_listener(worlds: list[World], number: int, seed: int) -> Listener:
    """The listener of a number: always the same for one seed."""
    dice = np.random.default_rng((seed, number))
    world = worlds[number % len(worlds)]
    names = sorted({key for keys in world.genres for key in keys})
    while True:
        mood = int(dice.integers(len(MOODS)))
        liked = set(dice.choice(names, int(dice.integers(2, 6)), replace=False).tolist())
        is_genre = np.array([bool(liked.intersection(keys)) for keys in world.genres])
        listener = Listener(world, mood, is_genre, dice)
        if listener.is_liked.sum() >= LEAST_LIKED or (
            listener.is_liked.sum() >= LEAST_LIKED // 2 and listener.is_mood.sum() < 20
        ):
            return listener
