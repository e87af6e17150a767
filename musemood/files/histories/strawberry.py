"""Strawberry's ``strawberry.db``: plays, last played, ratings and playlists.

The database is opened read-only and immutable: nothing is locked, written or left beside it.
Immutable does not see what still stands in the log of a running Strawberry; where there is one,
copies of both are read instead.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from musemood.domain.foreign_history import (
    ForeignCount,
    ForeignHistory,
    ForeignPlaylist,
    ForeignSong,
    HistoryFileError,
    HistoryProblem,
    Origin,
)
from musemood.files.histories.addresses import path_of_address
from musemood.files.histories.numbers import moment_of, stars_of, whole

_SONGS = (
    "SELECT title, artist, album, length, url, {cue}, playcount, lastplayed, {rating} FROM songs"
)
# Items of the collection carry no tags of their own.
_ITEMS = """
SELECT p.ROWID, p.name, coalesce(s.title, i.title), coalesce(s.artist, i.artist),
       coalesce(s.album, i.album), coalesce(s.length, i.length), coalesce(s.url, i.url), {cue}
FROM playlists p JOIN playlist_items i ON i.playlist = p.ROWID
LEFT JOIN songs s ON s.ROWID = i.collection_id
{where} ORDER BY p.ROWID, i.ROWID
"""
_NS = 1e9


def read_strawberry(path: Path) -> ForeignHistory:
    """All that it says. Raises HistoryFileError."""
    try:
        with _opened(path) as database:
            counts = tuple(_counts(database))
            return ForeignHistory(Origin.STRAWBERRY, counts, playlists=_playlists(database))
    except sqlite3.Error as error:
        raise HistoryFileError(HistoryProblem.DAMAGED, str(path), str(error)) from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    logs = [ending for ending in ("-wal", "-journal") if _has_content(path, ending)]
    if not logs:
        with closing(_connect(path, "mode=ro&immutable=1")) as database:
            yield database
        return
    with TemporaryDirectory(prefix="musemood-") as folder:
        copy = Path(folder) / "copy.db"
        for ending in ("", *logs):
            shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
        with closing(_connect(copy, "mode=rw")) as database:
            yield database


def _has_content(path: Path, ending: str) -> bool:
    log = path.with_name(path.name + ending)
    return log.exists() and log.stat().st_size > 0


def _connect(path: Path, options: str) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True)
    database.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    return database


def _columns(database: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in database.execute(f"PRAGMA table_info({table})")}


def _counts(database: sqlite3.Connection) -> Iterator[ForeignCount]:
    columns = _columns(database, "songs")
    query = _SONGS.format(
        cue="cue_path" if "cue_path" in columns else "NULL",
        rating="rating" if "rating" in columns else "-1",
    )
    for *words, plays, last_played, rating in database.execute(query):
        count = ForeignCount(_song(*words), whole(plays), moment_of(last_played), stars_of(rating))
        if count.plays or count.stars:
            yield count


def _playlists(database: sqlite3.Connection) -> tuple[ForeignPlaylist, ...]:
    """Those that are open or a favourite; a closed one is one that the person threw away."""
    columns = _columns(database, "playlists")
    if not columns:
        return ()
    shown = {"ui_order": "p.ui_order != -1", "is_favorite": "p.is_favorite != 0"}
    conditions = [condition for column, condition in shown.items() if column in columns]
    has_cue = "cue_path" in _columns(database, "songs")
    query = _ITEMS.format(
        cue="s.cue_path" if has_cue else "NULL",
        where=f"WHERE {' OR '.join(conditions)}" if conditions else "",
    )
    found: dict[int, tuple[str, list[ForeignSong]]] = {}
    for number, name, *words in database.execute(query):
        found.setdefault(number, (str(name), []))[1].append(_song(*words))
    return tuple(ForeignPlaylist(name, tuple(songs)) for name, songs in found.values())


def _song(
    title: object, artist: object, album: object, length_ns: object, url: object, cue: object
) -> ForeignSong:
    # Songs of a cue sheet share one file, so its path does not tell them apart.
    path = "" if cue else path_of_address(_text(url))
    length_s = whole(length_ns) / _NS
    return ForeignSong(_text(title), _text(artist), _text(album), length_s, path)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
