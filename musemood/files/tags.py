"""What a file says of itself: tags, length and the cover inside it. The one door to mutagen."""

import base64
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from musemood.domain.failure import FailureKind, FileError
from musemood.domain.track import Tags
from musemood.files.diagnosis import HEAD_BYTES, failure_kind, looks_like_audio, open_regular
from musemood.files.replay_gain import read_replay_gain
from musemood.files.riff_info import read_riff_info
from musemood.files.tag_stars import stars_of

# Where each field lies in ID3 (mp3, wav, aiff), MP4, Vorbis comments and APE (whose names do
# not mind case), ASF (wma), and RIFF INFO.
_TITLE = ("TIT2", "\xa9nam", "title", "Title", "INAM")
_ARTIST = ("TPE1", "\xa9ART", "artist", "Author", "IART")
_ALBUM = ("TALB", "\xa9alb", "album", "WM/AlbumTitle", "IPRD")
_ALBUM_ARTIST = (
    *("TPE2", "aART", "albumartist", "album artist", "album_artist"),
    "WM/AlbumArtist",
)
_COMPILATION = ("TCMP", "cpil", "compilation", "WM/IsCompilation")
_COMPOSER = ("TCOM", "\xa9wrt", "composer", "WM/Composer", "IMUS")
_GENRE = ("TCON", "\xa9gen", "genre", "WM/Genre", "IGNR")
_DATE = ("TDRC", "TYER", "\xa9day", "date", "year", "WM/Year", "ICRD")
_TRACK_NUMBER = ("TRCK", "trkn", "tracknumber", "track", "WM/TrackNumber", "IPRT", "ITRK")
_DISC_NUMBER = ("TPOS", "disk", "discnumber", "disc", "WM/PartOfSet")

_VARIOUS_ARTISTS = "Various Artists"
_FRONT_COVER = 3
_YEAR = re.compile(r"(?<!\d)\d{4}(?=\d{4}(?!\d)|(?!\d))")  # 2019, 2019-05, 20190501, not 99999
_UNSHOWABLE = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NUMBER = re.compile(r"\s*(\d{1,6})")


def read_tags(path: str) -> Tags:
    """Tags and length of a sound file; several values of one field are joined by ", ".

    A file that begins like sound but that mutagen cannot parse (a damaged head, a format that
    it does not know) gives empty Tags: it may still play. Raises FileError with the kind
    MISSING, BROKEN_LINK, NO_PERMISSION, EMPTY, NOT_AUDIO (neither mutagen nor its first bytes
    know it as sound) or UNREADABLE.
    """
    return read_tags_and_cue(path)[0]


def read_tags_and_cue(path: str) -> tuple[Tags, str]:
    """`read_tags`, and the text of the cue sheet inside the file; "" if there is none."""
    try:
        with open_regular(path) as file:
            head = file.read(HEAD_BYTES)
            if not head:
                raise FileError(FailureKind.EMPTY, path)
            parsed = _parse(file)
            if parsed is None and not looks_like_audio(head):
                raise FileError(FailureKind.NOT_AUDIO, path)
            return _tags_of(parsed, _other_tags(parsed, file)), _cue_in(parsed)
    except OSError as error:
        raise FileError(failure_kind(error, path), path, str(error)) from error


def read_cover(path: str) -> bytes | None:
    """The picture inside the file as it was embedded (JPEG, PNG ...), the front cover if marked.

    None where there is none or where the file cannot be read.
    """
    try:
        with open_regular(path) as file:
            pictures = list(_pictures(_parse(file)))
    except Exception:  # damaged pictures lead mutagen into as many errors as damaged files
        return None
    pictures.sort(key=lambda kind_and_data: kind_and_data[0] != _FRONT_COVER)
    return next((data for _, data in pictures if data), None)


def _parse(file: BinaryIO) -> Any:
    """mutagen's object for the file, None where it cannot make one."""
    import mutagen

    file.seek(0)
    try:
        return mutagen.File(file)
    except OSError:
        raise
    except Exception:  # damaged files lead mutagen into IndexError, struct.error and others
        return None


