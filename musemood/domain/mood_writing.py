"""Which files get their mood written into them, and why the others do not."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from musemood.domain.mood import Mood
from musemood.domain.span import file_of
from musemood.domain.tag_sheet import TagError, TagFailure, TagField, split_values
from musemood.domain.track import Track


class MoodFate(StrEnum):
    """What becomes of one file."""

    WRITTEN = "written"
    REPLACED = "replaced"
    SAME = "same"
    KEPT = "kept"
    UNSURE = "unsure"
    UNHEARD = "unheard"
    CUE_SHEET = "cue sheet"
    FAILED = "failed"


TOUCHED = (MoodFate.WRITTEN, MoodFate.REPLACED)
"""The fates in which a file is written to."""


class MoodFile(Struct, frozen=True):
    """One track as it was found. ``title``: as shown. ``mood``: of the track; None before analysis.

    ``said``: what the mood tag of its file says, "" for nothing: another program's word or an
    earlier one of ours, which are not told apart and never taken for the mood of the track.
    ``failure``: why it cannot be written to.
    """

    path: str
    title: str
    mood: Mood | None
    said: str = ""
    failure: TagFailure | None = None

    def fate(self, *, replaces: bool) -> MoodFate:
        """What becomes of it. ``replaces``: whether a mood tag that is there gives way."""
        if file_of(self.path) != self.path:
            return MoodFate.CUE_SHEET
        if self.mood is None:
            return MoodFate.UNHEARD
        if self.mood is Mood.UNSURE:
            return MoodFate.UNSURE
        if split_values(self.said) == [self.mood]:
            return MoodFate.SAME
        if self.said and not replaces:
            return MoodFate.KEPT
        if self.failure is not None:
            return MoodFate.FAILED
        return MoodFate.REPLACED if self.said else MoodFate.WRITTEN


def look_at(
    track: Track, read: Callable[[str], str], check_writable: Callable[[str], None]
) -> MoodFile:
    """The track as a `MoodFile`; a file that would not be written to is not opened at all.

    ``read``: what the mood tag of a file says; ``check_writable``: both raise TagError.
    """
    found = MoodFile(track.path, track.title, track.mood)
    if found.fate(replaces=True) is not MoodFate.WRITTEN:
        return found
    said = ""
    try:
        said = read(track.path)
        check_writable(track.path)
    except TagError as error:
        return MoodFile(track.path, track.title, track.mood, said, error.failure)
    return MoodFile(track.path, track.title, track.mood, said)


def mood_changes(
    files: Iterable[MoodFile], *, replaces: bool
) -> Mapping[str, Mapping[TagField, str]]:
    """What is to be written, by path: English names, as the program keeps moods everywhere."""
    return {
        file.path: {TagField.MOOD: str(file.mood)}
        for file in files
        if file.fate(replaces=replaces) in TOUCHED
    }
