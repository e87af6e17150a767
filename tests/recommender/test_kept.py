"""Law: who keeps what was made of library and plays answers as who never heard of them."""

from collections import Counter
from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from listener_world import NOW, UNSURE_BELOW, network, play, reading, thumb, track
from msgspec.structs import replace

from musemood.domain.ban import BanKind, bans_for
from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.listening_rules import RuleSettings
from musemood.domain.mood import MOODS
from musemood.domain.play_log import PlayEnd, PlaySource
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.recommender.kept import Kept
from musemood.recommender.recommendation import (
    Listening,
    Network,
    Wish,
    infer_current_emotion,
    recommend,
)

_OF_LISTENER = ("play", "plays taken back", "thumb", "thumb taken back", "later", "plays elsewhere")
_OF_RULES = ("ban", "allow", "leave out", "settings")
_OF_LIBRARY = ("correct", "analyse", "rate", "miss", "move", "remove", "add", "embeddings")
_CHANGES = (*_OF_LISTENER, *_OF_RULES, *_OF_LIBRARY)


class World:
    """A listener and a library that random things happen to."""

    def __init__(self, seed: int) -> None:
        self.dice = np.random.default_rng(seed)
        self.listening = Listening(tuple(self.track() for _ in range(30)), (), (), NOW)
        self.sounds = self.embeddings()
        self.analysed = Counter[str]()
        self.sequences = self.dice.random((7, 4, 5)).astype(np.float32)
        for _ in range(25):
            self.change("play")

    @property
    def network(self) -> Network:
        return Network(
            network,
            lambda path: self.sequences[(len(path) + self.analysed[path]) % 7],
            UNSURE_BELOW,
            lambda: self.sounds,
        )

    def track(self) -> Track:
        return track(
            f"/{self.dice.choice(['a', 'bb', 'ccc'])}/{self.dice.integers(10**9)}",
            reading(*self.dice.random(5)) if self.dice.random() < 0.9 else None,
            artist=f"artist {self.dice.integers(9)}",
            title=f"title {self.dice.integers(10**9)}",
            genre=str(self.dice.choice(["Rock", "Jazz, Pop", "Podcast", ""])),
            duration_s=float(self.dice.uniform(20, 1000)),
        )

    def embeddings(self) -> Embeddings:
        paths = [each.path for each in self.listening.tracks]
        rows = self.dice.normal(size=(len(paths), WIDTH)).astype(np.float16)
        return Embeddings(rows, {path: i for i, path in enumerate(paths)})

    def change(self, what: str) -> None:
        """One of `_CHANGES`, to a random track."""
        tracks = self.listening.tracks or (self.track(),)
        some = tracks[int(self.dice.integers(len(tracks)))]
        if what in _OF_LISTENER:
            self._change_listener(what, some)
        elif what in _OF_RULES:
            self._change_rules(what, some)
        else:
            self._change_library(what, some)

    def _change_listener(self, what: str, some: Track) -> None:
        known, dice = self.listening, self.dice
        if what == "play":
            more = play(
                some.path,
                days_ago=float(dice.uniform(-0.2, 9)),
                heard_s=float(dice.uniform(0, 400)),
                end=list(PlayEnd)[dice.integers(4)],
                source=list(PlaySource)[dice.integers(5)],
            )
            self.listening = replace(known, plays=(*known.plays, more))
        elif what == "plays taken back":
            kept = tuple(each for each in known.plays if dice.random() < 0.8)
            self.listening = replace(known, plays=kept)
        elif what == "thumb":
            way, hours = list(ThumbKind)[dice.integers(2)], float(dice.uniform(-1, 40))
            given = thumb(some.path, way, hours_ago=hours, is_implied=bool(dice.random() < 0.3))
            self.listening = replace(known, thumbs=(*known.thumbs, given))
        elif what == "thumb taken back":
            self.listening = replace(known, thumbs=known.thumbs[:-1])
        elif what == "later":
            self.listening = replace(known, now=known.now + timedelta(hours=7))
        else:
            self.listening = replace(known, earlier={**known.earlier, some.path: 3})

    def _change_rules(self, what: str, some: Track) -> None:
        rules, dice = self.listening.rules, self.dice
        if what == "ban":
            kind = (BanKind.TRACK, BanKind.ARTIST, BanKind.FOLDER)[dice.integers(3)]
            ban = next(each for each in bans_for(some) if each.kind is kind)
            rules = replace(rules, bans=(*rules.bans, ban))
        elif what == "allow":
            rules = replace(rules, bans=rules.bans[1:])
        elif what == "leave out":
            until = NOW - timedelta(days=1)
            rules = replace(rules, left_out={**rules.left_out, some.path: until})
        else:
            allows_long, allows_spoken = (bool(lot < 0.5) for lot in dice.random(2))
            rules = replace(rules, settings=RuleSettings(3.0, allows_long, allows_spoken))
        self.listening = replace(self.listening, rules=rules)

    def _change_library(self, what: str, some: Track) -> None:
        known, dice = self.listening, self.dice
        if what == "correct":
            self._put(some, replace(some, own_mood=MOODS[dice.integers(5)]))
        elif what == "analyse":
            self.analysed[some.path] += 1
            self._put(some, replace(some, reading=reading(*dice.random(5))))
        elif what == "rate":
            self._put(some, replace(some, own_stars=int(dice.integers(6))))
        elif what == "miss":
            self._put(some, replace(some, is_missing=not some.is_missing))
        elif what == "move":
            self._move(some, f"/moved/{dice.integers(10**9)}")
        elif what == "remove":
            rest = tuple(each for each in known.tracks if each is not some)
            self.listening = replace(known, tracks=rest)
        elif what == "add":
            self.listening = replace(known, tracks=(*known.tracks, self.track()))
        else:
            self.sounds = self.embeddings()

    def _put(self, old: Track, new: Track) -> None:
        tracks = tuple(new if each is old else each for each in self.listening.tracks)
        self.listening = replace(self.listening, tracks=tracks)

    def _move(self, old: Track, path: str) -> None:
        self._put(old, replace(old, path=path))
        known = self.listening
        plays = tuple(replace(p, path=path) if p.path == old.path else p for p in known.plays)
        thumbs = tuple(replace(t, path=path) if t.path == old.path else t for t in known.thumbs)
        self.listening = replace(known, plays=plays, thumbs=thumbs)


@given(st.integers(0, 10**6), st.lists(st.sampled_from(_CHANGES), min_size=1, max_size=12))
def test_kept_answers_as_new(seed: int, changes: list[str]) -> None:
    world, kept = World(seed), Kept()
    for number, change in enumerate(changes):
        wish = Wish((*MOODS, None)[number % 6], seed=number, novelty=float(world.dice.random()))
        if world.dice.random() < 0.7:
            known = recommend(world.listening, world.network, wish, kept)
            assert known == recommend(world.listening, world.network, wish)
        else:
            heard = infer_current_emotion(world.listening, world.network, kept)
            assert heard == infer_current_emotion(world.listening, world.network)
        world.change(change)
    wish = Wish(MOODS[3], count=40)
    assert recommend(world.listening, world.network, wish, kept) == recommend(
        world.listening, world.network, wish
    )
