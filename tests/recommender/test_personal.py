"""Which corrections teach, and readings as they are calibrated."""

import numpy as np
from msgspec.structs import replace

from musemood.domain.embeddings import NO_EMBEDDINGS, WIDTH, Embeddings
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.track import Track
from musemood.recommender.calibration import Calibration
from musemood.recommender.personal import corrected, examples_of, personal_readings

READING = MoodReading((0.1, 0.1, 0.5, 0.2, 0.1), 0.3, -0.4, Mood.RELAXED)
A = Track("/a", 1, 1, reading=READING, own_mood=Mood.SAD, identity="x")
COPY = replace(A, path="/copy")
UNSAID = replace(A, path="/b", own_mood=None, identity="")
UNHEARD = Track("/c", 1, 1, own_mood=Mood.SAD)
TRACKS = [A, COPY, UNSAID, UNHEARD]
EMBEDDINGS = Embeddings(np.ones((2, WIDTH), np.float16), {"/a": 0, "/b": 1})


def test_each_sound_teaches_once_and_only_what_was_said_and_heard() -> None:
    assert corrected(TRACKS) == [A]
    examples = examples_of([*TRACKS], EMBEDDINGS)
    assert len(examples) == 1
    assert MOODS[examples.said[0]] is Mood.SAD
    assert tuple(examples.base[0]) == READING.probabilities
    assert len(examples_of(TRACKS, NO_EMBEDDINGS)) == 0


def test_a_calibration_shifts_probabilities_and_leaves_the_place_on_the_map() -> None:
    weights = np.zeros((WIDTH + 6, 5))
    weights[-1, MOODS.index(Mood.SAD)] = 3.0  # the last input is 1
    learnt = Calibration(np.zeros(WIDTH), 1.0, weights)
    found = personal_readings(learnt, TRACKS, EMBEDDINGS, 0.3)
    assert set(found) == {"/a", "/b"}
    odds = 0.2 * np.exp(3) / (0.8 + 0.2 * np.exp(3))
    assert np.isclose(found["/b"].probability(Mood.SAD), odds)
    assert (found["/b"].mood, found["/b"].valence, found["/b"].arousal) == (Mood.SAD, 0.3, -0.4)
    assert personal_readings(learnt, TRACKS, EMBEDDINGS, 0.99)["/b"].mood is Mood.UNSURE
    assert personal_readings(learnt, TRACKS, NO_EMBEDDINGS, 0.3) == {}
    shown = replace(UNSAID, personal=found["/b"])
    assert (shown.mood, shown.counted_reading) == (Mood.SAD, found["/b"])
    assert replace(A, personal=found["/b"]).mood is Mood.SAD  # their own word still wins
    assert replace(A, own_mood=Mood.HAPPY, personal=found["/b"]).mood is Mood.HAPPY
    assert replace(UNHEARD, own_mood=None, personal=found["/b"]).mood is None
