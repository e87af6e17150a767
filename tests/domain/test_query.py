"""The search language: its laws on any line, then each word of it by example."""

import math
from unittest.mock import patch

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from listed_tracks import DAY_S, NOW, facts_of, lines, tracks
from msgspec.structs import replace

from musemood.domain.mood import Mood, MoodReading
from musemood.domain.query import (
    FIELDS,
    Facts,
    MistakeKind,
    Query,
    Searched,
    implies,
    parse_query,
)
from musemood.domain.track import Tags, Track


def _kept(line: str, searched: Searched) -> list[int]:
    return parse_query(line).kept(range(len(searched.tracks)), searched)


@st.composite
def _searched(draw: st.DrawFn) -> Searched:
    listed = draw(tracks())
    return Searched(listed, draw(facts_of(listed)))


@given(st.text())
def test_any_text_is_a_query_and_mistakes_point_into_it(line: str) -> None:
    query = parse_query(line)
    assert all(0 <= m.start < m.end <= len(line) for m in query.mistakes)
    query.matches(Track("/a.mp3", 1, 1))


@given(lines, _searched())
def test_what_is_kept_keeps_its_order_and_is_what_matches_alone(
    line: str, searched: Searched
) -> None:
    query = parse_query(line)
    places = list(reversed(range(len(searched.tracks))))
    alone = [p for p in places if query.matches(searched.tracks[p], searched.facts)]
    assert query.kept(places, searched) == alone


def _has_odd_brackets(line: str) -> bool:
    return "live)" in line or line.count("(") != line.count(")")


@given(lines, lines, _searched())
def test_side_by_side_or_and_minus_are_those_of_logic(
    one: str, other: str, searched: Searched
) -> None:
    everything = set(range(len(searched.tracks)))
    # An open quote swallows what follows; what says nothing is left out.
    assume('"' not in one + other and not any(map(_has_odd_brackets, (one, other))))
    assume(all(parse_query(line).condition != Query().condition for line in (one, other)))
    met, met_too = set(_kept(one, searched)), set(_kept(other, searched))
    assert set(_kept(f"({one}) ({other})", searched)) == met & met_too
    assert set(_kept(f"({one}) OR ({other})", searched)) == met | met_too
    assert set(_kept(f"-({one})", searched)) == everything - met


@given(lines, st.integers(0, 40), _searched())
def test_a_query_that_implies_another_keeps_no_more(
    line: str, typed: int, searched: Searched
) -> None:
    conditions = parse_query(line).condition, parse_query(line[:typed]).condition
    places = range(len(searched.tracks))
    for narrower, wider in (conditions, conditions[::-1]):
        if implies(narrower, wider):
            assert set(narrower.kept(places, searched)) <= set(wider.kept(places, searched))


@given(lines)
def test_typing_on_is_seen_to_narrow(line: str) -> None:
    condition = parse_query(line).condition
    assert implies(condition, condition)
    assert implies(condition, Query().condition)


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("anna", "ann"),
        ("anna live", "anna"),
        ("anna live", "live"),
        ("artist:anna", "artist:an"),
        ("year:1994", "year:199"),
        ("plays:>5", "plays:>4"),
        ("mood:sad>0.7", "mood:sad>0.6"),
    ],
)
def test_a_longer_query_narrows_and_not_the_other_way_round(longer: str, shorter: str) -> None:
    assert implies(parse_query(longer).condition, parse_query(shorter).condition)
    assert not implies(parse_query(shorter).condition, parse_query(longer).condition)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("artist:anna", "title:anna"),
        ("anna", "nna"),
        ("plays:>5", "rating:>4"),
        ("mood:sad>0.7", "mood:happy>0.6"),
        ("-anna", "-ann"),
        ("anna OR blue", "anna"),
    ],
)
def test_nothing_is_implied_that_is_not_plain_to_see(one: str, other: str) -> None:
    assert not implies(parse_query(one).condition, parse_query(other).condition)


