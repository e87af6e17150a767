"""Small tracks with few different words, so that generated queries meet some of them."""

from hypothesis import strategies as st

from musemood.domain.mood import ALL_MOODS, MoodReading
from musemood.domain.query import Facts
from musemood.domain.track import Tags, Track

NOW = 1_800_000_000.0
DAY_S = 86_400.0

WORDS = ("anna", "Blue", "Café", "the", "live", "雨")
phrases = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
tags = st.builds(
    Tags,
    title=phrases,
    artist=phrases,
    album=phrases,
    album_artist=phrases,
    composer=phrases,
    genre=st.sampled_from(("", "Rock", "Jazz")),
    year=st.sampled_from((None, 1990, 1994, 1999, 2026)),
    track_number=st.sampled_from((None, 1, 2, 11)),
    disc_number=st.sampled_from((None, 1, 2)),
    duration_s=st.sampled_from((0.0, 59.9, 180.0, 300.4, 301.0, 3723.0)),
)
readings = st.builds(
    lambda shares, mood: MoodReading(tuple(s / sum(shares) for s in shares), 0.0, 0.0, mood),
    st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5),
    st.sampled_from(ALL_MOODS),
)


@st.composite
def tracks(draw: st.DrawFn, least: int = 0, most: int = 8) -> list[Track]:
    """Tracks with paths of their own."""
    found = draw(st.lists(tags, min_size=least, max_size=most))
    words, formats = st.sampled_from(WORDS), st.sampled_from(("mp3", "flac"))
    return [
        Track(
            f"/music/{draw(words)}/{number}.{draw(formats)}",
            1,
            1,
            each,
            NOW - draw(st.sampled_from((0, 3, 30, 400))) * DAY_S,
            draw(st.none() | readings),
        )
        for number, each in enumerate(found)
    ]


@st.composite
def facts_of(draw: st.DrawFn, listed: list[Track]) -> Facts:
    """Plays and stars for some of them."""
    played = [track.path for track in listed if draw(st.booleans())]
    return Facts(
        {path: draw(st.integers(1, 9)) for path in played},
        {path: NOW - draw(st.sampled_from((0, 3, 30, 400))) * DAY_S for path in played},
        {path: draw(st.integers(0, 5)) for path in played},
        NOW,
    )


_VALUES = {
    "artist": ("anna", "blu", '"blue cafe"', ""),
    "title": ("ann", "live", '"the'),
    "format": ("flac", "m"),
    "mood": ("sad", "s", "sad>0.2", "happy<=30%", "none", "x", "unsure>1"),
    "year": ("1994", "199", "1990..1999", "1995..", "..1994", ">1990", "x", "1999..1990"),
    "plays": (">5", "0", "2..4", "<=3", ">", "3.."),
    "rating": (">=3", "0", "1..2"),
    "length": (">5:00", "<180", "5:00", "1:00:00..", "x:"),
    "played": ("<7d", "never", "n", "7d..100d", "30d", "2x"),
    "added": ("<7d", ">1m", "2w"),
    "wrong": ("thing",),
    "artits": ("anna",),
}
_terms = st.sampled_from(
    [*WORDS, '"blue café"', '"blue', "live)", "-", "(", "12"]
    + [f"{field}:{value}" for field, values in _VALUES.items() for value in values]
)
lines = st.recursive(
    st.tuples(st.sampled_from(("", "", "-")), _terms).map("".join),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" OR ".join),
        inner.map(lambda line: f"({line})"),
        inner.map(lambda line: f"-({line})"),
    ),
    max_leaves=5,
)
"""Queries: right, wrong and half typed."""
