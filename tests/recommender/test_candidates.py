"""Law: what is renewed in parts is what would have been made anew."""

from random import Random

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from listener_world import mostly, track
from msgspec.structs import replace

from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.mood import MOODS
from musemood.domain.track import Track
from musemood.recommender.candidates import Candidates, candidates_of
from musemood.recommender.path_index import PathIndex
from musemood.recommender.track_news import track_news

_PATHS = [f"/{name}" for name in "abcdefgh"]
_dice = np.random.default_rng(1)
_ROOM = _dice.normal(size=(200, WIDTH)).astype(np.float16)
"""Embeddings grow within this, as those of a store do."""


def _track(path: str, kind: int) -> Track:
    """Of five kinds: moods, genres and whether it is a candidate at all."""
    genre = ("Rock", "Jazz, Pop", "", "Rock", "Folk")[kind]
    made = track(path, mostly(MOODS[kind]) if kind != 3 else None, genre=genre)
    return replace(made, own_mood=MOODS[0] if kind == 4 else None)


libraries = st.dictionaries(st.sampled_from(_PATHS), st.integers(0, 4))
steps = st.lists(
    st.tuples(libraries, st.sampled_from(["same", "more", "moved", "elsewhere"])), max_size=6
)


class Sounds:
    """The embeddings of a library that changes."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.room, self.end = _ROOM, 0

    def after(self, paths: list[str], how: str) -> Embeddings:
        last: dict[str, int] | None = self.last
        if how == "elsewhere":  # as when the array has to grow
            self.room = self.room[:, ::-1].copy()
        if how == "moved":  # analysed again
            for path in paths[::2]:
                self.index.pop(path, None)
            last = None
        for path in paths:
            if path not in self.index and (how != "same" or path < "/d"):
                self.index[path], self.end = self.end, self.end + 1
        self.last = dict(self.index)
        return Embeddings(self.room[: self.end], self.last, last)


def _told(of: Candidates) -> list[object]:
    return [
        of.tracks,
        of.readings.tolist(),
        of.is_unsure.tolist(),
        [of.genres.text(i) for i in range(len(of))],
        dict(of.index),
        of.index.paths,
        of.sounds().tolist(),
    ]


@given(libraries, steps, st.booleans())
@example({"/a": 0}, [({"/a": 0, "/g": 0}, "same"), ({"/a": 0, "/g": 0}, "more")], True)
@example({"/a": 0}, [({"/a": 0, "/b": 0}, "more")], False)
def test_renewed_in_parts_is_made_anew(
    first: dict[str, int], later: list[tuple[dict[str, int], str]], is_heard: bool
) -> None:
    sounds, tracks = Sounds(), {path: _track(path, kind) for path, kind in first.items()}
    known = candidates_of(tracks.values(), sounds.after(sorted(tracks), "more"))
    if is_heard:
        known.sounds()
    for library, how in later:
        before, tracks = tracks, {path: _track(path, kind) for path, kind in library.items()}
        tracks |= {path: t for path, t in before.items() if tracks.get(path) == t}
        stale = {p for p in {*before, *tracks} if before.get(p) is not tracks.get(p)}
        embeddings = sounds.after(sorted(tracks), how)
        fresh = candidates_of([tracks[path] for path in stale if path in tracks], embeddings)
        known = known.renewed(stale, fresh)
        assert _told(known) == _told(candidates_of(tracks.values(), embeddings))


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_numbers_of_paths_hold_in_their_line(first: list[int], then: list[int]) -> None:
    index = PathIndex(map(str, sorted(first)))
    paths = [str(i) for i in range(10)]
    numbers = index.numbers(paths)
    more = [str(i) for i in sorted(then) if i not in first]
    behind = {path: len(index) + i for i, path in enumerate(more)}
    rows = np.array([index.get(str(i), behind.get(str(i))) for i in sorted(then)], np.intp)
    new = index.renewed(rows, more)
    assert new.paths == tuple(str(i) for i in sorted(then))
    assert new.places(new.numbers(paths)).tolist() == [new.get(path, -1) for path in paths]
    if new.line is index.line:
        stays = [path for path in paths if path not in more]
        known = new.places(numbers[[int(path) for path in stays]]).tolist()
        assert known == [new.get(path, -1) for path in stays]


@given(libraries, libraries, st.randoms())
def test_news_are_what_changed(first: dict[str, int], then: dict[str, int], lots: Random) -> None:
    before = [_track(path, kind) for path, kind in first.items()]
    same = {t.path: t for t in before if lots.random() < 0.7}
    after = [same.get(path) or _track(path, kind) for path, kind in then.items()]
    if lots.random() < 0.5:  # most stay where they were
        after = [same.get(t.path, t) for t in before if lots.random() < 0.9] + [
            t for t in after if t.path not in first
        ]
    was, now = track_news(before, after)
    kept = {id(t) for t in before} & {id(t) for t in after}
    assert was == {t.path: t for t in before if id(t) not in kept}
    assert now == {t.path: t for t in after if id(t) not in kept}