_FULL = Tags(
    title="Don't Go",
    artist="Café Tacvba",
    album="Re",
    album_artist="Various Artists",
    composer="Å. Berg",
    genre="Rock en Español",
    year=1994,
    track_number=3,
    duration_s=300.4,
)
_READING = MoodReading((0.1, 0.1, 0.1, 0.62, 0.08), -0.5, -0.5, Mood.SAD)
_TRACK = Track("/music/Straße/03 Go.FLAC", 1, 1, _FULL, NOW - 5 * DAY_S, _READING)
_FACTS = Facts(
    {_TRACK.path: 6}, {_TRACK.path: NOW - 6.5 * DAY_S}, {_TRACK.path: 4}, NOW
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "-",
        "cafe",
        "CAFÉ don't",
        '"café tac"',
        "“don't go”",
        "Artist:tacvba",
        'artist:"cafe tacvba"',
        "album:re title:go genre:espanol",
        "albumartist:various composer:berg",
        "various berg",
        "path:strasse format:fla",
        "mood:sad",
        "mood:sa",
        "mood:伤感",
        "mood：sad",
        "mood:sad>0.6",
        "mood:sad>60",
        "mood:sad>60%",
        "mood:sad=0.5..0.7",
        "mood:sad>",
        "mood:happy<0.2",
        "-mood:happy",
        "-mood:none",
        "year:1994",
        "year:=1994",
        "year:199",
        "year:1990..1999",
        "year:1990..",
        "year:..1994",
        "year:1990..19",
        "year:>1993",
        "year:≥1994",
        "year:<1995",
        "plays:6",
        "plays:>5",
        "plays:>=6",
        "plays:<7",
        "plays:<=6",
        "plays:5..7",
        "rating:4",
        "rating:>3.5",
        "length:5:00",
        "length:<5:01",
        "length:>=5:00",
        "length:>180",
        "length:..301",
        "length:4:..1:00:00",
        "played:<7d",
        "played:<157h",
        "played:6d..1w",
        "played:7d",
        "played:<1W",
        "added:<1w",
        "added:>4.5d",
        "added:<1m added:<1y",
        "-live",
        "-played:never",
        "nothing OR cafe",
        "cafe OR",
        "OR cafe",
        "(nothing OR cafe) go",
        "-(nothing live)",
        "(cafe",
        "plays:x cafe",
        "artist: cafe",
        "artits:nothing cafe",
        "((((((((((((((((((((cafe))))))))))))))))))))",
    ],
)
def test_what_finds_the_track(line: str) -> None:
    assert parse_query(line).matches(_TRACK, _FACTS)


@pytest.mark.parametrize(
    "line",
    [
        "tacvba nothing",
        '"tacvba cafe"',
        "title:cafe",
        "genre:jazz",
        "format:mp3",
        "mood:happy",
        "mood:s -mood:sad",
        "mood:none",
        "mood:sad>0.7",
        "mood:sad<62%",
        "year:1995",
        "year:198",
        "year:1995..",
        "plays:>6",
        "plays:<6",
        "rating:5",
        "length:>5:00",
        "length:<5:00",
        "played:<6d",
        "played:never",
        "played:n",
        "added:<4d",
        "-cafe",
        "-(cafe go)",
        "nothing OR live",
        "(go OR live) nothing",
        "wrong:cafe",
    ],
)
def test_what_does_not_find_the_track(line: str) -> None:
    assert not parse_query(line).matches(_TRACK, _FACTS)


@pytest.mark.parametrize("line", ["played:<9y", "year:<3000", "length:<9:00", "mood:sad>0.1"])
def test_what_is_not_known_is_in_no_range(line: str) -> None:
    bare = Track("/bare", 1, 1)
    assert not parse_query(line).matches(bare, Facts(now=NOW))
    assert parse_query("played:never plays:0 rating:0 mood:none").matches(bare, Facts(now=NOW))


