"""Albums: laws over random libraries, then the cases that people meet."""

import random
from collections import Counter

from catalogue_tracks import libraries, many, song
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.album_groups import album_steps
from musemood.domain.albums import Album, by_disc, mood_mix
from musemood.domain.mood import Mood
from musemood.domain.steps import finished
from musemood.domain.track import Track, fold


def _content(albums: list[Album]) -> list[tuple[object, ...]]:
    return sorted(
        (a.key, a.title, a.artist, a.is_compilation, a.paths, a.year, a.duration_s, a.added_at)
        for a in albums
    )


def _titles(tracks: list[Track]) -> dict[str, list[str]]:
    """Paths by "title / artist" of each album; an asterisk marks a compilation."""
    return {
        f"{a.title} / {'*' if a.is_compilation else a.artist}": sorted(a.paths)
        for a in finished(album_steps(tracks))
    }


@given(libraries())
def test_every_song_is_in_exactly_one_album(tracks: list[Track]) -> None:
    albums = finished(album_steps(tracks))
    paths = [path for album in albums for path in album.paths]
    assert sorted(paths) == sorted(track.path for track in tracks)
    assert len({album.key for album in albums}) == len(albums)
    assert all(album.tracks for album in albums)


@given(libraries(), st.randoms(use_true_random=False))
def test_the_order_of_the_songs_does_not_matter(tracks: list[Track], chance: random.Random) -> None:
    shuffled = list(tracks)
    chance.shuffle(shuffled)
    assert _content(finished(album_steps(shuffled))) == _content(finished(album_steps(tracks)))


@given(libraries())
def test_songs_of_one_title_and_album_artist_are_never_parted(tracks: list[Track]) -> None:
    album_of = {path: a.key for a in finished(album_steps(tracks)) for path in a.paths}
    said: dict[tuple[str, str], set[object]] = {}
    for track in tracks:
        if track.tags.album and track.tags.album_artist:
            name = (fold(track.tags.album), fold(track.tags.album_artist))
            said.setdefault(name, set()).add(album_of[track.path])
    assert all(len(keys) == 1 for keys in said.values())


@given(libraries())
def test_sums_shares_and_discs_add_up(tracks: list[Track]) -> None:
    for album in finished(album_steps(tracks)):
        assert album.duration_s == sum(track.duration_s for track in album.tracks)
        assert album.added_at == max(track.added_at for track in album.tracks)
        mix = mood_mix(album.tracks)
        assert not mix or abs(sum(mix.values()) - 1) < 1e-9
        assert [t for _, songs in by_disc(album) for t in songs] == list(album.tracks)
        discs = [disc for disc, _ in by_disc(album)]
        assert discs == sorted(set(discs))


def test_an_album_artist_joins_songs_from_everywhere() -> None:
    assert _titles(
        [
            song("/a/1.mp3", album="Hits", album_artist="Queen", artist="Queen"),
            song("/b/2.mp3", album="hits", album_artist="QUEEN", artist="Queen & Bowie"),
            song("/a/3.mp3", album="Hits", album_artist="Abba"),
        ]
    ) == {"Hits / QUEEN": ["/a/1.mp3", "/b/2.mp3"], "Hits / Abba": ["/a/3.mp3"]}


def test_many_artists_in_one_folder_are_a_compilation() -> None:
    tracks = [song(f"/a/{n}.mp3", album="Summer", artist=f"Band {n}") for n in range(5)]
    other = [song(f"/b/{n}.mp3", album="Summer", artist=f"Choir {n}") for n in range(5)]
    assert len(finished(album_steps([*tracks, *other]))) == 2
    assert all(album.is_compilation for album in finished(album_steps([*tracks, *other])))
    said = [song(f"/{n}/x.mp3", album="Now", album_artist="Various Artists") for n in range(3)]
    assert list(_titles(said)) == ["Now / *"]


def test_guests_do_not_make_a_compilation() -> None:
    tracks = [
        song(f"/a/{n}.mp3", album="Blue", artist="Anna" if n % 2 else f"Anna feat. Guest {n}")
        for n in range(6)
    ]
    assert list(_titles(tracks)) == ["Blue / Anna"]


def test_discs_in_folders_of_their_own_are_one_album() -> None:
    tracks = [
        song("/a/Set/CD1/1.mp3", album="Set", artist="Anna", track_number=1),
        song("/a/Set/Disc 2/1.mp3", album="Set", artist="Bob", track_number=1),
        song("/a/Set/CD1/2.mp3", album="Set", artist="Cleo", track_number=2),
    ]
    (album,) = finished(album_steps(tracks))
    assert [(disc, len(songs)) for disc, songs in by_disc(album)] == [(1, 2), (2, 1)]


def test_songs_without_an_album_go_with_their_folder() -> None:
    loose = [song(f"/Downloads/{n}.mp3", artist=f"Band {n}") for n in range(4)]
    assert list(_titles(loose)) == ["Downloads / *"]
    beside = [song(f"/Blue/{n}.mp3", album="Blue", artist="Anna") for n in range(3)]
    assert list(_titles([*beside, song("/Blue/x.mp3")])) == ["Blue / Anna"]


def test_songs_stand_by_disc_number_and_natural_name() -> None:
    (album,) = finished(
        album_steps(
            [
                song("/a/10.mp3", album="Blue"),
                song("/a/2.mp3", album="Blue"),
                song("/a/z.mp3", album="Blue", track_number=2, disc_number=1),
                song("/a/y.mp3", album="Blue", track_number=1, disc_number=2),
            ]
        )
    )
    assert album.paths == ("/a/z.mp3", "/a/2.mp3", "/a/10.mp3", "/a/y.mp3")


def test_the_mix_counts_only_songs_with_a_mood() -> None:
    tracks = [song("/1", mood=Mood.SAD), song("/2", mood=Mood.SAD), song("/3", mood=Mood.HAPPY)]
    assert mood_mix([*tracks, song("/4")]) == {Mood.HAPPY: 1 / 3, Mood.SAD: 2 / 3}
    assert mood_mix([song("/4")]) == {}


def test_fifty_thousand_songs_are_gathered_in_small_steps() -> None:
    tracks = many(50_000)
    assert Counter(len(a.tracks) for a in finished(album_steps(tracks)))[12] == 4166
    assert sum(1 for _ in album_steps(tracks)) > 200
