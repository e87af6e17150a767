"""Preference by mood and genre from stated moments: method.md section 4, by hand and by law."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listener_world import HAPPY, NOW, SAD, mostly, track
from msgspec.structs import replace

from musemood.domain.mood import MOODS
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.stated_mood import GenreHabit, StatedMood, told_habits
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.listener import Listening, habits_of
from musemood.recommender.stated import TIME_WINDOW, genre_habits, stated_moments

TRACKS = {
    "/jazz": track("/jazz", mostly(SAD), genre="Jazz", duration_s=200),
    "/rock": track("/rock", mostly(HAPPY), genre="Rock", duration_s=100),
    "/both": track("/both", mostly(SAD), genre="Jazz; Soul", duration_s=300),
    "/none": track("/none", mostly(HAPPY), genre="", duration_s=300),
    "/long": track("/long", None, genre="Drone", duration_s=0),
}


def played(path: str, at: datetime, heard_s: float, end: PlayEnd = PlayEnd.FINISHED) -> Play:
    return Play(path, at, heard_s, end, PlaySource.LIST)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_two_moments_by_hand() -> None:
    first, second = NOW - timedelta(days=2), NOW - timedelta(days=1)
    moments = [StatedMood(SAD, first), StatedMood(SAD, second)]
    plays = [
        played("/jazz", first + minutes(3), 150),  # 10 * 27/30 * 150/200 = 6.75
        played("/both", first + minutes(12), 300),  # 10 * 18/30 = 6: less, so it tells only of soul
        played("/rock", second - minutes(15), 50),  # 10 * 15/30 * 50/100 = 2.5
        played("/rock", second + minutes(31), 100),  # too late
    ]
    jazz, rock, soul = genre_habits(moments, plays, TRACKS.get)
    assert [(h.mood, h.genre, h.times, h.moments) for h in (jazz, rock, soul)] == [
        (SAD, "jazz", 1, 2), (SAD, "rock", 1, 2), (SAD, "soul", 1, 2)
    ]  # fmt: skip
    found = [h.preference for h in (jazz, rock, soul)]
    assert found == pytest.approx([3.375, 1.25, 3.0], abs=1e-9)


moments_of = st.lists(
    st.builds(
        lambda mood, ago: StatedMood(mood, NOW - minutes(ago)),
        st.sampled_from(MOODS),
        st.floats(0, 400),
    ),
    max_size=12,
)
plays_of = st.lists(
    st.builds(
        lambda path, ago, heard_s, end: played(path, NOW - minutes(ago), heard_s, end),
        st.sampled_from([*TRACKS, "/gone"]),
        st.floats(-60, 460),
        st.floats(0, 400),
        st.sampled_from(PlayEnd),
    ),
    max_size=20,
)
thumbs_of = st.lists(
    st.builds(
        lambda path, kind, ago, is_implied: Thumb(path, kind, NOW - minutes(ago), is_implied),
        st.sampled_from([*TRACKS, "/gone"]),
        st.sampled_from(ThumbKind),
        st.floats(-60, 400),
        st.booleans(),
    ),
    max_size=8,
)


@given(moments_of, thumbs_of)
def test_laws_of_moments(stated: list[StatedMood], thumbs: list[Thumb]) -> None:
    found = stated_moments(stated, thumbs, TRACKS.get, NOW)
    assert found == sorted(found, key=lambda each: each.at)
    pressed = {
        (thumb.at, mood)
        for thumb in thumbs
        if thumb.kind is ThumbKind.UP and not thumb.is_implied and thumb.at <= NOW
        if (mood := {"/jazz": SAD, "/both": SAD, "/rock": HAPPY, "/none": HAPPY}.get(thumb.path))
    }
    said = {(each.at, each.mood) for each in stated}
    assert {(each.at, each.mood) for each in found} <= said | pressed
    for mood in MOODS:
        of_mood = [each.at for each in found if each.mood is mood]
        assert all(after - before > TIME_WINDOW for before, after in pairwise(of_mood))
        for at, _ in filter(lambda each: each[1] is mood, said | pressed):
            assert any(timedelta() <= at - kept <= TIME_WINDOW for kept in of_mood)


@given(moments_of, plays_of, st.randoms(use_true_random=False))
def test_laws_of_habits(stated: list[StatedMood], plays: list[Play], random: Random) -> None:
    moments = stated_moments(stated, (), TRACKS.get, NOW)
    habits = genre_habits(moments, plays, TRACKS.get)
    shuffled = list(plays)
    random.shuffle(shuffled)
    assert genre_habits(moments, shuffled, TRACKS.get) == habits
    for habit in habits:
        assert 0 < habit.preference <= 10
        assert 1 <= habit.times <= habit.moments
        assert habit.moments <= sum(each.mood is habit.mood for each in moments)
        assert habit.preference <= 10 * habit.times / habit.moments + 1e-9
        near = [
            play
            for play in plays
            if any(
                m.mood is habit.mood and abs(m.at - play.started_at) <= TIME_WINDOW for m in moments
            )
        ]
        assert any(habit.genre in TRACKS[p.path].tags.genre.casefold()
                   for p in near if p.path in TRACKS)  # fmt: skip
    # What is heard longer is not preferred less; what failed is as if it had never been.
    longer = [replace(play, heard_s=play.heard_s + 50) for play in plays]
    more = {(h.mood, h.genre): h for h in genre_habits(moments, longer, TRACKS.get)}
    for habit in habits:
        after = more[habit.mood, habit.genre]
        assert after.preference * after.moments >= habit.preference * habit.moments - 1e-9
    fine = [play for play in plays if play.end is not PlayEnd.FAILED]
    assert genre_habits(moments, fine, TRACKS.get) == habits


def _listening(stated: list[StatedMood], thumbs: list[Thumb], plays: list[Play]) -> Listening:
    return Listening(list(TRACKS.values()), plays, thumbs, NOW, stated=stated)


@given(moments_of, thumbs_of, plays_of)
def test_an_inferred_mood_alone_says_nothing(
    stated: list[StatedMood], thumbs: list[Thumb], plays: list[Play]
) -> None:
    """Neither plays nor what they imply make a moment, and nothing of the future does."""
    assert habits_of(_listening([], [], plays)) == ()
    implied = [replace(thumb, is_implied=True) for thumb in thumbs]
    assert habits_of(_listening([], implied, plays)) == ()
    past = [play for play in plays if play.started_at <= NOW]
    moments = stated_moments(stated, thumbs, TRACKS.get, NOW)
    told = genre_habits(moments, past, TRACKS.get)
    assert habits_of(_listening(stated, thumbs, plays)) == told


def test_a_thumb_up_is_a_moment_of_the_mood_it_names() -> None:
    at = NOW - timedelta(hours=3)
    thumbs = [Thumb("/rock", ThumbKind.UP, at), Thumb("/jazz", ThumbKind.DOWN, at)]
    (habit,) = habits_of(_listening([], thumbs, [played("/jazz", at, 200)]))
    assert (habit.mood, habit.genre, habit.preference) == (HAPPY, "jazz", 10.0)


habits_found = st.lists(
    st.builds(
        GenreHabit,
        st.sampled_from(MOODS),
        st.sampled_from(["jazz", "rock", "folk"]),
        st.floats(0.1, 10),
        st.just(1),
        st.integers(1, 8),
    ),
    unique_by=lambda habit: (habit.mood, habit.genre),
)


@given(habits_found)
def test_from_five_moments_on_the_most_preferred_is_told(habits: list[GenreHabit]) -> None:
    told = {habit.mood: habit for habit in told_habits(habits)}
    for mood in MOODS:
        of_mood = [h for h in habits if h.mood is mood and h.moments >= 5]
        assert (mood in told) == bool(of_mood)
        if of_mood:
            assert told[mood].preference == max(h.preference for h in of_mood)
            assert told[mood] in of_mood


def test_untagged_and_endless_tracks_tell_no_genre() -> None:
    moments = [StatedMood(SAD, NOW)]
    plays = [played("/none", NOW, 300), played("/long", NOW, 300), played("/gone", NOW, 300)]
    assert genre_habits(moments, plays, TRACKS.get) == ()
