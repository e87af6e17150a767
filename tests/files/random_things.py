"""Hypothesis strategies: random tracks, plays and thumbs, undecodable names included."""

import math
from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.loudness import Loudness
from musemood.domain.mood import ALL_MOODS, MOODS, MoodReading
from musemood.domain.opinion import Correction, Rating
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Tags, Track

paths = st.one_of(
    st.binary(min_size=1, max_size=30).map(lambda name: b"/" + name),
    st.text(min_size=1, max_size=30).map(lambda name: f"/音乐/{name}".encode()),
).map(lambda name: name.decode("utf-8", "surrogateescape"))
texts = st.one_of(st.just(""), st.text(max_size=20), st.just("清新"))
numbers = st.one_of(st.none(), st.integers(0, 3000))
floats = st.floats(allow_nan=False, allow_infinity=False)
moments = st.datetimes(
    datetime(1990, 1, 1),
    datetime(2090, 1, 1),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
gains = st.one_of(st.none(), st.floats(-60, 60))
tags = st.builds(
    Tags,
    *[texts] * 6,
    *[numbers] * 3,
    st.floats(0, 1e6),
    st.one_of(st.none(), st.integers(1, 5)),
    *[gains] * 4,
)
loudness = st.builds(Loudness, st.just(-math.inf) | st.floats(-70, 5), st.floats(0, 2))
readings = st.builds(
    MoodReading,
    st.tuples(*[st.floats(0, 1)] * 5),
    st.floats(-1, 1),
    st.floats(-1, 1),
    st.sampled_from(ALL_MOODS),
)
failures = st.builds(Failure, st.sampled_from(FailureKind), paths, texts)
tracks = st.builds(
    Track,
    paths,
    st.integers(-(2**62), 2**62),
    st.integers(0, 2**50),
    st.one_of(st.just(Tags()), tags),
    floats,
    st.one_of(st.none(), readings),
    texts,
    st.one_of(st.none(), failures),
    st.one_of(st.none(), loudness),
    identity=texts,
    is_missing=st.booleans(),
)
plays = st.builds(
    Play,
    paths,
    moments,
    st.floats(0, 1e6),
    st.sampled_from(PlayEnd),
    st.sampled_from(PlaySource),
)
thumbs = st.builds(Thumb, paths, st.sampled_from(ThumbKind), moments)
corrections = st.builds(Correction, paths, st.one_of(st.none(), st.sampled_from(MOODS)), moments)
ratings = st.builds(Rating, paths, st.one_of(st.none(), st.integers(0, 5)), moments)
