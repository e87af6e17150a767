"""Matching and planning: laws on random libraries, and the rules one by one."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain.earlier_plays import EarlierPlays, EarlierTotal, earlier_counts, earlier_totals
from musemood.domain.foreign_history import (
    ForeignCount,
    ForeignHistory,
    ForeignListen,
    ForeignPlaylist,
    ForeignSong,
    Origin,
)
from musemood.domain.history_plan import counted_s, plan_history, taken_back
from musemood.domain.play_log import Play, PlayEnd, PlaySource, counts_as_play
from musemood.domain.song_matching import SongMatcher
from musemood.domain.track import Tags, Track

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


def _track(path: str, title: str, artist: str = "Ann", album: str = "", s: float = 200.0) -> Track:
    return Track(path, 0, 0, Tags(title=title, artist=artist, album=album, duration_s=s))


LIBRARY = [
    _track("/a.mp3", "Été", "Björk"),
    _track("/b.mp3", "Song", album="First"),
    _track("/c.mp3", "Song", album="Best of", s=201.0),
    _track("/d.mp3", "Song", album="Live", s=300.0),
    _track("/e.mp3", "", ""),
]


def test_the_path_goes_before_the_words() -> None:
    matcher = SongMatcher(LIBRARY)
    assert matcher.match(ForeignSong("Song", "Ann", "Live", 300, "/a.mp3")) == "/a.mp3"
    assert matcher.match(ForeignSong("ETE", "  bjork ", "", 199, "/x.mp3")) == "/a.mp3"


def test_lengths_may_differ_by_two_seconds_and_may_be_unknown() -> None:
    matcher = SongMatcher(LIBRARY)
    assert matcher.match(ForeignSong("Ete", "Björk", "", 202.0)) == "/a.mp3"
    assert matcher.match(ForeignSong("Ete", "Björk", "", 202.1)) is None
    assert matcher.match(ForeignSong("Ete", "Björk")) == "/a.mp3"


def test_of_several_the_same_album_wins_then_the_nearest_length_then_the_path() -> None:
    matcher = SongMatcher(LIBRARY)
    assert matcher.match(ForeignSong("Song", "Ann", "best OF", 200.0)) == "/c.mp3"
    assert matcher.match(ForeignSong("Song", "Ann", "Other", 201.2)) == "/c.mp3"
    assert matcher.match(ForeignSong("Song", "Ann")) == "/b.mp3"


def test_untagged_songs_are_matched_by_path_only() -> None:
    matcher = SongMatcher(LIBRARY)
    assert matcher.match(ForeignSong("", "")) is None
    assert matcher.match(ForeignSong("Song", "")) is None
    assert matcher.match(ForeignSong("", "", path="/e.mp3")) == "/e.mp3"


songs = st.builds(
    ForeignSong,
    st.sampled_from(["Été", "song", "nothing", ""]),
    st.sampled_from(["Ann", "björk", ""]),
    st.sampled_from(["", "Live"]),
    st.sampled_from([0.0, 199.0, 300.0]),
    st.sampled_from(["", "/a.mp3", "/e.mp3", "/nowhere"]),
)
minutes = st.integers(0, 300).map(lambda m: NOW - timedelta(minutes=m))
histories = st.builds(
    ForeignHistory,
    st.sampled_from(Origin),
    st.lists(
        st.builds(
            ForeignCount,
            songs,
            st.integers(0, 9),
            st.one_of(st.none(), minutes),
            st.one_of(st.none(), st.integers(1, 5)),
        ),
        max_size=8,
    ).map(tuple),
    st.lists(st.builds(ForeignListen, songs, minutes), max_size=12).map(tuple),
    st.lists(
        st.builds(ForeignPlaylist, st.just("P"), st.lists(songs, max_size=5).map(tuple)),
        max_size=2,
    ).map(tuple),
)


@given(histories)
def test_brought_twice_adds_nothing_twice_and_undone_is_as_before(history: ForeignHistory) -> None:
    first = plan_history(history, LIBRARY, [], [], NOW)
    again = plan_history(
        history, LIBRARY, first.plays, first.earlier, NOW + timedelta(days=1), first.ratings
    )
    assert (again.plays, again.earlier, dict(again.ratings)) == ((), (), {})
    back = taken_back(first, [])
    assert earlier_totals([*first.earlier, *back]) == {}


@given(histories)
def test_every_song_is_matched_or_told_and_only_library_paths_come_out(
    history: ForeignHistory,
) -> None:
    plan = plan_history(history, LIBRARY, [], [], NOW)
    paths = {track.path for track in LIBRARY}
    assert {play.path for play in plan.plays} <= paths
    assert {word.path for word in plan.earlier} <= paths
    assert {path for playlist in plan.playlists for path in playlist.paths} <= paths
    told = {count.song for count in history.counts}
    told |= {listen.song for listen in history.listens}
    told |= {song for playlist in history.playlists for song in playlist.songs}
    assert plan.matched + len(plan.unmatched) == len(told)
    assert list(plan.plays) == sorted(plan.plays, key=lambda play: play.started_at)
    durations = {track.path: track.duration_s for track in LIBRARY}
    assert all(counts_as_play(play.heard_s, durations[play.path]) for play in plan.plays)


@given(st.floats(30.1, 3600), st.floats(-1, 1))
def test_a_play_that_counted_elsewhere_counts_though_the_length_is_read_anew(
    duration_s: float, drift_s: float
) -> None:
    assert counted_s(duration_s) <= duration_s
    assert counts_as_play(counted_s(duration_s), duration_s)
    assert counts_as_play(counted_s(duration_s), max(30.1, duration_s + min(drift_s, 0.9)))


def _listens(*minutes_ago: float) -> ForeignHistory:
    song = ForeignSong("Ete", "Bjork")
    times = (NOW - timedelta(minutes=m) for m in minutes_ago)
    return ForeignHistory(Origin.LASTFM, listens=tuple(ForeignListen(song, t) for t in times))


def _plays(*minutes_ago: float) -> Iterable[Play]:
    return [
        Play("/a.mp3", NOW - timedelta(minutes=m), 150.0, PlayEnd.FINISHED, PlaySource.LIST)
        for m in minutes_ago
    ]


def test_a_listen_within_the_time_that_counting_needs_is_the_same_play() -> None:
    # Half of 200 s: nobody counts it twice within 100 s.
    assert plan_history(_listens(10), LIBRARY, _plays(11.5), [], NOW).plays == ()
    assert plan_history(_listens(10), LIBRARY, _plays(8.5), [], NOW).plays == ()
    plan = plan_history(_listens(10), LIBRARY, _plays(8, 12), [], NOW)
    assert (len(plan.plays), plan.known) == (1, 0)
    assert plan.plays[0].heard_s == 101.0
    assert plan_history(_listens(10, 10.2), LIBRARY, [], [], NOW).known == 1


def test_what_a_service_says_was_heard_is_believed() -> None:
    (listen,) = _listens(5).listens
    history = ForeignHistory(Origin.LISTENBRAINZ, listens=(replace(listen, heard_s=12.0),))
    (play,) = plan_history(history, LIBRARY, [], [], NOW).plays
    assert play.heard_s == 12.0


def test_counts_of_one_player_replace_and_of_two_add_up() -> None:
    def word(origin: str, count: int, day: int) -> EarlierPlays:
        at = NOW + timedelta(days=day)
        return EarlierPlays("/a.mp3", origin, count, at, at)

    words = [word("strawberry", 10, 0), word("rhythmbox", 5, 1), word("strawberry", 12, 2)]
    assert earlier_totals(words) == {"/a.mp3": EarlierTotal(17, NOW + timedelta(days=2))}
    assert earlier_counts([*words, word("strawberry", 0, 3)]) == {"/a.mp3": 5}


def test_taking_back_gives_the_earlier_word_its_place_again() -> None:
    song = ForeignSong("Ete", "Bjork")
    history = ForeignHistory(Origin.STRAWBERRY, counts=(ForeignCount(song, 9, None),))
    before = [EarlierPlays("/a.mp3", "strawberry", 4, NOW, NOW - timedelta(days=1))]
    plan = plan_history(history, LIBRARY, [], before, NOW)
    assert earlier_counts([*before, *plan.earlier]) == {"/a.mp3": 9}
    back = taken_back(plan, before)
    assert earlier_counts([*before, *plan.earlier, *back]) == {"/a.mp3": 4}
    assert plan.earlier_count == 9
