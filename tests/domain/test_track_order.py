"""The orders of a list: their laws, then the order of a shelf by example."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listed_tracks import facts_of, tracks

from musemood.domain.query import Facts, Searched
from musemood.domain.spelling import spelling
from musemood.domain.track import Tags, Track
from musemood.domain.track_format import format_of
from musemood.domain.track_order import SortKey, TrackOrder


@st.composite
def _searched(draw: st.DrawFn) -> Searched:
    listed = draw(tracks())
    return Searched(listed, draw(facts_of(listed)))


@given(_searched(), st.sampled_from(SortKey), st.booleans())
def test_sorting_loses_nothing_and_does_not_depend_on_what_is_prepared(
    searched: Searched, key: SortKey, is_descending: bool
) -> None:
    order = TrackOrder(searched).places(key, is_descending)
    assert sorted(order) == list(range(len(searched.tracks)))
    prepared = TrackOrder(searched)
    while prepared.prepare():
        pass
    assert order == prepared.places(key, is_descending)


@given(_searched(), st.booleans())
def test_what_is_not_known_comes_last_either_way(searched: Searched, is_descending: bool) -> None:
    order = TrackOrder(searched).places(SortKey.YEAR, is_descending)
    years = [searched.tracks[place].tags.year or math.nan for place in order]
    known = [year for year in years if not math.isnan(year)]
    assert known == sorted(known, reverse=is_descending)
    assert all(map(math.isnan, years[len(known) :]))


@given(_searched())
def test_an_album_is_never_torn_apart(searched: Searched) -> None:
    owners = zip(searched.texts("albumartist"), searched.texts("artist"), strict=True)
    names = [(owner or artist).removeprefix("the ") for owner, artist in owners]
    order = TrackOrder(searched).places(SortKey.ARTIST, False)
    albums = [(names[place], searched.texts("album")[place]) for place in order]
    begins = [album for i, album in enumerate(albums) if i == 0 or albums[i - 1] != album]
    assert len(set(begins)) == len(begins)


def _track(number: int, **tags: object) -> Track:
    return Track(f"/{number}.mp3", 1, 1, Tags(**tags))  # type: ignore[arg-type]


_LATE = {"artist": "The Who", "album": "B", "year": 1975}
_EARLY = {"artist": "The Who", "album": "Z", "year": 1965}
_MIXED = {"album": "Hits", "album_artist": "Various Artists"}
_SHELF = [
    _track(0, artist="Ábel", album="Early", year=1990, track_number=1),
    _track(1, **_MIXED, artist="Zz", track_number=1, year=1999),
    _track(2, **_MIXED, artist="Aa", track_number=2, year=1970),
    _track(3, **_EARLY, track_number=1),
    _track(4, **_LATE, disc_number=1, track_number=9),
    _track(5, **_LATE, disc_number=2, track_number=1),
    _track(6, artist="The Who", title="a"),
    _track(7, artist="The Who", title="b"),
    _track(8),
    _track(9, title="nobody's"),
]


@pytest.mark.parametrize("key", [SortKey.ARTIST, SortKey.ALBUM_ARTIST])
def test_by_artist_albums_stand_by_year_and_tracks_as_on_the_disc(key: SortKey) -> None:
    backwards = Searched(reversed(_SHELF))
    last = len(_SHELF) - 1
    assert [last - place for place in TrackOrder(backwards).places(key, False)] == list(range(10))


def test_turned_round_albums_still_run_from_first_to_last() -> None:
    order = TrackOrder(Searched(_SHELF)).places(SortKey.ARTIST, True)
    assert order == [3, 4, 5, 6, 7, 1, 2, 0, 8, 9]


def test_moods_stand_together_the_surest_first(searched_moods: Searched) -> None:
    order = TrackOrder(searched_moods).places(SortKey.MOOD, False)
    readings = [searched_moods.tracks[place].reading for place in order]
    assert [(r.mood.value, r.confidence) if r else None for r in readings] == [
        ("happy", 0.9),
        ("happy", 0.5),
        ("sad", 0.7),
        None,
    ]


@pytest.fixture
def searched_moods() -> Searched:
    from musemood.domain.mood import Mood, MoodReading

    def reading(mood: Mood, share: float) -> MoodReading:
        return MoodReading((share, *((1 - share) / 4,) * 4), 0, 0, mood)

    readings = (None, reading(Mood.SAD, 0.7), reading(Mood.HAPPY, 0.5), reading(Mood.HAPPY, 0.9))
    return Searched(Track(f"/{i}", 1, 1, reading=each) for i, each in enumerate(readings))


def test_plays_stars_and_last_plays_are_sorted_by_what_is_known_beside_the_files() -> None:
    facts = Facts({"/1.mp3": 3, "/2.mp3": 5}, {"/1.mp3": 9.0, "/2.mp3": 8.0}, {"/1.mp3": 2}, 10.0)
    searched = Searched(_SHELF[:3], facts)
    assert TrackOrder(searched).places(SortKey.PLAYS, True) == [2, 1, 0]
    assert TrackOrder(searched).places(SortKey.LAST_PLAYED, True) == [1, 2, 0]
    assert TrackOrder(searched).places(SortKey.RATING, False) == [1, 0, 2]


def test_an_empty_list_can_be_sorted() -> None:
    assert [TrackOrder(Searched()).places(key, False) for key in SortKey] == [[]] * len(SortKey)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/a/b.FLAC", "flac"), ("/a.b/c", ""), ("/a/.hidden", ""), ("x.tar.gz", "gz"), ("", "")],
)
def test_the_format_is_read_off_the_name(path: str, expected: str) -> None:
    assert format_of(path) == expected


_titles = st.text("周杰伦ab阿é𠀀", min_size=1, max_size=4)


@given(st.lists(_titles, min_size=1), st.permutations("周杰伦阿𠀀"))
def test_han_is_sorted_as_it_is_arranged_and_all_else_as_before(
    titles: list[str], wanted: list[str]
) -> None:
    listed = [_track(number, title=title) for number, title in enumerate(titles)]

    def spoken(text: str) -> list[int]:
        return [0x200000 + wanted.index(c) if c in wanted else ord(c) for c in text]

    searched = Searched(listed, arrange=lambda: spelling("".join(wanted)))
    order = TrackOrder(searched).places(SortKey.TITLE, False)
    texts = [searched.texts("title")[place] for place in order]
    assert texts == sorted(texts, key=spoken)
    is_plain = not any(each in wanted for title in titles for each in title)
    assert not is_plain or order == TrackOrder(Searched(listed)).places(SortKey.TITLE, False)
