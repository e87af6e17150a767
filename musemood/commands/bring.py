"""``musemood import``: an export of MuseMood's, or the history of another player."""

import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from musemood.commands import SOME_FAILED, WRONG_USE
from musemood.commands.notices import tell_notices
from musemood.domain.foreign_history import (
    ForeignHistory,
    ForeignSong,
    HistoryFileError,
    HistoryProblem,
)
from musemood.domain.history_plan import HistoryPlan, plan_history
from musemood.domain.opinion import Rating
from musemood.domain.playlist import Playlist, free_name
from musemood.domain.track import shown_name
from musemood.files.data_folder import DataFolder
from musemood.files.histories import is_foreign, read_history
from musemood.files.song_list import unmatched_lines, write_lines
from musemood.files.store import Store
from musemood.files.transfer_import import LineProblem, LineTrouble, import_lines

_SHOWN = 10

_PROBLEMS = {
    LineProblem.NOT_READABLE: "cannot be read and was passed over{detail}",
    LineProblem.UNKNOWN_KIND: "is of a kind that this version does not know{detail}; passed over",
    LineProblem.NO_SUCH_TRACK: "is about a song that the library does not have{detail}; "
    "it is kept and counts once the song is added",
}
_KINDS = {"track": "song", "play": "play", "earlier": "count of another player",
          "feedback": "thumb", "correction": "correction", "rating": "rating",
          "ban": "ban", "left_out": "exclusion", "state": "inferred mood", "stated": "chosen mood",
          "playlist": "playlist"}  # fmt: skip


def bring(folder: DataFolder, path: str, unmatched_file: str | None, *, is_dry_run: bool) -> int:
    """Import ``path``; messages go to stderr.

    Returns 0, 1 where something was passed over, 2 where the file cannot be used. Raises
    StoreError, FolderInUse, FolderNotWritable.
    """
    try:
        if is_foreign(path):
            return _bring_foreign(folder, path, unmatched_file, is_dry_run=is_dry_run)
        if is_dry_run:
            _tell("--dry-run is for the histories of other players; an export is read as it is.")
            return WRONG_USE
        return _bring_own(folder, path)
    except HistoryFileError as error:
        _tell(history_sentence(error))
    except OSError as error:
        _tell(f"{shown_name(path)} cannot be read: {error.strerror or error}.")
    return WRONG_USE


def _bring_own(folder: DataFolder, path: str) -> int:
    with folder.lock(), Store.open(folder) as store:
        report = import_lines(store, Path(path))
        tell_notices(store.notices)
    for trouble in report.troubles:
        _tell(_trouble_sentence(trouble))
    _tell(f"added {_listed(report.added)}; {sum(report.known.values()):,} were here already.")
    if report.matched:
        _tell(f"{report.matched:,} songs were found at other places by artist, title and length.")
    if report.absent:
        _tell(f"{report.absent:,} songs were added whose files are not there now.")
    is_whole = all(t.problem is LineProblem.NO_SUCH_TRACK for t in report.troubles)
    return 0 if is_whole else SOME_FAILED


def _bring_foreign(
    folder: DataFolder, path: str, unmatched_file: str | None, *, is_dry_run: bool
) -> int:
    history = read_history(path)
    if is_dry_run:
        with Store.open(folder, read_only=True) as store:
            plan = _planned(store, history)
    else:
        with folder.lock(), Store.open(folder) as store:
            plan = _planned(store, history)
            _keep(store, plan)
    _tell_plan(plan, is_dry_run=is_dry_run)
    _tell_unmatched(plan.unmatched, unmatched_file)
    is_whole = not (plan.unmatched or plan.unreadable)
    return 0 if is_whole else SOME_FAILED


def _planned(store: Store, history: ForeignHistory) -> HistoryPlan:
    now, opinions = datetime.now(UTC), store.opinions()
    rated = {path: each.stars for path, each in opinions.items() if each.stars is not None}
    playlists = [(p.name, p.entries) for p in store.playlists.all() if isinstance(p, Playlist)]
    return plan_history(
        history, store.tracks(), store.plays(), store.earlier(), now, rated, playlists
    )


def _keep(store: Store, plan: HistoryPlan) -> None:
    now, taken = datetime.now(UTC), {playlist.name for playlist in store.playlists.all()}
    store.add_plays(plan.plays)
    store.add_earlier(plan.earlier)
    store.add_ratings(Rating(path, stars, now) for path, stars in plan.ratings.items())
    for each in plan.playlists:
        name = free_name(each.name, taken)
        taken.add(name)
        store.playlists.put([Playlist(uuid4().hex, name, each.paths)])


def _tell_plan(plan: HistoryPlan, *, is_dry_run: bool) -> None:
    verb = "would add" if is_dry_run else "added"
    parts = [f"{len(plan.plays):,} dated plays", f"{plan.earlier_count:,} plays without dates"]
    _tell(f"{plan.origin}: {verb} {' and '.join(parts)}; {plan.matched:,} songs matched, "
          f"{len(plan.unmatched):,} not; {plan.known:,} were here already.")  # fmt: skip
    if plan.unreadable:
        _tell(f"{plan.unreadable:,} entries without a usable date or name were passed over.")
    others = {"rating": len(plan.ratings), "playlist": len(plan.playlists)}
    if any(others.values()):
        _tell(f"{verb} {_listed({kind: n for kind, n in others.items() if n})}, too.")


def _tell_unmatched(unmatched: Iterable[ForeignSong], file: str | None) -> None:
    lines = list(unmatched_lines(unmatched))
    if file is not None:
        _write_list(file, lines)
    for line in lines[:_SHOWN]:
        _tell(f"not in the library: {line}")
    if len(lines) > _SHOWN:
        where = f"all are in {file}" if file else "--unmatched FILE writes all of them"
        _tell(f"... and {len(lines) - _SHOWN:,} more; {where}.")


def _write_list(path: str, lines: Iterable[str]) -> None:
    try:
        write_lines(path, lines)
    except OSError as error:
        _tell(f"the list {path} cannot be written: {error.strerror or error}.")


def _trouble_sentence(trouble: LineTrouble) -> str:
    detail = f" ({shown_name(trouble.detail)})" if trouble.detail else ""
    return f"line {trouble.number} " + _PROBLEMS[trouble.problem].format(detail=detail) + "."


def _listed(added: Mapping[str, int]) -> str:
    parts = [f"{n:,} {_KINDS[kind]}{'' if n == 1 else 's'}" for kind, n in added.items()]
    return ", ".join(parts) or "nothing"


def history_sentence(error: HistoryFileError) -> str:
    """Why a history could not be read, in one sentence."""
    sentences = {
        HistoryProblem.MISSING: "{path} does not exist.",
        HistoryProblem.NO_PERMISSION: "You may not read {path}; change its permissions.",
        HistoryProblem.UNREADABLE: "{path} could not be read; check the drive and try again.",
        HistoryProblem.DAMAGED: "{path} is damaged; close the other player and try again.",
        HistoryProblem.UNKNOWN: "{path} is no history that is known here: strawberry.db, "
        "rhythmdb.xml, a Last.fm CSV, a ListenBrainz export or a MuseMood export.",
        HistoryProblem.TOO_LARGE: "{path} is larger than any history; is it the right file?",
    }
    return sentences[error.problem].format(path=shown_name(error.path))


def _tell(sentence: str) -> None:
    print(f"musemood: {sentence}", file=sys.stderr)
