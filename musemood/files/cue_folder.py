"""The cue sheets of a folder: which file each is about."""

import os
from collections.abc import Callable, Collection, Iterable
from pathlib import PureWindowsPath

from msgspec import Struct

from musemood.domain.cue_sheet import CueError, CueSheet, FileCut, is_cue_sheet
from musemood.domain.failure import Failure, FailureKind, FileError
from musemood.domain.natural_key import natural_key
from musemood.files.cue_text import parse_cue
from musemood.files.diagnosis import failure_kind, open_regular
from musemood.files.text_encoding import decode_names

_LARGEST = 1 << 20
"""Bytes; a larger one holds something else."""


class SheetCut(Struct, frozen=True):
    """What a sheet says of one file. ``path``, ``mtime_ns`` and ``size`` are the sheet's own."""

    path: str
    mtime_ns: int
    size: int
    cut: FileCut


class FolderSheets(Struct, frozen=True):
    """By the path of a sound file, what is said of it; and which sheets cannot be used."""

    cuts: dict[str, SheetCut]
    failures: tuple[Failure, ...]


def read_sheets(
    folder: str, names: Collection[str], is_sound: Callable[[str], bool]
) -> FolderSheets:
    """Read the cue sheets among the names in a folder.

    Of two that are about one file the one with its name counts, else the first. A sheet none of
    whose files is there is a leftover of a disc that was cut into files, and passed over.
    """
    sheets = sorted(filter(is_cue_sheet, names), key=natural_key)
    cuts: dict[str, SheetCut] = {}
    failures: list[Failure] = []
    for name in sheets:
        path = f"{folder.rstrip(os.sep)}{os.sep}{name}"
        try:
            status, sheet = _read(path)
        except OSError as error:
            failures.append(Failure(failure_kind(error, path), path, str(error)))
            continue
        except (CueError, FileError) as error:
            failures.append(Failure(FailureKind.CUE_SHEET, path, str(error)))
            continue
        for file, cut in _cuts(sheet, folder, name, [each for each in names if is_sound(each)]):
            if file not in cuts or _stem(file) == _stem(path):
                cuts[file] = SheetCut(path, status.st_mtime_ns, status.st_size, cut)
    return FolderSheets(cuts, tuple(failures))


def _read(path: str) -> tuple[os.stat_result, CueSheet]:
    with open_regular(path) as file:
        status = os.fstat(file.fileno())
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise CueError("too large")
    return status, parse_cue(decode_names(data))


def _cuts(
    sheet: CueSheet, folder: str, own_name: str, names: Iterable[str]
) -> Iterable[tuple[str, FileCut]]:
    """The files that the sheet is about and that are there."""
    here = {name.casefold(): name for name in names}
    by_stem = {_stem(name): name for name in here.values()}
    for file in sheet.files:
        # As written, else in another format, else the one that is called as the sheet is.
        name = PureWindowsPath(file.name).name
        found = here.get(name.casefold()) or by_stem.get(_stem(name))
        if found is None and len(sheet.files) == 1:
            found = by_stem.get(_stem(own_name)) or here.get(_stem(own_name))
        if found is not None:
            yield f"{folder.rstrip(os.sep)}{os.sep}{found}", FileCut(file.tracks, sheet.tags)


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0].casefold()
