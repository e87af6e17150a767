"""Tracks, plays, thumbs, corrections and ratings as plain documents, and back.

The forms are those of ``musemood export``. What a document leaves out has its default value,
so small documents stay small: 50,000 of them are read at every start. Reading raises
ValueError for a document of another kind or from a newer program.
"""

import math
from collections.abc import Callable
from datetime import datetime
from sys import intern
from typing import Any, TypeVar

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.loudness import Loudness
from musemood.domain.mood import ALL_MOODS, MOODS, Mood, MoodReading
from musemood.domain.moves import Move
from musemood.domain.opinion import MOST_STARS, Correction, Rating
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Tags, Track
from musemood.files.feature_store import RowSpan
from musemood.files.json_text import Document

T = TypeVar("T")

_NO_TAGS = Tags()
_TAG_DEFAULTS = {name: getattr(_NO_TAGS, name) for name in Tags.__struct_fields__}
_SHARED_TAGS = ("artist", "album", "album_artist", "composer", "genre")
# Plain strings: looked up for each of 50,000 tracks at every start.
_MOOD_NAMES = tuple(mood.value for mood in MOODS)
_MOODS_BY_NAME = {mood.value: mood for mood in ALL_MOODS}
_WRONG_SHAPE = (AttributeError, KeyError, TypeError, ValueError, OverflowError)


def track_to_document(track: Track, rows: RowSpan | None = None) -> Document:
    """The track; ``rows`` says where its sequence lies in the feature store."""
    document: Document = {
        "path": track.path,
        "mtime_ns": track.mtime_ns,
        "size": track.size,
        "added_at": _finite(track.added_at),
        "tags": _tags_to_document(track.tags),
    }
    if track.reading is not None:
        document |= _reading_to_document(track.reading)
    if track.analysed_by:
        document["analysed_by"] = track.analysed_by
    if track.failure is not None:
        document["failure"] = _failure_to_document(track.failure, track.path)
    if track.loudness is not None:
        document["loudness"] = _loudness_to_document(track.loudness)
    if track.identity:
        document["identity"] = track.identity
    if track.is_missing:
        document["is_missing"] = True
    if rows is not None:
        document["rows"] = [rows.first, rows.count, rows.checksum]
    return document


def document_to_track(document: Document) -> Track:
    """The track. Raises ValueError."""
    return _read(_track, document)


def document_to_rows(document: Document) -> RowSpan | None:
    """Where the track's sequence lies, None if the document does not say or says nonsense."""
    match document.get("rows"):
        case [int(first), int(count), int(checksum)]:
            return RowSpan(first, count, checksum)
    return None


def play_to_document(play: Play) -> Document:
    """The play. Raises ValueError if ``started_at`` has no time zone."""
    return {
        "path": play.path,
        "started_at": moment_to_text(play.started_at),
        "heard_s": _finite(play.heard_s),
        "end": play.end.value,
        "source": play.source.value,
    }


def document_to_play(document: Document) -> Play:
    """The play. Raises ValueError."""
    return _read(_play, document)


def thumb_to_document(thumb: Thumb) -> Document:
    """The thumb. Raises ValueError if ``at`` has no time zone."""
    implied = {"implied": True} if thumb.is_implied else {}
    at = moment_to_text(thumb.at)
    return {"path": thumb.path, "thumb": thumb.kind.value, "at": at, **implied}


def document_to_thumb(document: Document) -> Thumb:
    """The thumb. Raises ValueError."""
    return _read(_thumb, document)


def correction_to_document(correction: Correction) -> Document:
    """The correction; ``mood`` is null where it was taken back. Raises ValueError as above."""
    mood = None if correction.mood is None else correction.mood.value
    return {"path": correction.path, "mood": mood, "at": moment_to_text(correction.at)}


def document_to_correction(document: Document) -> Correction:
    """The correction. Raises ValueError."""
    return _read(_correction, document)


def rating_to_document(rating: Rating) -> Document:
    """The rating; ``stars`` is null where it was taken back. Raises ValueError as above."""
    return {"path": rating.path, "stars": rating.stars, "at": moment_to_text(rating.at)}


def document_to_rating(document: Document) -> Rating:
    """The rating. Raises ValueError."""
    return _read(_rating, document)


def move_to_document(move: Move) -> Document:
    """The move. Raises ValueError as above."""
    return {"path": move.old_path, "to": move.new_path, "at": moment_to_text(move.at)}


def document_to_move(document: Document) -> Move:
    """The move. Raises ValueError."""
    return _read(_move, document)


