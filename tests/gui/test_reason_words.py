"""Why a song is recommended and what a queue gives up, in words: they say what the numbers say."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain.mood import MOODS, UNKNOWN_READING
from musemood.domain.reason import Part, Reason, Step
from musemood.domain.wishes import WishKind
from musemood.recommender.emotion import Emotion, Evidence
from musemood.ui.mood_wording import emotion_aside, given_up_text
from musemood.ui.wording import reason_sentence

_parts = st.sampled_from([p for n in range(1, 4) for p in permutations(Part, n)])
_reasons = st.builds(
    Reason,
    mood=st.sampled_from(MOODS),
    probability=st.floats(0, 1),
    like_path=st.just("/one.flac"),
    is_new=st.booleans(),
    plays=st.integers(0, 50),
    parts=_parts,
    preference=st.floats(0, 10),
    genre=st.just("Jazz"),
    likeness=st.floats(0, 1),
    step=st.just(Step(3, 12, MOODS[3], MOODS[0])),
)


@given(_reasons)
def test_a_reason_names_what_carried_most_first_and_nothing_else(reason: Reason) -> None:
    words = {
        Part.MOOD: f"{reason.mood} {round(100 * reason.probability)} %",
        Part.LIKENESS: "close to One",
        Part.TASTE: f"your taste: {round(reason.preference)}/10",
        Part.STATED: "you choose Jazz then",
        Part.ALIKE: f"sounds {round(100 * reason.likeness)} % like One",
        Part.STEP: "step 3 of 12 to happy",
    }
    sentence = reason_sentence(reason, "One")
    places = [sentence.find(words[part]) for part in reason.parts if part in words]
    assert -1 not in places
    assert all(before < after for before, after in pairwise(places))
    assert all(text not in sentence for part, text in words.items() if part not in reason.parts)
    assert sentence.endswith("new to you") == reason.is_new


def test_a_row_of_an_earlier_version_says_mood_and_likeness() -> None:
    reason = Reason(MOODS[3], 0.71, "/one.flac", 0.9, plays=2)
    assert reason_sentence(reason, "One") == "sad 71 %, close to One, 2 plays"


@given(st.sets(st.sampled_from(WishKind)))
def test_what_is_given_up_is_said_and_of_the_gaps_only_the_last(given_up: set[WishKind]) -> None:
    text = given_up_text([wish for wish in WishKind if wish in given_up])
    assert bool(text) == bool(given_up)
    assert ("moods may jump" in text) == (WishKind.SMOOTH in given_up)
    gaps = [w for w in (WishKind.GAP_4, WishKind.GAP_2, WishKind.ALBUM) if w in given_up]
    told = ("artists come back sooner", "an artist may come twice in a row", "albums stay together")
    assert sum(each in text for each in told) == min(1, len(gaps))


def test_the_why_says_that_more_songs_count_than_it_lists() -> None:
    ten = tuple(Evidence(f"/{number}", 2, 0.1) for number in range(10))
    week = Emotion(UNKNOWN_READING, ten, plays=60, tracks=34, read=34)
    assert emotion_aside(week, str) == "All 34 songs of the week count; these weigh most."
    assert emotion_aside(replace(week, tracks=10, read=10), str) == ""
    assert emotion_aside(replace(week, plays=4), str) == ""  # nothing is claimed of so little
