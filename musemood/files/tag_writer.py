"""Tags read as a sheet and written back, the sound untouched and never half of a file.

Written is a copy in the same folder, which then takes the file's name: whoever reads or plays
the file sees the old one or the new one. The copy keeps owner, mode and extended attributes;
its time of change is new, for that is how other programs learn that tags have changed. A second
hard link keeps the old file. A file or folder that may not be written stays as it is.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from musemood.domain.span import file_of
from musemood.domain.tag_sheet import TagChanges, TagError, TagField, TagProblem, TagSheet
from musemood.files.atomic import sync_folder
from musemood.files.diagnosis import open_regular
from musemood.files.riff_info import read_riff_info, write_riff_info
from musemood.files.tag_fields import FieldStore, store_of

_COPY_NAME = ".musemood-tags.tmp"
"""Always the same, so that a kill leaves at most one in a folder, and the next write takes it."""

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_INFO_KEYS: Mapping[TagField, tuple[str, ...]] = {
    TagField.TITLE: ("INAM",),
    TagField.ARTIST: ("IART",),
    TagField.ALBUM: ("IPRD",),
    TagField.COMPOSER: ("IMUS",),
    TagField.GENRE: ("IGNR",),
    TagField.YEAR: ("ICRD",),
    TagField.TRACK_NUMBER: ("IPRT", "ITRK"),
    TagField.COMMENT: ("ICMT",),
}
"""Where a wav says the same in its INFO chunk, which is kept in step where it is there."""


class KeptTags(Struct, frozen=True):
    """What stood where `write_tags` wrote, as it was: for `restore_tags` only."""

    places: Mapping[str, list[Any]]
    info: Mapping[str, str]


def read_sheet(path: str) -> TagSheet:
    """The tags of a file and what it is. Raises TagError."""
    if file_of(path) != path:
        raise TagError(TagProblem.CUE_SHEET, path)
    with _told(path, TagProblem.NO_PERMISSION):
        with open_regular(path):
            pass  # for the reason, where it cannot be read: mutagen's errors hide it
        file = _parsed(path, path)
        store = _store(file, path)
        info = _info(path)
        return TagSheet(
            path,
            {field: store.text(field) or _info_text(info, field) for field in TagField},
            _format_name(file),
            int(getattr(file.info, "bitrate", 0) or 0),
            float(getattr(file.info, "length", 0.0) or 0.0),
            Path(path).stat().st_size,
        )


def read_field(path: str, field: TagField) -> str:
    """What one field of a file says, "" for nothing. Raises TagError."""
    with _told(path, TagProblem.NO_PERMISSION):
        with open_regular(path):
            pass
        return _store(_parsed(path, path), path).text(field)


def check_writable(path: str) -> None:
    """Raise TagError where `write_tags` may not write; what the drive will say it cannot know."""
    if file_of(path) != path:
        raise TagError(TagProblem.CUE_SHEET, path)
    with _told(path, TagProblem.READ_ONLY):
        target = Path(os.path.realpath(path))
        with target.open("r+b"):
            pass
        has_ids = os.access in os.supports_effective_ids
        if not os.access(target.parent, os.W_OK, effective_ids=has_ids):
            raise TagError(TagProblem.READ_ONLY, path)


def write_tags(path: str, changes: TagChanges) -> KeptTags:
    """Let the fields of ``changes`` say something else; returns what undoes it.

    Everything else in the file, covers and sound, stays as it is, and so does the whole file
    where the changes change nothing. Raises TagError, the file untouched.
    """
    kept = KeptTags({}, {})

    def change(store: FieldStore, info: Mapping[str, str]) -> Mapping[str, str] | None:
        nonlocal kept
        new = {f: text for f, text in changes.items() if _said(store, info, f) != text}
        if not new:
            return None
        keys = dict.fromkeys(key for field in new for key in store.keys(field))
        info_keys = [key for f in new for key in _INFO_KEYS.get(f, ()) if key in info]
        kept = KeptTags({key: store.raw(key) for key in keys}, {k: info[k] for k in info_keys})
        for field, text in new.items():
            store.put(field, text)
        return {k: t for f, t in new.items() for k in _INFO_KEYS.get(f, ()) if k in info}

    _rewrite(path, change)
    return kept


def restore_tags(path: str, kept: KeptTags) -> None:
    """Bring back what `write_tags` returned. Raises TagError, the file untouched."""

    def change(store: FieldStore, _: Mapping[str, str]) -> Mapping[str, str] | None:
        for key, values in kept.places.items():
            store.set_raw(key, values)
        return kept.info if kept.places else None

    _rewrite(path, change)


Change = Callable[[FieldStore, Mapping[str, str]], Mapping[str, str] | None]
"""Changes the store, given the texts of INFO; returns those to change there, None: nothing."""


def _rewrite(path: str, change: Change) -> None:
    if file_of(path) != path:
        raise TagError(TagProblem.CUE_SHEET, path)
    with _told(path, TagProblem.READ_ONLY):
        with open_regular(path):
            pass  # a pipe would be waited for
        target = Path(os.path.realpath(path))  # a link stays a link
        with target.open("r+b") as file:  # a file that is to be read only is not exchanged either
            before = os.fstat(file.fileno())
        with _copy_of(target, before) as copy:
            parsed = _parsed(str(copy), path, named=str(target))
            new_info = change(_store(parsed, path), _info(str(copy)))
            if new_info is None:
                return
            _save(parsed, copy)
            _finish(copy, new_info)
            now = target.stat()
            if (now.st_mtime_ns, now.st_size) != (before.st_mtime_ns, before.st_size):
                raise TagError(TagProblem.UNREADABLE, path, "changed by another program meanwhile")
            copy.replace(target)
        sync_folder(target.parent)


@contextmanager
def _copy_of(target: Path, status: os.stat_result) -> Iterator[Path]:
    """A copy beside the file, gone afterwards unless it has taken its name."""
    copy = target.with_name(_COPY_NAME)
    copy.unlink(missing_ok=True)
    try:
        with target.open("rb") as source, copy.open("xb") as made:
            shutil.copyfileobj(source, made, 1 << 20)
        shutil.copystat(target, copy)
        os.utime(copy)
        if hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(copy, status.st_uid, status.st_gid)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _finish(copy: Path, info: Mapping[str, str]) -> None:
    with copy.open("r+b") as file:
        if info:
            write_riff_info(file, info)
        os.fsync(file.fileno())


def _parsed(readable: str, path: str, named: str = "") -> Any:
    """mutagen's object for a file, with tags. ``named``: where its ending has to tell the kind."""
    import mutagen
    from mutagen.id3 import ID3

    kind = mutagen.File(named or readable)
    if kind is None:
        raise TagError(TagProblem.NOT_SUPPORTED, path)
    # Frames of ID3 2.3 are left as they are; older ones mutagen has to translate.
    is_plain = not isinstance(kind.tags, ID3) or kind.tags.version < (2, 3)
    file: Any = type(kind)(readable) if is_plain else type(kind)(readable, translate=False)
    if file.tags is None:
        try:
            file.add_tags()
        except (NotImplementedError, mutagen.MutagenError) as error:
            raise TagError(TagProblem.NOT_SUPPORTED, path) from error
    return file


