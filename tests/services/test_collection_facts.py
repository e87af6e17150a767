"""The library in memory: what is told of it, and what searching asks beside it."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from musemood.domain.mood import UNKNOWN_READING
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.track import Tags, Track
from musemood.services.collection import Collection

_NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _track(path: str) -> Track:
    return Track(path, 1, 1, Tags(duration_s=100.0))


def _play(path: str, days_ago: int, heard_s: float = 90.0) -> Play:
    moment = _NOON - timedelta(days=days_ago)
    return Play(path, moment, heard_s, PlayEnd.FINISHED, PlaySource.LIST)


def test_facts_tell_counted_plays_and_the_latest_of_them() -> None:
    collection = Collection()
    plays = [_play("/a", 9), _play("/a", 3), _play("/a", 5), _play("/b", 1, heard_s=2.0)]
    collection.load([_track("/a"), _track("/b")], plays, [])
    collection.add_play(_play("/gone", 0))
    facts = collection.facts(7.0)
    assert facts.plays == {"/a": 3}
    assert facts.last_played == {"/a": (_NOON - timedelta(days=3)).timestamp()}
    assert facts.now == 7.0


def test_tracks_shown_first_make_way_for_those_of_the_store(qtbot: QtBot) -> None:
    collection = Collection()
    told: list[tuple[str, object]] = []
    for name in ("tracks_added", "tracks_changed", "tracks_gone"):
        getattr(collection, name).connect(lambda what, name=name: told.append((name, what)))
    first = [_track("/a"), _track("/lost")]
    collection.show_first(first)
    assert not collection.is_whole
    whole = [_track("/a"), _track("/b")]
    collection.load(whole, [_play("/a", 1)], [])
    assert collection.is_whole
    assert list(collection.library) == whole
    assert told == [
        ("tracks_added", first),
        ("tracks_gone", ["/lost"]),
        ("tracks_added", [whole[1]]),
        ("tracks_changed", [whole[0]]),  # its plays are known only now
    ]


def test_personal_readings_reach_every_track_whatever_is_said_meanwhile(qtbot: QtBot) -> None:
    collection = Collection()
    collection.put(Track(f"/{i}", 0, 0, reading=UNKNOWN_READING) for i in range(1600))
    heard = [replace(UNKNOWN_READING, valence=each) for each in (0.25, 0.5)]
    collection.set_personal({f"/{i}": heard[0] for i in range(1600)})
    assert any(track.personal is None for track in collection.library)  # not all at once
    last = {f"/{i}": heard[1] for i in range(0, 1600, 3)}
    collection.set_personal(last)
    new = Track("/new", 0, 0, reading=UNKNOWN_READING)
    collection.put([new])
    known = collection.library

    def is_told() -> bool:
        return all(track.personal == last.get(track.path) for track in known)

    qtbot.waitUntil(is_told)
    collection.set_personal({})
    qtbot.waitUntil(lambda: all(track.personal is None for track in known))
