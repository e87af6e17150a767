"""What MPRIS says of the playing track. Keys and types: the MPRIS v2 metadata guidelines."""

from collections.abc import Mapping

from musemood.domain.file_address import file_address
from musemood.domain.span import file_of
from musemood.domain.track import Track
from musemood.services.dbus.wire import Int64, ObjectPath, Value

NO_TRACK = "/org/mpris/MediaPlayer2/TrackList/NoTrack"
_ROW = "/org/musemood/queue/"


def track_id(row_id: int | None) -> str:
    """The object path of a row of the queue, or the one that stands for none."""
    return NO_TRACK if row_id is None else f"{_ROW}{row_id}"


def track_url(path: str) -> str:
    """The file's address; the span of a cue sheet's track is its fragment, as paths have it."""
    file = file_of(path)
    return file_address(file) + path[len(file) :]


def metadata(
    track: Track, row_id: int, cover: str, stars: int | None, plays: int
) -> Mapping[str, Value]:
    """Only what is known: an unknown value has no key.

    ``cover``: path of a picture, "" if there is none. ``stars``: 0..5, None if not rated.
    """
    tags = track.tags
    year = f"{tags.year:04}-01-01T00:00:00Z" if tags.year else None
    known: dict[str, Value | None] = {
        "mpris:trackid": ObjectPath(track_id(row_id)),
        "mpris:length": Int64(round(track.duration_s * 1e6)) if track.duration_s > 0 else None,
        "mpris:artUrl": file_address(cover) if cover else None,
        "xesam:url": track_url(track.path),
        "xesam:title": track.title,
        "xesam:artist": _listed(tags.artist),
        "xesam:album": tags.album or None,
        "xesam:albumArtist": _listed(tags.album_artist),
        "xesam:composer": _listed(tags.composer),
        "xesam:genre": _listed(tags.genre),
        "xesam:contentCreated": year,
        "xesam:trackNumber": tags.track_number,
        "xesam:discNumber": tags.disc_number,
        "xesam:useCount": plays,
        "xesam:userRating": stars / 5 if stars is not None else None,
        **_mood(track),
    }
    return {key: value for key, value in known.items() if value is not None}


def _mood(track: Track) -> dict[str, Value | None]:
    """Our own keys: the genre stays the genre."""
    reading = track.heard
    if reading is None:
        return {}
    return {
        "musemood:mood": str(track.mood),
        "musemood:probability": reading.confidence,
        "musemood:valence": reading.valence,
        "musemood:arousal": reading.arousal,
    }


def _listed(text: str) -> tuple[str, ...] | None:
    return (text,) if text else None
