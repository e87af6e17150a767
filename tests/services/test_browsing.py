"""The catalogue follows the library, never holding the window up; lists that show a part of it."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from time import thread_time

import pytest
from catalogue_tracks import many, song
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.services.browsing import Browsing
from musemood.services.byte_cache import ByteCache
from musemood.services.collection import Collection
from musemood.services.excerpt import Excerpt


@pytest.fixture
def collection(qtbot: QtBot) -> Iterator[Collection]:
    yield Collection()


def test_the_catalogue_follows_the_songs(collection: Collection, qtbot: QtBot) -> None:
    browsing = Browsing(collection)
    with qtbot.waitSignal(browsing.changed):
        collection.put([song(f"/a/{n}.mp3", album="Blue") for n in range(3)])
    assert [len(album.tracks) for album in browsing.catalogue.albums] == [3]
    with qtbot.waitSignal(browsing.changed):
        collection.put([song("/a/1.mp3", album="Red", artist="Bob")])
        collection.remove(["/a/2.mp3"])
    assert sorted(album.title for album in browsing.catalogue.albums) == ["Blue", "Red"]
    qtbot.waitUntil(lambda: browsing.is_settled)


def test_every_name_is_looked_up_before_the_views_sort_them(
    collection: Collection, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def by(name: str) -> str:
        asked.append(name)
        return name

    browsing = Browsing(collection, lambda: by)
    songs = [song(f"/{n}.mp3", album=f"晨 {n}", artist=f"王 {n}", genre="Pop") for n in range(500)]
    with qtbot.waitSignal(browsing.changed):
        collection.put(songs)
    tags = [track.tags for track in songs]
    assert {"Pop", *(t.album for t in tags), *(t.artist for t in tags)} <= set(asked)


def test_news_while_it_is_made_are_not_lost(collection: Collection, qtbot: QtBot) -> None:
    browsing = Browsing(collection)
    collection.put(many(5000))
    qtbot.waitUntil(lambda: browsing.is_settled)  # taken up, being made
    collection.put([song("/late.mp3", album="Late")])
    assert not browsing.is_settled
    qtbot.waitUntil(
        lambda: any(a.title == "Late" for a in browsing.catalogue.albums), timeout=60_000
    )


def test_the_window_lives_while_fifty_thousand_songs_are_sorted(
    collection: Collection, qtbot: QtBot
) -> None:
    """Counted in time of this thread, for other programs may hold the machine meanwhile."""
    browsing = Browsing(collection)
    beats: list[float] = []
    heart = QTimer(interval=0)
    heart.timeout.connect(lambda: beats.append(thread_time()))
    collection.load(many(50_000), [], [])
    with qtbot.waitSignal(browsing.changed, timeout=60_000):
        heart.start()
    gaps = sorted(b - a for a, b in itertools.pairwise(beats))
    print(f"{len(beats)} beats, median {1000 * gaps[len(gaps) // 2]:.1f} ms")
    assert len(beats) > 30
    assert gaps[len(gaps) // 2] < 0.016


def test_an_excerpt_is_in_its_own_order_and_follows(collection: Collection) -> None:
    tracks = [song(f"/{n}.mp3") for n in range(4)]
    collection.put(tracks)
    excerpt = Excerpt(collection)
    told: list[str] = []
    excerpt.tracks_added.connect(lambda _: told.append("added"))
    excerpt.tracks_changed.connect(lambda _: told.append("changed"))
    assert excerpt.show([tracks[2], tracks[0]])
    assert [t.path for t in excerpt.library] == ["/2.mp3", "/0.mp3"]
    assert not excerpt.show([tracks[2], tracks[0]])
    collection.put([replace(tracks[0], added_at=5.0), replace(tracks[1], added_at=5.0)])
    assert told == ["added", "changed"]
    collection.remove(["/2.mp3"])
    assert [t.path for t in excerpt.library] == ["/0.mp3"]
    assert excerpt.show([tracks[3]])
    assert [t.path for t in excerpt.library] == ["/3.mp3"]


@pytest.mark.parametrize("is_waited_for", [True, False])
def test_of_many_the_first_come_at_once_and_all_as_they_are_by_then(
    collection: Collection, qtbot: QtBot, is_waited_for: bool
) -> None:
    tracks = [song(f"/{n}.mp3") for n in range(1500)]
    collection.put(tracks)
    excerpt = Excerpt(collection)
    excerpt.show(tracks[::-1])
    shown = [track.path for track in excerpt.library]
    assert 0 < len(shown) < 1500
    assert shown == [track.path for track in tracks[::-1]][: len(shown)]
    newer, gone = [replace(tracks[i], added_at=5.0) for i in (0, 1499)], ("/1.mp3", "/1498.mp3")
    collection.put(newer)
    collection.remove(gone)
    assert not excerpt.show([track for track in tracks[::-1] if track.path not in gone])
    if is_waited_for:
        qtbot.waitUntil(lambda: len(excerpt.library) == 1498)
    else:
        excerpt.finish()
    kept = [track for track in collection.library if track.path not in gone]
    assert list(excerpt.library) == kept[::-1]
    assert set(newer) <= set(excerpt.library)


def test_of_others_nothing_is_left_on_its_way(collection: Collection, qtbot: QtBot) -> None:
    excerpt = Excerpt(collection)
    excerpt.show([song(f"/{n}.mp3") for n in range(1500)])
    excerpt.show([song("/other.mp3")])
    excerpt.finish()
    qtbot.wait(1)
    assert [track.path for track in excerpt.library] == ["/other.mp3"]


def test_plays_that_came_before_their_track_count_when_it_comes(collection: Collection) -> None:
    track = song("/a.mp3", duration_s=100.0)
    play = Play("/a.mp3", datetime.now(UTC), 80.0, PlayEnd.FINISHED, PlaySource.LIST)
    collection.load([], [play, play], [])
    assert collection.play_count("/a.mp3") == 0
    collection.put([track])
    assert collection.play_count("/a.mp3") == 2
    collection.remove(["/a.mp3"])
    collection.put([track])
    assert collection.play_count("/a.mp3") == 2
    excerpt = Excerpt(collection)
    excerpt.show([track])
    assert excerpt.play_count("/a.mp3") == 2


def test_a_byte_cache_forgets_what_was_not_used_for_longest() -> None:
    cache: ByteCache[str, int] = ByteCache(100)
    cache.put("a", 1, 40)
    cache.put("b", 2, 40)
    assert cache.get("a") == 1
    cache.put("c", 3, 40)
    assert ("a" in cache, "b" in cache, "c" in cache) == (True, False, True)
    cache.put("huge", 4, 1000)
    assert len(cache) == 1
    cache.put("huge", 5, 10)
    assert cache.used_bytes == 10
    cache.discard(lambda key: key == "huge")
    assert cache.get("huge") is None
    assert cache.used_bytes == 0
