"""Plays that other players counted, as plain documents and back."""

from datetime import datetime

from musemood.domain.earlier_plays import EarlierPlays
from musemood.files.json_text import Document


def earlier_to_document(earlier: EarlierPlays) -> Document:
    """The record, moments with their time zones."""
    last = earlier.last_played
    return {
        "path": earlier.path,
        "origin": earlier.origin,
        "plays": earlier.count,
        "last_played": None if last is None else last.isoformat(),
        "at": earlier.at.isoformat(),
    }


def document_to_earlier(document: Document) -> EarlierPlays:
    """The record. Raises ValueError."""
    match document:
        case {
            "path": str(path),
            "origin": str(origin),
            "plays": int(count),
            "last_played": str() | None as last,
            "at": str(at),
        } if count >= 0 and not isinstance(count, bool):
            last_played = None if last is None else _moment(last)
            return EarlierPlays(path, origin, count, last_played, _moment(at))
    raise ValueError("no earlier plays")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment
