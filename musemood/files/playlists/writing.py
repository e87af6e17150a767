"""Writing playlists: m3u8 with relative paths, xspf with addresses."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from musemood.domain.file_address import file_address
from musemood.domain.playlist_file import PlaylistFileError, PlaylistProblem
from musemood.domain.span import file_of, span_of
from musemood.domain.track import Track, shown_name
from musemood.files.atomic import replace_file

_XSPF = "http://xspf.org/ns/0/"
_VLC = "http://www.videolan.org/vlc/playlist/0"
_VLC_NS = "http://www.videolan.org/vlc/playlist/ns/0/"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_PLAIN = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\\]|^[#\s\ufeff]|\s$|^\w+:")


def write_playlist(target: str, name: str, tracks: Iterable[Track]) -> None:
    """Write tracks in their order; xspf where ``target`` ends in .xspf, else m3u8.

    The old file or the new one, never half of it. Raises PlaylistFileError.
    """
    make = _xspf if target.lower().endswith(".xspf") else _m3u8
    try:
        replace_file(Path(target), make(target, name, list(tracks)))
    except OSError as error:
        raise PlaylistFileError(
            PlaylistProblem.NOT_WRITTEN, target, error.strerror or str(error)
        ) from error


def _m3u8(target: str, name: str, tracks: list[Track]) -> Iterator[bytes]:
    yield b"#EXTM3U\n"
    yield f"#PLAYLIST:{_line(name)}\n".encode()
    folder = os.path.dirname(os.path.abspath(target))
    for track in tracks:
        words = " - ".join(filter(None, (track.tags.artist, track.title)))
        seconds = round(track.duration_s) or -1
        yield f"#EXTINF:{seconds},{_line(words)}\n".encode()
        for option in _vlc_options(track.path):
            yield f"#EXTVLCOPT:{option}\n".encode()
        yield f"{_place(file_of(track.path), folder)}\n".encode()


def _vlc_options(path: str) -> Iterator[str]:
    """How VLC is told of a span of a file; other players pass it over and play the file whole."""
    span = span_of(path)
    if span.start_s > 0:
        yield f"start-time={span.start_s:.6f}"
    if span.end_s is not None:
        yield f"stop-time={span.end_s:.6f}"


def _place(path: str, folder: str) -> str:
    """The path as seen from ``folder`` where both lie below one other; an address where the
    path would not survive as a line of text.
    """
    if not os.path.isabs(path):
        return path  # of another system: given back as it was found
    seen = _relative(path, folder)
    return _address(path) if _NOT_PLAIN.search(seen) and sys.platform != "win32" else seen


def _relative(path: str, folder: str) -> str:
    try:
        shared = os.path.commonpath((path, folder))
    except ValueError:  # another drive of Windows
        return path
    has_shared_folder = shared != os.path.dirname(shared)
    return os.path.relpath(path, folder) if has_shared_folder else path


def _address(path: str) -> str:
    if not os.path.isabs(path):
        return "file:///" + quote(os.fsencode(path.replace("\\", "/")), safe="/:")
    if sys.platform == "win32":
        return Path(path).as_uri()
    return file_address(path)


def _line(text: str) -> str:
    return " ".join(shown_name(text).replace("\0", "\ufffd").split())  # NUL is no text


def _xspf(_: str, name: str, tracks: list[Track]) -> Iterator[bytes]:
    ElementTree.register_namespace("", _XSPF)
    ElementTree.register_namespace("vlc", _VLC_NS)
    root = ElementTree.Element(f"{{{_XSPF}}}playlist", version="1")
    add = _adder(root)
    add("title", name)
    listing = ElementTree.SubElement(root, f"{{{_XSPF}}}trackList")
    for track in tracks:
        _add_track(listing, track)
    ElementTree.indent(root)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ElementTree.tostring(root, encoding="utf-8") + b"\n"


def _add_track(listing: ElementTree.Element, track: Track) -> None:
    element = ElementTree.SubElement(listing, f"{{{_XSPF}}}track")
    add = _adder(element)
    add("location", _address(file_of(track.path)))
    add("title", track.title)
    add("creator", track.tags.artist)
    add("album", track.tags.album)
    if track.tags.track_number:
        add("trackNum", str(track.tags.track_number))
    if track.duration_s:
        add("duration", str(round(1000 * track.duration_s)))
    options = list(_vlc_options(track.path))
    if options:
        extension = ElementTree.SubElement(element, f"{{{_XSPF}}}extension", application=_VLC)
        for option in options:
            ElementTree.SubElement(extension, f"{{{_VLC_NS}}}option").text = option


def _adder(parent: ElementTree.Element) -> Callable[[str, str], None]:
    def add(tag: str, text: str) -> None:
        if text:
            child = ElementTree.SubElement(parent, f"{{{_XSPF}}}{tag}")
            child.text = _NOT_XML.sub("\ufffd", shown_name(text))

    return add
