"""What the window says of playlists: what was read, what went wrong."""

from musemood.domain.playlist_file import PlaylistFailure, PlaylistProblem
from musemood.domain.track import shown_name
from musemood.services.playlists import ImportedPlaylist
from musemood.ui.translate import number_text, tr
from musemood.ui.wording import songs_text

_NAMED = 3


def imported_sentence(imported: ImportedPlaylist) -> str:
    """What was read, and how much of it is not there."""
    entries = imported.playlist.entries
    there = set(imported.found)
    missing = sum(path not in there for path in entries)
    text = tr("{name} imported: {songs}") if imported.is_new else tr("{name} is here: {songs}")
    if missing:
        text += tr(", {n} of them missing").format(n=number_text(missing))
    return text.format(name=imported.playlist.name, songs=songs_text(len(entries))) + "."


def passed_over_sentence(name: str, addresses: tuple[str, ...]) -> str:
    """Which addresses of the network were not taken."""
    more = len(addresses) - _NAMED
    named = ", ".join(addresses[:_NAMED])
    if more > 0:
        named += tr(" and {n} more").format(n=number_text(more))
    return tr("{name}: MuseMood plays files only, so this was passed over: {addresses}").format(
        name=name, addresses=named
    )


def playlist_failure_sentence(failure: PlaylistFailure) -> str:
    """Why a playlist file could not be read or written, and what to do next."""
    sentences = {
        PlaylistProblem.MISSING: tr("{path} is not there; check the name and the drive."),
        PlaylistProblem.NO_PERMISSION: tr(
            "You may not read {path}; change its permissions and open it again."
        ),
        PlaylistProblem.UNREADABLE: tr("{path} could not be read; check the drive and try again."),
        PlaylistProblem.TOO_LARGE: tr(
            "{path} is too large for a playlist (at most 200,000 entries and 16 MB); split it."
        ),
        PlaylistProblem.CYCLIC: tr(
            "{path} leads back to itself; take the playlist out that is named in it."
        ),
        PlaylistProblem.NOT_A_PLAYLIST: tr(
            "{path} is no playlist that can be read (m3u, m3u8, pls, xspf); export it again."
        ),
        PlaylistProblem.NO_SONGS: tr(
            "{path} names no files; MuseMood plays files only, no addresses of the network."
        ),
        PlaylistProblem.NOT_WRITTEN: tr(
            "{path} could not be written; check space and permissions, or choose another folder."
        ),
    }
    return sentences[failure.problem].format(path=shown_name(failure.path))
