"""Tracks, and which of them are the same song."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain.mood import UNKNOWN_READING, Mood
from musemood.domain.track import Tags, Track, shown_name, song_key

words = st.text(max_size=12)
tracks = st.builds(
    lambda path, title, artist, album: Track(path, 1, 1, Tags(title, artist, album)),
    st.text(min_size=1, max_size=12),
    words,
    words,
    words,
)


def titled(title: str, artist: str = "", album: str = "", path: str = "/m/x.mp3") -> Track:
    return Track(path, 1, 1, Tags(title=title, artist=artist, album=album))


@given(tracks, st.text(min_size=1, max_size=8))
def test_a_copy_elsewhere_is_the_same_song_only_if_it_has_a_title(of: Track, path: str) -> None:
    copy = replace(of, path=path + of.path)
    assert song_key(of) == song_key(of)
    assert (song_key(copy) == song_key(of)) == bool(of.tags.title)


@given(tracks)
def test_nothing_but_title_artist_and_album_makes_a_song(of: Track) -> None:
    other = replace(of, mtime_ns=9, size=9, added_at=5.0, reading=UNKNOWN_READING)
    other = replace(other, tags=replace(of.tags, genre="rock", year=1999, duration_s=7.0))
    assert song_key(other) == song_key(of)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Été", "Ann", "A"), ("ete", "ANN", "a")),
        (("Été", "", ""), ("E\u0301te\u0301", "", "")),
        (("Two  words ", "", ""), ("two words", "", "")),
        (("Straße", "", ""), ("STRASSE", "", "")),
    ],
)
def test_case_accents_and_spaces_do_not_matter(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert song_key(titled(*one)) == song_key(titled(*other, path="/other.flac"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("One", "Ann", "A"), ("One", "Bo", "A")),
        (("One", "Ann", "A"), ("One", "Ann", "Live")),
        (("One", "", ""), ("Two", "", "")),
        (("爱", "", ""), ("愛", "", "")),
    ],
)
def test_another_title_artist_or_album_is_another_song(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert song_key(titled(*one)) != song_key(titled(*other))


def test_an_untagged_file_is_shown_by_its_name() -> None:
    assert titled("", path="/m/Some song.mp3").title == "Some song"
    assert titled("Tag", path="/m/Some song.mp3").title == "Tag"


def test_a_name_that_is_no_utf_8_can_be_shown() -> None:
    names = ("plain", "Café 夜", b"caf\xe9".decode("utf-8", "surrogateescape"))
    assert [shown_name(name) for name in names] == ["plain", "Café 夜", "caf\ufffd"]


def test_the_mood_shown_is_the_readings() -> None:
    assert titled("a").mood is None
    assert replace(titled("a"), reading=UNKNOWN_READING).mood is Mood.UNSURE


def test_a_file_is_unchanged_when_neither_time_nor_size_moved() -> None:
    of = Track("/a", 5, 7, Tags(duration_s=3.5))
    assert of.is_unchanged(5, 7)
    assert not of.is_unchanged(6, 7)
    assert not of.is_unchanged(5, 8)
    assert of.duration_s == 3.5


@given(tracks, tracks)
def test_in_the_place_of_another_what_was_said_of_that_one_goes_along(
    new: Track, known: Track
) -> None:
    said = replace(known, added_at=5.0, own_mood=Mood.SAD, own_stars=3)
    there = new.in_place_of(said)
    assert (there.added_at, there.own_mood, there.own_stars) == (5.0, Mood.SAD, 3)
    assert (there.path, there.tags) == (new.path, new.tags)
