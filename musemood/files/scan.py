"""Finding audio files under the paths that a person gave, with the cue sheets beside them.

Nothing is read from the audio files.
"""

import os
import stat
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from musemood.domain.cue_sheet import FileCut, is_cue_sheet
from musemood.domain.failure import Failure, FailureKind
from musemood.domain.natural_key import natural_key
from musemood.domain.span import file_of
from musemood.files.cue_folder import FolderSheets, read_sheets
from musemood.files.diagnosis import failure_kind

AUDIO_ENDINGS = frozenset(
    (
        *(".mp3", ".flac", ".ogg", ".opus", ".m4a", ".wav"),
        *(".aac", ".aif", ".aiff", ".ape", ".m4b", ".mka", ".mp2", ".mpc", ".oga", ".tta", ".wma"),
        ".wv",
    )
)
"""What both PyAV and VLC read, by the end of the name in lower case."""


_WHOLE = FileCut()


class FoundFile(Struct, frozen=True):
    """An audio file by its name. ``path`` is absolute, undecodable bytes by surrogateescape.

    ``mtime_ns``, ``size``: of the file and of the cue sheet about it, so that a change of either
    is seen: the later time, the sum of the sizes. ``sheet``: the path of the sheet, "" if there
    is none. ``cut``: what it says.
    """

    path: str
    mtime_ns: int
    size: int
    sheet: str = ""
    cut: FileCut = _WHOLE


class PathMissing(Exception):
    """A path that was asked for does not exist; ``path`` as it was given."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def find_audio_files(paths: Iterable[str]) -> Iterator[FoundFile | Failure]:
    """Audio files at and under ``paths`` as they are met; folder by folder, 2 before 10.

    Each real file comes once, however often it is reached. Links inside folders are followed
    when all else is done, so that a file shows under its own path. Hidden files and folders
    are passed over unless given by name; so are files without an audio ending. Links that lead
    nowhere, folders that may not be read and broken cue sheets come as failures. A cue sheet given
    by name stands for the files that it is about. Raises PathMissing at once
    (before the first result is asked for) if one of ``paths`` does not exist.
    """
    given = [_checked(path) for path in paths]
    return _Walk().results(given)


def _checked(path: str) -> str:
    """The path made absolute, links in it kept; of a track of a cue sheet its file."""
    absolute = os.path.abspath(file_of(path))
    try:
        if not path:
            raise PathMissing(path)
        os.lstat(absolute)
    except PermissionError:
        pass  # it lies in a folder that may not be entered: a failure, not a wrong path
    except (OSError, ValueError) as error:
        raise PathMissing(path) from error
    return absolute


class _Walk:
    """One search: remembers which real paths it has met and which links wait."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._links: deque[str] = deque()
        self._sheets: dict[str, FolderSheets] = {}

    def results(self, given: Iterable[str]) -> Iterator[FoundFile | Failure]:
        for path in given:
            yield from self._follow(path)
        while self._links:
            yield from self._follow(self._links.popleft())

    def _follow(self, path: str) -> Iterator[FoundFile | Failure]:
        """A path that may be a file, a folder, or a link to either."""
        try:
            status = Path(path).stat()
        except OSError as error:
            if has_audio_ending(path) or isinstance(error, PermissionError):
                yield _failure(error, path)
            return
        real = os.path.realpath(path)
        if stat.S_ISDIR(status.st_mode):
            yield from self._folders(path, real)
        elif stat.S_ISREG(status.st_mode) and has_audio_ending(path):
            self._read_sheets(path.rpartition(os.sep)[0])
            yield from self._file(path, real, status)
        elif stat.S_ISREG(status.st_mode) and is_cue_sheet(path):
            yield from self._about(path)

    def _about(self, path: str) -> Iterator[FoundFile | Failure]:
        """A cue sheet given by name: the files that it is about."""
        sheets = self._read_sheets(path.rpartition(os.sep)[0])
        files = [file for file, cut in sheets.cuts.items() if cut.path == path]
        failures = [failure for failure in sheets.failures if failure.path == path]
        if not files and not failures:
            yield Failure(FailureKind.CUE_SHEET, path, "none of its files is there")
        yield from self._new(failures)
        for file in files:
            yield from self._follow(file)

    def _read_sheets(self, folder: str, names: Collection[str] | None = None) -> FolderSheets:
        """The sheets of a folder, read once."""
        known = self._sheets.get(folder)
        if known is None:
            if names is None:
                try:
                    names = os.listdir(folder or os.sep)
                except OSError:
                    names = ()
            known = self._sheets[folder] = read_sheets(folder, names, has_audio_ending)
        return known

    def _new(self, failures: Iterable[Failure]) -> Iterator[Failure]:
        for failure in failures:
            if failure.path not in self._met:
                self._met.add(failure.path)
                yield failure

    def _folders(self, path: str, real: str) -> Iterator[FoundFile | Failure]:
        """A folder and all below it, without Python's own recursion: trees may be deep."""
        waiting = [(path, real)]
        while waiting:
            folder, real_folder = waiting.pop()
            if real_folder in self._met:
                continue
            self._met.add(real_folder)
            below: list[tuple[str, str]] = []
            try:
                entries = _listed(folder)
            except OSError as error:
                yield _failure(error, folder)
                continue
            sheets = self._read_sheets(folder, [entry.name for entry in entries])
            yield from self._new(sheets.failures)
            for entry in entries:
                real_path = f"{real_folder}{os.sep}{entry.name}"
                if entry.is_symlink():
                    self._links.append(entry.path)
                elif entry.is_dir(follow_symlinks=False):
                    below.append((entry.path, real_path))
                elif has_audio_ending(entry.name):
                    yield from self._entry(entry, real_path)
            waiting += reversed(below)

    def _entry(self, entry: os.DirEntry[str], real: str) -> Iterator[FoundFile | Failure]:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            yield _failure(error, entry.path)
            return
        if stat.S_ISREG(status.st_mode):
            yield from self._file(entry.path, real, status)

    def _file(self, path: str, real: str, status: os.stat_result) -> Iterator[FoundFile]:
        if real not in self._met:
            self._met.add(real)
            folder = path.rpartition(os.sep)[0]
            sheet = self._sheets[folder].cuts.get(path) if folder in self._sheets else None
            if sheet is None:
                yield FoundFile(path, status.st_mtime_ns, status.st_size)
                return
            mtime_ns = max(status.st_mtime_ns, sheet.mtime_ns)
            size = status.st_size + sheet.size
            yield FoundFile(path, mtime_ns, size, sheet.path, sheet.cut)


def _listed(folder: str) -> list[os.DirEntry[str]]:
    """What a folder holds, hidden entries left out, in natural order."""
    with os.scandir(folder) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
    return sorted(visible, key=lambda entry: natural_key(entry.name))


def _failure(error: OSError, path: str) -> Failure:
    return Failure(failure_kind(error, path), path, str(error))


def has_audio_ending(path: str) -> bool:
    """Whether the name is one of a sound file."""
    _, dot, ending = path.rpartition(".")
    return dot + ending.lower() in AUDIO_ENDINGS


def is_of_interest(path: str) -> bool:
    """Whether the name is one of a sound file or of a cue sheet."""
    return has_audio_ending(path) or is_cue_sheet(path)