def as_of(document: Document) -> datetime | None:
    """When the path in the document of an entry was right, if not at the entry's own moment."""
    return None if "as_of" not in document else _read(_as_of, document)


def with_as_of(document: Document, moment: datetime) -> Document:
    """The document, saying when its path was right."""
    return document | {"as_of": moment_to_text(moment)}


def _as_of(document: Document) -> datetime:
    return text_to_moment(document["as_of"])


def _move(document: Document) -> Move:
    return Move(_text(document["path"]), _text(document["to"]), text_to_moment(document["at"]))


def _tags_to_document(tags: Tags) -> Document:
    values = {name: getattr(tags, name) for name in _TAG_DEFAULTS}
    values["duration_s"] = _finite(tags.duration_s)
    return {name: value for name, value in values.items() if value != _TAG_DEFAULTS[name]}


def _reading_to_document(reading: MoodReading) -> Document:
    return {
        "mood": reading.mood.value,
        "probabilities": {
            name: float(p) for name, p in zip(_MOOD_NAMES, reading.probabilities, strict=True)
        },
        "valence": _finite(reading.valence),
        "arousal": _finite(reading.arousal),
    }


def _loudness_to_document(loudness: Loudness) -> Document:
    """Without its loudness where it is silent: JSON knows no infinity."""
    peak = {"peak": _finite(loudness.peak)}
    return peak | {"lufs": loudness.lufs} if math.isfinite(loudness.lufs) else peak


def _failure_to_document(failure: Failure, track_path: str) -> Document:
    document: Document = {"kind": failure.kind.value, "detail": failure.detail}
    if failure.path != track_path:
        document["path"] = failure.path
    return document


def _track(document: Document) -> Track:
    return Track(
        _text(document["path"]),
        document["mtime_ns"],
        document["size"],
        _tags(document["tags"]),
        document["added_at"],
        _reading(document) if "mood" in document else None,
        intern(document.get("analysed_by", "")),
        _failure(document) if "failure" in document else None,
        _loudness(document["loudness"]) if "loudness" in document else None,
        identity=document.get("identity", ""),
        is_missing=document.get("is_missing", False),
    )


def _tags(document: Document) -> Tags:
    """Names that many tracks share are one text in memory: 20 MB less at 50,000 tracks."""
    if not document:
        return _NO_TAGS
    for name in _SHARED_TAGS:
        if name in document:
            document[name] = intern(document[name])
    return Tags(**document)


def _reading(document: Document) -> MoodReading:
    probabilities = document["probabilities"]
    return MoodReading(
        tuple([probabilities[name] for name in _MOOD_NAMES]),
        document["valence"],
        document["arousal"],
        _MOODS_BY_NAME[document["mood"]],
    )


def _loudness(document: Document) -> Loudness:
    return Loudness(float(document.get("lufs", -math.inf)), float(document["peak"]))


def _failure(document: Document) -> Failure:
    failure = document["failure"]
    path = failure.get("path", document["path"])
    return Failure(FailureKind(failure["kind"]), path, failure["detail"])


def _play(document: Document) -> Play:
    return Play(
        _text(document["path"]),
        text_to_moment(document["started_at"]),
        float(document["heard_s"]),
        PlayEnd(document["end"]),
        PlaySource(document["source"]),
    )


def _thumb(document: Document) -> Thumb:
    return Thumb(
        _text(document["path"]),
        ThumbKind(document["thumb"]),
        text_to_moment(document["at"]),
        document.get("implied", False) is True,
    )


def _correction(document: Document) -> Correction:
    mood = None if document["mood"] is None else Mood(document["mood"])
    if mood is Mood.UNSURE:
        raise ValueError("nobody corrects a mood to unsure")
    return Correction(_text(document["path"]), mood, text_to_moment(document["at"]))


def _rating(document: Document) -> Rating:
    stars = document["stars"]
    if stars is not None and (type(stars) is not int or not 0 <= stars <= MOST_STARS):
        raise ValueError("stars are 0 to 5")
    return Rating(_text(document["path"]), stars, text_to_moment(document["at"]))


def _read(reader: Callable[[Document], T], document: Document) -> T:
    try:
        return reader(document)
    except _WRONG_SHAPE as error:
        raise ValueError(f"cannot read this document: {error!r}") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _finite(value: float) -> float:
    """JSON has no NaN and no infinity; where a number is missing, 0 stands."""
    value = float(value)
    return value if math.isfinite(value) else 0.0


def moment_to_text(moment: datetime) -> str:
    """ISO 8601 with its offset. Raises ValueError without one."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.isoformat()


def text_to_moment(text: str) -> datetime:
    """The aware datetime. Raises ValueError, TypeError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment
