"""``musemood write-moods``: the moods of the library written to the tags of its files."""

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePath

from msgspec.structs import replace

from musemood.commands import SOME_FAILED, WRONG_USE
from musemood.commands.notices import tell_notices
from musemood.domain.failure import FileError
from musemood.domain.mood_writing import TOUCHED, MoodFate, MoodFile, look_at, mood_changes
from musemood.domain.span import file_of
from musemood.domain.tag_sheet import TagError, TagFailure, TagField, TagProblem
from musemood.domain.track import Track, shown_name
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.files.tag_writer import check_writable, read_field, write_tags
from musemood.files.tags import read_tags

_REASONS = {
    TagProblem.MISSING: "is not there any more",
    TagProblem.NO_PERMISSION: "may not be read; change its permissions",
    TagProblem.READ_ONLY: "or its folder is read-only; change the permissions",
    TagProblem.NO_SPACE: "stays as it is: there is no room on its drive",
    TagProblem.NOT_SUPPORTED: "is of a kind whose tags MuseMood cannot write",
    TagProblem.DAMAGED: "is damaged; copy it again from its source",
    TagProblem.CUE_SHEET: "is a track of a cue sheet",
    TagProblem.UNREADABLE: "stays as it is; check the drive",
}
_WORDS = {
    MoodFate.WRITTEN: "gets {mood}",
    MoodFate.REPLACED: "gets {mood} in place of {said}",
    MoodFate.SAME: "says {mood} already",
    MoodFate.KEPT: "keeps what it says: {said}",
    MoodFate.UNSURE: "unsure is never written",
    MoodFate.UNHEARD: "not analysed yet",
    MoodFate.CUE_SHEET: "a track of a cue sheet has no tags of its own",
    MoodFate.FAILED: "cannot be written",
}


def write_moods(
    folder: DataFolder, paths: Sequence[str], *, is_dry_run: bool, replaces: bool
) -> int:
    """Print what becomes of each track under ``paths``; returns 0, 1 if some failed, 2 if the
    library has none there. Raises FolderInUse, FolderNotWritable, StoreError.
    """
    read = partial(read_field, field=TagField.MOOD)
    has_failed = False
    with folder.lock(), Store.open(folder) as store:
        tracks = list(_under(paths, store.tracks()))
        if not tracks:
            print("musemood: the library has no tracks there; `musemood tag` adds them.",
                  file=sys.stderr)  # fmt: skip
            return WRONG_USE
        for track in tracks:
            found = look_at(track, read, check_writable)
            fate, failure = found.fate(replaces=replaces), found.failure
            if fate in TOUCHED and not is_dry_run:
                failure = _write(found, track, store, replaces=replaces)
            elif fate is not MoodFate.FAILED:
                failure = None
            has_failed |= failure is not None
            print(f"{shown_name(track.path)}: {_words(found, fate, failure)}")
        store.flush()
        tell_notices(store.notices)
    return SOME_FAILED if has_failed else 0


def _under(paths: Sequence[str], tracks: Sequence[Track]) -> Iterator[Track]:
    given = {os.path.abspath(path) for path in paths}
    for track in tracks:
        place = PurePath(file_of(track.path))
        if not given.isdisjoint(map(str, (place, *place.parents))):
            yield track


def _write(found: MoodFile, track: Track, store: Store, *, replaces: bool) -> TagFailure | None:
    """Write one, and keep the library in step, so that the file is not read again."""
    try:
        write_tags(track.path, mood_changes([found], replaces=replaces)[track.path])
        status = os.stat(track.path)
        tags = replace(read_tags(track.path), duration_s=track.duration_s)
    except TagError as error:
        return error.failure
    except (OSError, FileError) as error:  # it went away meanwhile
        return TagFailure(TagProblem.MISSING, track.path, str(error))
    store.put([replace(track, mtime_ns=status.st_mtime_ns, size=status.st_size, tags=tags)])
    return None


def _words(found: MoodFile, fate: MoodFate, failure: TagFailure | None) -> str:
    if failure is not None:
        return _REASONS[failure.problem]
    return _WORDS[fate].format(mood=found.mood, said=found.said)
