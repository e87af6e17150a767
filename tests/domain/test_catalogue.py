"""Artists, genres, folders and what is recent: laws, then cases."""

import random
from datetime import UTC, date, datetime, timedelta

from catalogue_tracks import libraries, song
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain.catalogue import Catalogue, catalogue_steps
from musemood.domain.folders import Folder, narrowed
from musemood.domain.mood import Mood
from musemood.domain.recent import Span, recently_added, span_of
from musemood.domain.steps import finished
from musemood.domain.track import Track


def _all_folders(catalogue: Catalogue) -> list[Folder]:
    found, waiting = [], list(catalogue.folders)
    while waiting:
        found.append(folder := waiting.pop())
        waiting.extend(folder.folders)
    return found


@given(libraries())
def test_every_song_is_found_by_artist_genre_and_folder(tracks: list[Track]) -> None:
    catalogue = finished(catalogue_steps(tracks))
    paths = {track.path for track in tracks}
    assert {t.path for artist in catalogue.artists for t in artist.tracks} == paths
    assert {t.path for genre in catalogue.genres for t in genre.tracks} == paths
    in_folders = [t.path for folder in _all_folders(catalogue) for t in folder.tracks]
    assert sorted(in_folders) == sorted(paths)
    assert sum(folder.count for folder in catalogue.folders) == len(tracks)


@given(libraries())
def test_nobody_is_counted_twice_and_all_are_found_by_key(tracks: list[Track]) -> None:
    catalogue = finished(catalogue_steps(tracks))
    for artist in catalogue.artists:
        songs = [track.path for track in artist.tracks]
        assert len(songs) == len(set(songs)) == len(artist.tracks)
        assert catalogue.artist(artist.key) is artist
    for genre in catalogue.genres:
        assert len(set(genre.tracks)) == len(genre.tracks)
        assert catalogue.genre(genre.key) is genre
    for album in catalogue.albums:
        assert catalogue.album(album.key) is album
    for folder in _all_folders(catalogue):
        found = catalogue.folder(folder.path)
        assert found is not None
        assert found.count == catalogue.count_in(folder.path) == len(folder.below())


@given(libraries(), st.randoms(use_true_random=False))
def test_the_order_of_the_songs_does_not_matter_here_either(
    tracks: list[Track], chance: random.Random
) -> None:
    def told(catalogue: Catalogue) -> list[object]:
        return [
            [(a.key, a.name, {t.path for t in a.tracks}) for a in catalogue.artists],
            [(g.key, g.name, {t.path for t in g.tracks}) for g in catalogue.genres],
            [(f.path, f.name, f.count) for f in catalogue.folders],
        ]

    shuffled = list(tracks)
    chance.shuffle(shuffled)
    assert told(finished(catalogue_steps(shuffled))) == told(finished(catalogue_steps(tracks)))


@given(libraries(), st.integers(0, 30))
def test_what_is_recent_is_newest_first_and_no_more_than_asked(
    tracks: list[Track], limit: int
) -> None:
    albums = finished(catalogue_steps(tracks)).albums
    spans = recently_added(albums, date(1970, 1, 8), UTC, limit)
    shown = [track for span in spans for track in span.tracks]
    assert len(shown) == len({t.path for t in shown}) == min(limit, len(tracks))
    assert [span.since for span in spans] == sorted((s.since for s in spans), reverse=True)
    left_out = {t.path for t in tracks} - {t.path for t in shown}
    oldest = min((t.added_at for t in shown), default=0.0)
    assert all(t.added_at <= oldest for t in tracks if t.path in left_out and limit)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(-3, 800))
def test_days_become_spans_without_gap(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    span, since = span_of(day, today)
    assert since <= day or ago < 0
    later, later_since = span_of(day + timedelta(days=1), today)
    assert later_since > since or (later, later_since) == (span, since)


def test_a_guest_has_a_place_among_the_artists() -> None:
    catalogue = finished(
        catalogue_steps(
            [
                song("/1", artist="Anna feat. Bob", album="Blue", album_artist="Anna"),
                song("/2", artist="Bob", album="Blue", album_artist="Anna"),
            ]
        )
    )
    assert [(a.name, len(a.albums), len(a.songs)) for a in catalogue.artists] == [
        ("Anna", 1, 0),
        ("Bob", 0, 1),
    ]


def test_various_artists_are_nobody_and_the_article_is_passed_over() -> None:
    catalogue = finished(
        catalogue_steps(
            [
                song("/a/1", artist="The Kites", album="Now", album_artist="Various Artists"),
                song("/a/2", artist="Lind", album="Now", album_artist="Various Artists"),
                song("/b/3", artist="Anna", album="Blue"),
            ]
        )
    )
    assert [artist.name for artist in catalogue.artists] == ["Anna", "The Kites", "Lind"]


def test_a_root_is_the_first_folder_that_holds_more_than_one() -> None:
    catalogue = finished(catalogue_steps([song("/home/me/Music/a/1"), song("/home/me/Music/b/2")]))
    (root,) = catalogue.folders
    assert (root.path, root.name, root.count) == ("/home/me/Music", "/home/me/Music", 2)
    assert [folder.name for folder in root.folders] == ["a", "b"]
    two = finished(catalogue_steps([song("/x/y/1"), song("/z/w/2")]))
    assert [folder.name for folder in two.folders] == ["/x/y", "/z/w"]
    assert finished(catalogue_steps([])).folders == ()


def test_what_is_not_there_is_not_found() -> None:
    catalogue = finished(catalogue_steps([song("/m/a/1", album="Blue"), song("/m/b/2")]))
    assert catalogue.album(("no", "", "")) is None
    assert catalogue.artist("no") is None
    assert catalogue.genre("no") is None
    assert catalogue.folder("/m/c") is None
    assert [catalogue.count_in(path) for path in ("/", "/m", "/m/a", "/m/c", "/n")] == [
        2,
        2,
        1,
        0,
        0,
    ]


def test_a_narrowed_tree_holds_only_wanted_songs() -> None:
    catalogue = finished(catalogue_steps([song("/m/a/1"), song("/m/b/2"), song("/m/b/c/3")]))
    (root,) = narrowed(catalogue.folders, {"/m/b/c/3"})
    assert root.count == 1
    assert [folder.path for folder in root.folders] == ["/m/b"]
    assert narrowed(catalogue.folders, set()) == ()


def test_a_folder_knows_length_and_moods_of_all_below() -> None:
    lengths, moods = (100.0, 200.0, 300.0), (Mood.SAD, None, Mood.SAD)
    catalogue = finished(
        catalogue_steps(
            [
                replace(song(path, duration_s=length), own_mood=mood)
                for path, length, mood in zip(
                    ("/m/1", "/m/b/2", "/m/b/c/3"), lengths, moods, strict=True
                )
            ]
        )
    )
    told = [(f.path, f.duration_s, dict(f.moods)) for f in catalogue.folders[0].parts()]
    assert told == [
        ("/m", 600.0, {Mood.SAD: 2}),
        ("/m/b", 500.0, {Mood.SAD: 1}),
        ("/m/b/c", 300.0, {Mood.SAD: 1}),
    ]


def test_deep_trees_do_not_end_in_recursion() -> None:
    path = "/d" * 3000 + "/1.mp3"
    catalogue = finished(catalogue_steps([song(path), song("/d/2.mp3")]))
    assert catalogue.folders[0].count == 2
    assert narrowed(catalogue.folders, {path})[0].count == 1


def test_recent_songs_of_one_album_stay_together_in_their_order() -> None:
    now = datetime(2026, 5, 13, 12, tzinfo=UTC).timestamp()
    tracks = [
        song(f"/{album}/{n}", added_at=now + n, album=album, artist="Anna", track_number=n + 1)
        for n in range(3)
        for album in ("Blue", "Red")
    ]
    (today,) = recently_added(finished(catalogue_steps(tracks)).albums, date(2026, 5, 13), UTC)
    assert today.span is Span.TODAY
    numbers = [track.tags.track_number for track in today.tracks]
    assert numbers == [1, 2, 3, 1, 2, 3]
