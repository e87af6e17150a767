"""A cue sheet: which tracks lie where in which files, and what they are called."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.span import Span
from musemood.domain.track import Tags

FRAMES_A_SECOND = 75
"""Cue sheets count in the frames of a CD."""

CUE_ENDING = ".cue"

_NOTHING = Tags()


def is_cue_sheet(path: str) -> bool:
    """Whether the name is that of a cue sheet."""
    return path.lower().endswith(CUE_ENDING)


class CueError(ValueError):
    """A cue sheet cannot be used; the text says why, for the log."""


class CueTrack(Struct, frozen=True):
    """``start_frames``: where its INDEX 01 lies, in 75ths of a second from the file's start."""

    number: int
    start_frames: int
    tags: Tags = _NOTHING


class CueFile(Struct, frozen=True):
    """``name``: as it stands in the sheet, a path seen from its folder. Tracks as they come."""

    name: str
    tracks: tuple[CueTrack, ...]


class CueSheet(Struct, frozen=True):
    """``tags``: what it says of the whole disc; ``title`` there is the album's."""

    files: tuple[CueFile, ...]
    tags: Tags = _NOTHING


class FileCut(Struct, frozen=True):
    """The part of a sheet that is about one file; no tracks: the file stays whole."""

    tracks: tuple[CueTrack, ...] = ()
    disc: Tags = _NOTHING


def tracks_in(file: str, tags: Tags, cut: FileCut) -> Iterator[tuple[str, Tags]]:
    """Path and tags of each track of a file, where ``tags`` are those of the file.

    The spans tile the file: the first begins where the file does, each ends where the next
    begins, pauses before a track (INDEX 00) belong to the one before. A file of one track is
    not cut, and what it says of itself comes before the sheet. Raises CueError where a track
    begins behind the end of the file.
    """
    if len(cut.tracks) < 2:
        yield file, _whole(tags, cut)
        return
    starts_s = [round(track.start_frames / FRAMES_A_SECOND, 6) for track in cut.tracks]
    if 0 < tags.duration_s <= starts_s[-1]:
        raise CueError("a track begins behind the end of the file")
    starts_s[0] = 0.0
    for track, start_s, end_s in zip(cut.tracks, starts_s, [*starts_s[1:], None], strict=True):
        span = Span(file, start_s, end_s)
        yield span.path, _named(track, cut.disc, tags, span.length_s(tags.duration_s))


def _whole(tags: Tags, cut: FileCut) -> Tags:
    for track in cut.tracks:
        said = _named(track, cut.disc, Tags(), 0.0)
        blank = {
            name: getattr(said, name)
            for name in Tags.__struct_fields__
            if not getattr(tags, name) and getattr(said, name)
        }
        return replace(tags, **blank)
    return tags


def _named(track: CueTrack, disc: Tags, file: Tags, length_s: float) -> Tags:
    own = track.tags
    return replace(
        file,
        title=own.title,
        artist=own.artist or disc.artist or file.artist,
        album=disc.title or file.album,
        album_artist=disc.artist or file.album_artist,
        composer=own.composer or disc.composer or file.composer,
        genre=own.genre or disc.genre or file.genre,
        year=own.year or disc.year or file.year,
        track_number=track.number,
        disc_number=disc.disc_number or file.disc_number,
        duration_s=length_s,
        stars=None,
        # What a file says of its own loudness is the whole album's.
        track_gain_db=own.track_gain_db,
        track_peak=own.track_peak,
        album_gain_db=_first(disc.album_gain_db, file.album_gain_db, file.track_gain_db),
        album_peak=_first(disc.album_peak, file.album_peak, file.track_peak),
    )


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