def _store(file: Any, path: str) -> FieldStore:
    store = store_of(file)
    if store is None:
        raise TagError(TagProblem.NOT_SUPPORTED, path, type(file).__name__)
    return store


def _save(file: Any, copy: Path) -> None:
    from mutagen.id3 import ID3

    if isinstance(file.tags, ID3):
        is_old = file.tags.version[:2] == (2, 3)
        file.save(str(copy), v2_version=3 if is_old else 4, v23_sep=None)
    else:
        file.save(str(copy))


def _info(path: str) -> Mapping[str, str]:
    with Path(path).open("rb") as file:
        return read_riff_info(file)


def _info_text(info: Mapping[str, str], field: TagField) -> str:
    return next((info[key] for key in _INFO_KEYS.get(field, ()) if info.get(key)), "")


def _said(store: FieldStore, info: Mapping[str, str], field: TagField) -> str:
    return store.text(field) or _info_text(info, field)


def _format_name(file: Any) -> str:
    kind = type(file).__name__
    codec = str(getattr(file.info, "codec", ""))
    if kind == "MP4":
        return "ALAC" if codec.startswith("alac") else "AAC"
    names = {"OggVorbis": "Ogg Vorbis", "OggOpus": "Opus", "WAVE": "WAV", "OggFLAC": "Ogg FLAC"}
    return names.get(kind, kind)


@contextmanager
def _told(path: str, if_forbidden: TagProblem) -> Iterator[None]:
    """Turn every error of disk and mutagen into TagError."""
    try:
        yield
    except TagError:
        raise
    except OSError as error:
        raise TagError(_problem(error, if_forbidden), path, str(error)) from error
    except Exception as error:  # damaged files lead mutagen into many kinds of them
        within = error.args[0] if error.args else None
        problem = TagProblem.DAMAGED
        if isinstance(within, OSError):  # mutagen wraps the disk's errors
            problem = _problem(within, if_forbidden)
        raise TagError(problem, path, str(error)) from error


def _problem(error: OSError, if_forbidden: TagProblem) -> TagProblem:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return if_forbidden
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return TagProblem.MISSING
    return TagProblem.NO_SPACE if error.errno in _NO_SPACE else TagProblem.UNREADABLE