@pytest.mark.parametrize(
    ("line", "kind", "marked"),
    [
        ("anna artist:", MistakeKind.NO_VALUE, "artist:"),
        ("plays:> anna", MistakeKind.NO_VALUE, "plays:>"),
        ("year:..", MistakeKind.NO_VALUE, "year:.."),
        ("anna OR", MistakeKind.NO_OTHER_SIDE, "OR"),
        ("OR anna", MistakeKind.NO_OTHER_SIDE, "OR"),
        ("a OR OR b", MistakeKind.NO_OTHER_SIDE, "OR"),
        ('anna -"live at', MistakeKind.OPEN_QUOTE, '-"live at'),
        ("anna (blue", MistakeKind.OPEN_BRACKET, "("),
        ("anna artits:x", MistakeKind.UNKNOWN_FIELD, "artits:x"),
        ("http://x", MistakeKind.UNKNOWN_FIELD, "http://x"),
        ("year:abc", MistakeKind.NO_NUMBER, "year:abc"),
        ("year:19945", MistakeKind.NO_NUMBER, "year:19945"),
        ("plays:>many", MistakeKind.NO_NUMBER, "plays:>many"),
        ("length:long", MistakeKind.NO_LENGTH, "length:long"),
        ("added:<2x", MistakeKind.NO_AGE, "added:<2x"),
        ("mood:blue", MistakeKind.NO_MOOD, "mood:blue"),
        ("mood:5", MistakeKind.NO_MOOD, "mood:5"),
        ("mood:unsure>0.5", MistakeKind.NO_MOOD, "mood:unsure>0.5"),
        ("mood:sad>200", MistakeKind.NO_SHARE, "mood:sad>200"),
        ("plays:9..2", MistakeKind.EMPTY_RANGE, "plays:9..2"),
        ("mood:sad > 0.6", MistakeKind.LONE_SIGN, ">"),
        ("year:1990 .. 1999", MistakeKind.LONE_SIGN, ".."),
    ],
)
def test_what_is_wrong_is_marked(line: str, kind: MistakeKind, marked: str) -> None:
    (mistake,) = parse_query(line).mistakes
    assert mistake.kind is kind
    assert line[mistake.start : mistake.end] == marked


def test_a_field_that_was_perhaps_meant_is_named() -> None:
    (mistake,) = parse_query("gener:rock").mistakes
    assert (mistake.field, mistake.suggestion) == ("gener", "genre")
    assert not mistake.is_half_typed
    assert parse_query("year:").mistakes[0].is_half_typed


def test_brackets_without_end_are_read_as_text() -> None:
    assert not parse_query("(" * 5000).matches(_TRACK)


def test_signs_inside_of_words_are_part_of_them() -> None:
    track = replace(_TRACK, tags=replace(_FULL, title="Smile :) (Live) f(x) 12:30 a-b"))
    for line in (":)", "(live)", "f(x)", "(smile f(x))", "12:30", "a-b"):
        query = parse_query(line)
        assert query.matches(track), line
        assert not query.mistakes, line


@given(titles=st.lists(st.text(max_size=2), max_size=40))
def test_ranks_made_ready_in_steps_are_those_of_a_sorted_list(titles: list[str]) -> None:
    tracks = [Track(f"/{i}", 1, 1, Tags(title="t" + each)) for i, each in enumerate(titles)]
    searched = Searched(tracks)
    with patch("musemood.domain.query.searched._RUN", 3):
        while searched.prepare(7):
            pass
    texts = list(searched.texts("title"))
    order = sorted(set(texts))
    assert searched.ranks("title").tolist() == [order.index(text) for text in texts]


def test_texts_are_ready_sooner_or_later_and_follow_their_tracks() -> None:
    searched = Searched([_TRACK] * 10)
    steps = 0
    while searched.prepare(4):
        steps += 1
    assert steps > 20
    changed = replace(_TRACK, tags=replace(_FULL, title="Other", artist="Someone"))
    searched.replace(4, changed)
    searched.extend([changed])
    assert _kept("someone other", searched) == [4, 10]
    assert _kept("artist:tacvba", searched) == [0, 1, 2, 3, 5, 6, 7, 8, 9]
    assert math.isnan(Searched([Track("/a", 1, 1)]).ranks("album")[0])
    assert len(FIELDS) == 15
