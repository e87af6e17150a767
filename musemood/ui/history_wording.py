"""What the window says of bringing a history."""

from musemood.domain.foreign_history import (
    ForeignSong,
    HistoryFileError,
    HistoryProblem,
    Origin,
)
from musemood.domain.track import shown_name
from musemood.ui.translate import tr


def origin_name(origin: Origin) -> str:
    """The program's own name."""
    return {
        Origin.STRAWBERRY: "Strawberry",
        Origin.RHYTHMBOX: "Rhythmbox",
        Origin.LASTFM: "Last.fm",
        Origin.LISTENBRAINZ: "ListenBrainz",
    }[origin]


def song_line(song: ForeignSong) -> str:
    """Artist and title, else the name of the file, fit to be shown."""
    words = " · ".join(part for part in (song.title, song.artist) if part)
    return shown_name(words or song.path)


def trouble_sentence(error: object) -> str:
    """Why it did not work, and what to do."""
    if not isinstance(error, HistoryFileError):
        return tr(
            "It could not be saved ({error}), and nothing was brought; check the space and the "
            "permissions of the place, then try again."
        ).format(error=error)
    sentences = {
        HistoryProblem.MISSING: tr("{path} is not there any more."),
        HistoryProblem.NO_PERMISSION: tr("You may not read {path}; change its permissions."),
        HistoryProblem.UNREADABLE: tr("{path} could not be read; check the drive and try again."),
        HistoryProblem.DAMAGED: tr("{path} is damaged; close the other player and try again."),
        HistoryProblem.UNKNOWN: tr(
            "{path} is no history that MuseMood knows. It reads strawberry.db, rhythmdb.xml, "
            "a CSV of Last.fm and an export of ListenBrainz."
        ),
        HistoryProblem.TOO_LARGE: tr("{path} is larger than any history; is it the right file?"),
    }
    return sentences[error.problem].format(path=shown_name(error.path))