def _other_tags(parsed: Any, file: BinaryIO) -> Any:
    """What stands in the file beside the tags that mutagen gives: an mp3's APE tag, RIFF INFO."""
    if type(parsed).__name__ != "MP3":
        return read_riff_info(file)
    from mutagen.apev2 import APEv2

    make: Any = APEv2
    file.seek(0)
    try:  # mp3gain writes its gains there, others all they know
        return make(file)
    except Exception:  # there is none, or a damaged one
        return None


def _tags_of(parsed: Any, others: Any) -> Tags:
    stores = [store for store in (getattr(parsed, "tags", None), others) if store]
    gains: dict[str, float] = {}
    for store in reversed(stores):
        gains |= read_replay_gain(store)
    return Tags(
        title=_text(stores, _TITLE),
        artist=_text(stores, _ARTIST),
        album=_text(stores, _ALBUM),
        album_artist=_text(stores, _ALBUM_ARTIST) or _various(stores),
        composer=_text(stores, _COMPOSER),
        genre=_text(stores, _GENRE),
        year=_number(_YEAR.search(_text(stores, _DATE))),
        track_number=_number(_NUMBER.match(_text(stores, _TRACK_NUMBER))),
        disc_number=_number(_NUMBER.match(_text(stores, _DISC_NUMBER))),
        duration_s=_length_s(parsed),
        stars=stars_of(getattr(parsed, "tags", None)),
        **gains,
    )


def _various(stores: Iterable[Any]) -> str:
    """The album artist of what is flagged to be of a compilation and names none."""
    return _VARIOUS_ARTISTS if _text(stores, _COMPILATION).lower() in ("1", "true") else ""


def _cue_in(parsed: Any) -> str:
    """The comment CUESHEET of a flac or an APE tag: a whole sheet as text."""
    store = getattr(parsed, "tags", None)
    return next((str(v) for v in _values(store, "cuesheet") if str(v).strip()), "") if store else ""


def _text(stores: Iterable[Any], keys: tuple[str, ...]) -> str:
    """The first field that says something, as one line."""
    for store in stores:
        for key in keys:
            text = ", ".join(filter(None, map(_one_line, _values(store, key))))
            if text:
                return text
    return ""


def _values(store: Any, key: str) -> list[Any]:
    """The values of a field, whatever kind of tags it stands in; none where mutagen trips."""
    try:
        field = store.get(key)
        if field is None:
            return []
        if isinstance(field, str | bool):
            return [field]
        return list(getattr(field, "text", field))
    except Exception:
        return []


def _one_line(value: Any) -> str:
    """As text that a row can show: no line ends, control characters, or turns of direction.

    A terminal would obey the second, and the last would turn round what stands beside the text.
    """
    if isinstance(value, tuple):  # MP4's (number, total)
        value = value[0] if value else ""
    return " ".join(_UNSHOWABLE.sub(" ", str(value)).split())


def _number(match: re.Match[str] | None) -> int | None:
    """The number found; 0 is how some programs write "unknown"."""
    return (int(match.group(match.lastindex or 0)) or None) if match else None


def _length_s(parsed: Any) -> float:
    length = getattr(getattr(parsed, "info", None), "length", None)
    return float(length) if length and 0 < length < float("inf") else 0.0


def _pictures(parsed: Any) -> Iterator[tuple[int, bytes]]:
    """Kind (3 is the front cover) and bytes of every embedded picture."""
    yield from ((int(p.type), p.data) for p in getattr(parsed, "pictures", ()))
    store = getattr(parsed, "tags", None)
    if not store:
        return
    if hasattr(store, "getall"):
        yield from ((int(frame.type), frame.data) for frame in store.getall("APIC"))
    yield from ((_FRONT_COVER, bytes(picture)) for picture in _values(store, "covr"))
    for text in _values(store, "metadata_block_picture"):
        yield from _flac_picture(text)
    for attribute in _values(store, "WM/Picture"):
        yield from _asf_picture(attribute.value)


def _flac_picture(text: str) -> Iterator[tuple[int, bytes]]:
    from mutagen.flac import Picture

    try:
        picture: Any = Picture(base64.b64decode(text))  # type: ignore[no-untyped-call]
    except Exception:
        return
    yield int(picture.type), picture.data


def _asf_picture(value: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind (1 byte), size (4), MIME type and name (both UTF-16 ending in two NULs), picture."""
    size = int.from_bytes(value[1:5], "little")
    if 0 < size <= len(value) - 5:
        yield value[0], value[-size:]
