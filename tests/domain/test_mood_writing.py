"""Which files get their mood written, and that a tag that is there is never taken for ours."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.mood import ALL_MOODS, MOODS, Mood, MoodReading
from musemood.domain.mood_writing import TOUCHED, MoodFate, MoodFile, look_at, mood_changes
from musemood.domain.tag_sheet import TagError, TagFailure, TagField, TagProblem
from musemood.domain.track import Track

_FAILURE = TagFailure(TagProblem.READ_ONLY, "/a.mp3")
_files = st.builds(
    MoodFile,
    path=st.sampled_from(["/a.mp3", "/b.flac", "/c.flac#t=4,9"]),
    title=st.just("A"),
    mood=st.sampled_from([None, *ALL_MOODS]),
    said=st.sampled_from(["", "calm", "sad", "sad; happy"]),
    failure=st.sampled_from([None, _FAILURE]),
)


@given(st.lists(_files), st.booleans())
def test_only_one_of_the_five_is_written_and_only_where_it_may_be(
    files: list[MoodFile], replaces: bool
) -> None:
    changes = mood_changes(files, replaces=replaces)
    for path, change in changes.items():
        assert "#t=" not in path
        assert set(change) == {TagField.MOOD}
        assert change[TagField.MOOD] in [str(mood) for mood in MOODS]
    for file in files:
        fate = file.fate(replaces=replaces)
        if fate in TOUCHED:
            assert file.failure is None
            assert replaces or not file.said
            assert file.said != file.mood
        assert (fate is MoodFate.REPLACED) <= (replaces and bool(file.said))
        assert replaces or file.fate(replaces=True) in TOUCHED or fate not in TOUCHED


def test_each_fate_has_its_reason() -> None:
    sad = MoodFile("/a.mp3", "A", Mood.SAD)
    said = MoodFile("/a.mp3", "A", Mood.SAD, "calm")
    fates = [
        (sad, False, MoodFate.WRITTEN),
        (said, False, MoodFate.KEPT),
        (said, True, MoodFate.REPLACED),
        (MoodFile("/a.mp3", "A", Mood.SAD, "sad"), True, MoodFate.SAME),
        (MoodFile("/a.mp3", "A", Mood.UNSURE, "sad"), True, MoodFate.UNSURE),
        (MoodFile("/a.mp3", "A", None), True, MoodFate.UNHEARD),
        (MoodFile("/a.flac#t=3", "A", Mood.SAD), True, MoodFate.CUE_SHEET),
        (MoodFile("/a.mp3", "A", Mood.SAD, "", _FAILURE), True, MoodFate.FAILED),
        (MoodFile("/a.mp3", "A", Mood.SAD, "calm", _FAILURE), False, MoodFate.KEPT),
    ]
    assert [file.fate(replaces=replaces) for file, replaces, _ in fates] == [f for *_, f in fates]


def _never(_: str) -> str:
    raise AssertionError("this file is not to be opened")


def _fails(problem: TagProblem) -> Callable[[str], None]:
    def fail(path: str) -> None:
        raise TagError(problem, path)

    return fail


def test_a_file_is_opened_only_where_it_could_be_written() -> None:
    reading = MoodReading((0.1, 0.1, 0.1, 0.6, 0.1), 0.0, 0.0, Mood.SAD)
    for track in (
        Track("/a.mp3", 0, 0),
        Track("/a.flac#t=3", 0, 0, reading=reading),
        Track("/a.mp3", 0, 0, reading=MoodReading((0.2,) * 5, 0.0, 0.0, Mood.UNSURE)),
    ):
        assert look_at(track, _never, _fails(TagProblem.DAMAGED)).failure is None
    track = Track("/a.mp3", 0, 0, reading=reading, own_mood=Mood.HAPPY)
    found = look_at(track, lambda _: "calm", lambda _: None)
    assert found == MoodFile("/a.mp3", "a", Mood.HAPPY, "calm")  # what the person said counts
    failed = look_at(track, lambda _: "", _fails(TagProblem.READ_ONLY))
    assert failed.failure == _FAILURE
    assert failed.fate(replaces=False) is MoodFate.FAILED
