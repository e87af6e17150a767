"""What is said of a thumb: which mood it moved, whether another leads now, and if it was close."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from listener_world import FRESH, NOW, SAD, mostly, reading, thumb
from thumb_world import TRACKS, World, lead, readings_of_tracks, tells, thumbs_before

from musemood.domain.mood import MoodReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.feedback import thumb_strength
from musemood.recommender.mood_change import change_of

DOWN = ThumbKind.DOWN
worlds = st.builds(World, readings_of_tracks, st.integers(0, 9999), st.floats(0, 60))


@given(worlds, thumbs_before, st.sampled_from(TRACKS), st.sampled_from(ThumbKind), st.booleans())
def test_a_turn_by_one_thumb_was_close_and_is_told_to_be(
    world: World, thumbs: list[Thumb], path: str, kind: ThumbKind, is_implied: bool
) -> None:
    told, top = thumb(path, kind, is_implied=is_implied), world.readings[path].leader
    before, after = world.after(thumbs), world.after([*thumbs, told])
    change = change_of(told, top, before.reading, after.reading)
    assert (change.mood, change.is_implied) == (top, is_implied)
    assert change.before == before.reading.probability(top)
    assert change.after == after.reading.probability(top)
    is_turn = after.reading.leader is not before.reading.leader
    assert change.leader is (after.reading.leader if is_turn else None)
    assert change.was_close == (is_turn and lead(before) < 0.15)
    # Where few thumbs have gone before, one turns nothing but what was close.
    leader = before.reading.leader
    against = sum(thumb_strength(t, NOW) for t in thumbs if world.readings[t.path].leader is leader)
    if is_turn and against < 1.8:
        assert change.was_close


@given(worlds)
def test_a_thumb_down_turns_a_close_lead_and_three_turn_a_clear_one(world: World) -> None:
    leader = world.after([]).reading.leader
    against = next((t for t in TRACKS if world.readings[t].leader is leader), None)
    if against is None or not tells(world, against):
        return
    states = [world.after([thumb(against, DOWN)] * count) for count in range(4)]
    changes = [
        change_of(thumb(against, DOWN), leader, one.reading, next_.reading)
        for one, next_ in pairwise(states)
    ]
    turn = next(place for place, change in enumerate(changes) if change.leader is not None)
    assert changes[turn].was_close == (lead(states[turn]) < 0.15)
    if lead(states[0]) < 0.15:
        assert turn == 0
    else:
        assert turn > 0
        assert not any(change.was_close for change in changes[:turn])


def _led_by(points: int) -> MoodReading:
    """Sad leads by so many points."""
    rest = (100 - points) / 5
    return reading(rest, rest, rest, rest + points, rest)


def test_fifteen_points_are_not_close() -> None:
    told = thumb("/sad", DOWN)
    for points, was_close in ((14, True), (16, False)):
        change = change_of(told, SAD, _led_by(points), mostly(FRESH))
        assert (change.leader, change.was_close) == (FRESH, was_close)
        stays = change_of(told, SAD, _led_by(points), _led_by(5))
        assert (stays.leader, stays.was_close) == (None, False)
