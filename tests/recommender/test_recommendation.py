"""The one way in: the paper's steps one by one, then what it does with plays, thumbs and wishes."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from listener_world import (
    FRESH,
    HAPPY,
    NOW,
    RELAXED,
    SAD,
    UNSURE_BELOW,
    network,
    play,
    reading,
    sequence_for,
    thumb,
    track,
)
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.ban import bans_for
from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.listening_rules import ListeningRules, RuleSettings
from musemood.domain.mood import MOODS, UNKNOWN_READING, Mood, MoodReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.domain.way_in import Journey, LikeTrack, WayIn
from musemood.recommender.emotion import Emotion, average_sequence
from musemood.recommender.recommendation import (
    Listening,
    Network,
    Recommendation,
    Wish,
    infer_current_emotion,
    recommend,
)

UP, DOWN = ThumbKind.UP, ThumbKind.DOWN


def sequence_of(path: str) -> NDArray[np.float32] | None:
    """Tracks are named by their mood: /sad/3 sounds sad, by a third of a step less than /sad/0."""
    if path.count("/") < 2:
        return None
    mood, number = path.strip("/").split("/")
    sequence = sequence_for(Mood(mood), 4 + int(number) % 3)
    sequence[:, MOODS.index(Mood(mood))] -= 0.02 * int(number)
    return sequence


def library(each: int = 6) -> list[Track]:
    tracks = []
    for mood in MOODS:
        for number in range(each):
            path = f"/{mood}/{number}"
            sequence = sequence_of(path)
            assert sequence is not None
            tracks.append(track(path, network(sequence), artist=f"artist {number}", title=path))
    return tracks


NETWORK = Network(network, sequence_of, UNSURE_BELOW)
WEEK = [
    play("/sad/0", days_ago=0.5),
    play("/sad/0", days_ago=2),
    play("/sad/1", days_ago=1),
    play("/fresh/0", days_ago=3),
]


def ask(
    plays: Sequence[Play] = WEEK,
    thumbs: Sequence[Thumb] = (),
    wish: Wish = Wish(count=5),
    tracks: Sequence[Track] | None = None,
) -> Recommendation:
    listening = Listening(library() if tracks is None else tracks, plays, thumbs, NOW)
    return recommend(listening, NETWORK, wish)


def paths(recommendation: Recommendation) -> list[str]:
    return [row.path for row in recommendation.rows]


def test_the_papers_steps_one_by_one() -> None:
    # 1 Take the history: four plays of three tracks in the last week.
    first = ask()
    assert first.emotion is not None

    # 2 Select and average: recent and often played weighs more.
    weights = [2**-0.0 + 2 ** (-1.5 / 3), 2 ** (-0.5 / 3), 2 ** (-2.5 / 3)]
    shares = [weight / sum(weights) for weight in weights]
    assert [each.path for each in first.emotion.evidence] == ["/sad/0", "/sad/1", "/fresh/0"]
    assert [e.weight for e in first.emotion.evidence] == pytest.approx(shares, abs=1e-9)
    assert [e.plays for e in first.emotion.evidence] == [2, 1, 1]
    sequences = [sequence_of(each.path) for each in first.emotion.evidence]
    average = average_sequence([each for each in sequences if each is not None], shares)

    # 3 Infer the emotion: the network of the tracks, on the average.
    assert first.emotion.averaged == network(average.astype(np.float32))
    assert first.emotion.reading.leader is first.emotion.averaged.leader
    assert first.wanted is SAD
    assert [row.mood for row in first.rows] == [SAD] * 5
    assert first.rows[0].reason.mood is SAD

    # 4 The listener accepts: that emotion goes on.
    accepted = ask(thumbs=[thumb(first.rows[0].path, UP)])
    assert accepted.emotion is not None
    assert accepted.wanted is SAD
    assert accepted.emotion.reading.probability(SAD) >= first.emotion.reading.probability(SAD)
    assert [row.mood for row in accepted.rows] == [SAD] * 5

    # 5 The listener declines: inferred again with what the refusal tells, and other music comes.
    refusals: list[Thumb] = []
    before = first
    for step in range(8):
        refusals.append(thumb(before.rows[0].path, DOWN, hours_ago=0.01 * (8 - step)))
        after = ask(thumbs=refusals)
        assert before.emotion is not None
        assert after.emotion is not None
        refused = before.rows[0].reason.mood
        lost = before.emotion.reading.probability(refused) - after.emotion.reading.probability(
            refused
        )
        assert 0.03 <= lost <= 0.15
        assert before.rows[0].path not in paths(after)
        assert paths(after) != paths(before)
        before = after
        if after.wanted is not SAD:
            break
    assert before.wanted is FRESH
    assert before.rows[0].mood is FRESH
    assert before.emotion is not None
    assert before.emotion.before_thumbs == first.emotion.reading


@given(st.randoms(use_true_random=False), st.integers(0, 5), st.sampled_from([None, *MOODS]))
def test_the_order_of_what_is_known_leaves_no_trace(
    random: Random, seed: int, chosen: Mood | None
) -> None:
    thumbs = [thumb("/sad/2", DOWN, hours_ago=3), thumb("/fresh/1", UP, hours_ago=1)]
    wish = Wish(chosen_mood=chosen, seed=seed)
    tracks, plays, shuffled_thumbs = library(), list(WEEK), list(thumbs)
    for each in (tracks, plays, shuffled_thumbs):
        random.shuffle(each)
    assert ask(plays, shuffled_thumbs, wish, tracks) == ask(WEEK, thumbs, wish)


def test_without_history_there_is_nothing_until_a_mood_is_chosen() -> None:
    assert ask(plays=[]) == Recommendation(None, None, ())
    chosen = ask(plays=[], wish=Wish(RELAXED, count=4))
    assert chosen.emotion is None
    assert chosen.wanted is RELAXED
    assert [row.mood for row in chosen.rows] == [RELAXED] * 4


def test_a_mood_said_by_hand_wins_and_the_emotion_is_still_told() -> None:
    chosen = ask(wish=Wish(HAPPY, count=5))
    assert chosen.emotion == ask().emotion
    assert chosen.wanted is HAPPY
    assert [row.mood for row in chosen.rows] == [HAPPY] * 5


def test_plays_of_tracks_not_analysed_are_named_and_claim_nothing() -> None:
    unread = Network(network, lambda path: None, UNSURE_BELOW)
    listening = Listening(library(), WEEK, [thumb("/sad/0", DOWN)], NOW)
    told = recommend(listening, unread, Wish())
    assert told.emotion is not None
    assert told.emotion.reading == UNKNOWN_READING
    assert told.emotion.not_analysed == ("/sad/0", "/sad/1", "/fresh/0")
    assert (told.wanted, told.rows) == (None, ())


def test_only_evidence_and_thumbed_tracks_are_read() -> None:
    read: list[str] = []

    def counted(path: str) -> NDArray[np.float32] | None:
        read.append(path)
        return sequence_of(path)

    listening = Listening(library(), WEEK, [thumb("/sad/2", DOWN)], NOW)
    recommend(listening, Network(network, counted, UNSURE_BELOW), Wish())
    assert sorted(read) == ["/fresh/0", "/sad/0", "/sad/1", "/sad/2"]
    read.clear()
    old = thumb("/sad/2", DOWN, hours_ago=25)
    recommend(
        Listening(library(), WEEK, [old], NOW), Network(network, counted, UNSURE_BELOW), Wish()
    )
    assert sorted(read) == ["/fresh/0", "/sad/0", "/sad/1"]


def test_the_bars_alone_are_those_of_the_recommendation() -> None:
    thumbs = [thumb("/sad/1", DOWN)]
    listening = Listening(library(), WEEK, thumbs, NOW)
    assert infer_current_emotion(listening, NETWORK) == ask(thumbs=thumbs).emotion


def test_a_mixed_week_is_unsure_and_both_its_moods_come() -> None:
    week = [play("/sad/0"), play("/fresh/0"), play("/happy/0"), play("/relaxed/0")]
    mixed = recommend(
        Listening(library(), week, [], NOW), Network(network, sequence_of, 0.5), Wish(count=10)
    )
    assert mixed.emotion is not None
    refused = recommend(
        Listening(library(), week, [thumb("/intense/5", DOWN)], NOW),
        Network(network, sequence_of, 0.5),
        Wish(count=10),
    )
    assert refused.wanted is Mood.UNSURE
    assert len({row.mood for row in refused.rows}) >= 2


def test_a_declined_track_rests_a_week_unless_taken_back() -> None:
    def offered(*thumbs: Thumb) -> bool:
        return "/sad/2" in paths(ask(thumbs=thumbs, wish=Wish(count=30)))

    assert offered()
    assert not offered(thumb("/sad/2", DOWN))
    assert not offered(thumb("/sad/2", DOWN, hours_ago=6.9 * 24))
    assert offered(thumb("/sad/2", DOWN, hours_ago=7.1 * 24))
    assert offered(thumb("/sad/2", DOWN, hours_ago=-1))
    assert offered(thumb("/sad/2", DOWN, hours_ago=2), thumb("/sad/2", UP, hours_ago=1))
    assert not offered(thumb("/sad/2", UP, hours_ago=2), thumb("/sad/2", DOWN, hours_ago=1))


def test_excluded_paths_never_come_back() -> None:
    first = ask()
    again = ask(wish=Wish(excluded=frozenset(paths(first)), count=5))
    assert len(again.rows) == 5
    assert not set(paths(first)) & set(paths(again))


def test_what_was_heard_in_the_last_hours_rests() -> None:
    heard = [
        play("/sad/2", days_ago=0.1, heard_s=20, end=PlayEnd.SKIPPED),
        play("/sad/3", days_ago=0.1, heard_s=4, end=PlayEnd.SKIPPED),
        play("/sad/4", days_ago=0.1, heard_s=20, end=PlayEnd.FAILED),
        play("/sad/5", days_ago=0.3),
    ]
    rows = paths(ask(plays=[*WEEK, *heard], wish=Wish(count=5, novelty=0.0)))  # 6 hours
    assert "/sad/2" not in rows
    assert set(rows) == {"/sad/0", "/sad/1", "/sad/3", "/sad/4", "/sad/5"}


def test_asked_about_another_day_later_plays_are_not_known() -> None:
    later = [play("/happy/0", days_ago=-1)] * 5
    wish = Wish(HAPPY, count=5)
    known = ask(plays=[*WEEK, *later], wish=wish)
    assert "/happy/0" in paths(known)
    assert known == ask(wish=wish)


def test_a_decline_changes_the_rows_of_a_mood_said_by_hand_too() -> None:
    sad = network(sequence_for(SAD))
    twins = [track(path, sad) for path in ("/a", "/b")]
    share = sad.probability(SAD) - 0.05
    other = track("/other", reading(0, 0, 0, share, 1 - share))
    wish = Wish(SAD, count=4)
    assert paths(ask([], [], wish, [*twins, other]))[-1] == "/other"
    # "/b" sounds like "/a", "/other" does not.
    rows = np.zeros((3, WIDTH), np.float16)
    rows[:, :2] = ((1, 0), (1, 0.5), (0, 1))
    sounds = Embeddings(rows, {"/a": 0, "/b": 1, "/other": 2})
    listening = Listening([*twins, other], [], [thumb("/a", DOWN)], NOW)
    answer = recommend(listening, replace(NETWORK, embeddings=lambda: sounds), wish)
    assert paths(answer) == ["/other", "/b"]


def test_plays_counted_elsewhere_make_a_track_familiar_and_no_week() -> None:
    wish = Wish(count=30, novelty=0.0)
    known = Listening(library(), WEEK, (), NOW, earlier={"/sad/4": 40})
    plain, told = (recommend(each, NETWORK, wish) for each in (replace(known, earlier={}), known))
    assert told.emotion == plain.emotion
    rows = {row.path: row for row in told.rows}
    before = {row.path: row for row in plain.rows}
    assert rows["/sad/4"].reason.plays == 40
    assert not rows["/sad/4"].reason.is_new
    assert rows["/sad/4"].score > before["/sad/4"].score
    alone = recommend(replace(known, plays=()), NETWORK, wish)
    assert (alone.emotion, alone.rows) == (None, ())


def emotion_of(
    plays: Sequence[Play],
    thumbs: Sequence[Thumb] = (),
    *,
    tracks: Sequence[Track] = (),
    rules: ListeningRules = ListeningRules(),
) -> Emotion | None:
    listening = Listening(tracks or library(), plays, thumbs, NOW, rules=rules)
    return infer_current_emotion(listening, NETWORK)


def weights(emotion: Emotion | None) -> dict[str, float]:
    return {e.path: e.weight for e in emotion.evidence} if emotion else {}


def test_a_guess_counts_half_until_it_gets_a_thumb_up() -> None:
    week = [play("/sad/0"), play("/fresh/0", source=PlaySource.RECOMMENDED)]
    assert weights(emotion_of(week)) == pytest.approx({"/sad/0": 2 / 3, "/fresh/0": 1 / 3})
    emotion = emotion_of(week)
    assert emotion is not None
    assert [each.guessed for each in emotion.evidence] == [0, 1]
    even = {"/sad/0": 1 / 2, "/fresh/0": 1 / 2}
    liked = [thumb("/fresh/0", UP, hours_ago=3)]
    assert weights(emotion_of(week, liked)) == pytest.approx(even)
    changed = [*liked, thumb("/fresh/0", DOWN, hours_ago=2)]
    assert weights(emotion_of(week, changed)) == weights(emotion_of(week))
    heard_out = [thumb("/fresh/0", UP, hours_ago=3, is_implied=True)]
    assert weights(emotion_of(week, heard_out)) == weights(emotion_of(week))
    tomorrow = [thumb("/fresh/0", UP, hours_ago=-3)]
    assert weights(emotion_of(week, tomorrow)) == weights(emotion_of(week))


def test_the_half_life_is_the_persons() -> None:
    week = [play("/sad/0", days_ago=0), play("/fresh/0", days_ago=1)]
    rules = ListeningRules(RuleSettings(half_life_days=1.0))
    told = weights(emotion_of(week, rules=rules))
    assert told == pytest.approx({"/sad/0": 2 / 3, "/fresh/0": 1 / 3})


def test_plays_left_out_are_no_evidence_and_later_ones_are() -> None:
    week = [play("/sad/0", days_ago=2), play("/sad/0", days_ago=1), play("/fresh/0")]
    out = ListeningRules(left_out={"/sad/0": NOW - timedelta(days=1.5), "/happy/0": NOW})
    emotion = emotion_of(week, rules=out)
    assert emotion is not None
    assert {e.path: e.plays for e in emotion.evidence} == {"/sad/0": 1, "/fresh/0": 1}
    assert emotion.left_out == ("/sad/0",)
    assert (emotion.plays, emotion.tracks) == (2, 2)
    all_out = emotion_of(week[:2], rules=ListeningRules(left_out={"/sad/0": NOW}))
    assert all_out == Emotion(UNKNOWN_READING, (), left_out=("/sad/0",))
    assert not all_out.is_told
    old = [play("/sad/0", days_ago=8)]
    assert emotion_of(old, rules=ListeningRules(left_out={"/sad/0": NOW})) is None


def test_a_week_of_few_plays_or_tracks_is_thin() -> None:
    few = [play(f"/sad/{n % 3}", days_ago=n / 2) for n in range(5)]
    for week, is_thin in ((few, False), (few[:4], True), ([play("/sad/0")] * 9, True)):
        emotion = emotion_of(week)
        assert emotion is not None
        assert (emotion.is_thin, emotion.is_told) == (is_thin, not is_thin)


def test_what_counts_in_a_week_goes_beyond_the_ten_that_weigh_most() -> None:
    emotion = emotion_of([play(f"/{mood}/{n}") for mood in MOODS for n in range(3)])
    assert emotion is not None
    assert (len(emotion.evidence), emotion.plays, emotion.tracks) == (10, 15, 15)
    assert sum(each.weight for each in emotion.evidence) == pytest.approx(1.0, abs=1e-12)


def test_long_and_spoken_tracks_are_neither_evidence_nor_recommended_unless_allowed() -> None:
    others = [t for t in library() if t.path not in ("/sad/0", "/sad/1")]
    long = track("/sad/0", network(sequence_for(SAD)), duration_s=901)
    spoken = track("/sad/1", network(sequence_for(SAD)), genre="Rock; Podcast")
    tracks = [*others, long, spoken]
    week = [play("/sad/0", heard_s=500), play("/sad/1"), play("/fresh/0")]

    def told(**allowed: bool) -> tuple[set[str], set[str]]:
        rules = ListeningRules(RuleSettings(**allowed))
        listening = Listening(tracks, week, (), NOW, rules=rules)
        answer = recommend(listening, NETWORK, Wish(SAD, count=40))
        assert answer.emotion is not None
        mine = {"/sad/0", "/sad/1"}
        return mine & set(paths(answer)), mine & {e.path for e in answer.emotion.evidence}

    assert told() == (set(), set())
    assert told(allows_long=True) == ({"/sad/0"}, {"/sad/0"})
    assert told(allows_spoken=True) == ({"/sad/1"}, {"/sad/1"})


def test_what_is_banned_never_comes_nor_a_copy_and_stays_evidence() -> None:
    tracks = library()
    banned = bans_for(next(t for t in tracks if t.path == "/sad/0"))
    copy = replace(next(t for t in tracks if t.path == "/sad/0"), path="/copy/of-sad-0")
    rules = ListeningRules(bans=(banned[0],))
    listening = Listening([*tracks, copy], WEEK, (), NOW, rules=rules)
    answer = recommend(listening, NETWORK, Wish(count=60))
    assert not {"/sad/0", "/copy/of-sad-0"} & set(paths(answer))
    assert answer.emotion == infer_current_emotion(
        replace(listening, rules=ListeningRules()), NETWORK
    )
    free = recommend(replace(listening, rules=ListeningRules()), NETWORK, Wish(count=60))
    assert len({"/sad/0", "/copy/of-sad-0"} & set(paths(free))) == 1


def test_a_skip_keeps_no_track_away() -> None:
    skipped = [thumb("/sad/2", DOWN, is_implied=True)]
    assert "/sad/2" in paths(ask(thumbs=skipped, wish=Wish(count=30)))
    said = [thumb("/sad/2", DOWN, hours_ago=30), thumb("/sad/2", UP, is_implied=True)]
    assert "/sad/2" not in paths(ask(thumbs=said, wish=Wish(count=30)))


def test_where_the_reading_strays_from_the_tracks_it_is_told() -> None:
    calm = emotion_of(WEEK)
    assert calm is not None
    assert calm.stray is None
    # Six tracks, each of them likely sad and not surely, are surely a week of sad ones.
    weak = MoodReading((0.08, 0.15, 0.19, 0.5, 0.08), -0.2, -0.6, SAD)
    weaker = MoodReading((0.08, 0.15, 0.29, 0.4, 0.08), -0.2, -0.6, SAD)
    own = [weak, weaker] * 3
    tracks = [track(f"/sad/{i}", own[i]) for i in range(6)]
    week = [play(f"/sad/{i}", days_ago=1) for i in range(6)]
    emotion = emotion_of(week, tracks=tracks)
    assert emotion is not None
    assert emotion.stray is not None
    assert emotion.stray.mood is SAD
    assert emotion.stray.expected == pytest.approx(0.45, abs=1e-6)
    assert emotion.stray.heard == emotion.reading.probability(SAD)
    unread = [replace(t, reading=None) for t in library()]
    unknown = emotion_of(WEEK, tracks=unread)
    assert unknown is not None
    assert unknown.stray is None


def test_moods_that_the_person_said_win_over_the_model() -> None:
    tracks = [replace(t, own_mood=HAPPY) if t.path.startswith("/sad") else t for t in library()]
    emotion = emotion_of(WEEK, tracks=tracks)
    assert emotion is not None
    assert emotion.averaged is not None
    assert (emotion.averaged.leader, emotion.reading.leader) == (SAD, HAPPY)


def _sounds() -> Embeddings:
    """Of the library: tracks of one mood sound alike, more so the nearer their numbers."""
    tracks = library()
    rows = np.zeros((len(tracks), WIDTH), np.float16)
    for row, each in zip(rows, tracks, strict=True):
        mood, number = each.path.strip("/").split("/")
        row[MOODS.index(Mood(mood))] = 1.0
        row[5 + int(number)] = 0.6
        row[11] = 0.1 * int(number)
    return Embeddings(rows, {each.path: i for i, each in enumerate(tracks)})


def ask_by(way: WayIn, excluded: Collection[str] = (), **known: Any) -> Recommendation:
    listening = Listening(library(), WEEK, known.pop("thumbs", ()), NOW, **known)
    wish = Wish(count=6, way=way, excluded=frozenset(excluded))
    return recommend(listening, replace(NETWORK, embeddings=_sounds), wish)


@given(
    st.sampled_from([LikeTrack("/sad/3"), Journey(SAD, HAPPY, 6)]),
    st.lists(st.sampled_from([each.path for each in library()]), unique=True, max_size=9),
)
def test_whichever_the_way_what_is_kept_out_stays_out(way: WayIn, chosen: list[str]) -> None:
    """Own rows and the playing one, what was declined, and what is banned; also in any two ways."""
    out, declined, banned = chosen[:3], chosen[3:6], chosen[6:]
    rules = ListeningRules(
        bans=tuple(bans_for(each)[0] for each in library() if each.path in banned)
    )
    answer = ask_by(way, out, thumbs=[thumb(path, DOWN) for path in declined], rules=rules)
    assert not set(paths(answer)) & set(chosen)
    assert answer.emotion == infer_current_emotion(
        Listening(library(), WEEK, [thumb(path, DOWN) for path in declined], NOW), NETWORK
    )  # what the week sounds like is told all the same


def test_more_like_a_track_needs_no_week_and_never_names_the_track_itself() -> None:
    answer = ask_by(LikeTrack("/sad/3"))
    assert answer.wanted is SAD  # what goes on, where the queue is to keep going
    assert len(answer.rows) == 6
    sad = {row.path for row in answer.rows if row.mood is SAD}
    assert sad == {"/sad/2", "/sad/4", "/sad/5"}  # what was heard lately rests
    assert all(row.reason.like_path == "/sad/3" for row in answer.rows)
    assert "/sad/3" not in paths(answer)
    listening = Listening(library(), [], [], NOW)
    wish = Wish(count=5, way=LikeTrack("/sad/3"))
    alone = recommend(listening, replace(NETWORK, embeddings=_sounds), wish)
    assert alone.emotion is None
    assert {row.mood for row in alone.rows} == {SAD}
    assert ask_by(LikeTrack("/not here")).rows == ()


def test_a_journey_goes_from_its_start_to_its_goal_whatever_the_week_sounds_like() -> None:
    answer = ask_by(Journey(FRESH, HAPPY, 4))
    assert answer.wanted is HAPPY
    assert answer.emotion is not None
    assert answer.emotion.reading.leader is SAD
    assert answer.rows
    assert (answer.rows[0].mood, answer.rows[-1].mood) == (FRESH, HAPPY)
    assert len(answer.rows) <= 4
