"""Histories as other programs write them, made by the real SQLite, zip and XML."""

import json
import os
import sqlite3
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes
from xml.sax.saxutils import escape, quoteattr

_SONG_COLUMNS = """
title TEXT, album TEXT, artist TEXT, albumartist TEXT, track INTEGER NOT NULL DEFAULT -1,
beginning INTEGER NOT NULL DEFAULT 0, length INTEGER NOT NULL DEFAULT 0,
source INTEGER NOT NULL DEFAULT 0, url TEXT {needed}, cue_path TEXT,
unavailable INTEGER DEFAULT 0, playcount INTEGER DEFAULT 0, skipcount INTEGER DEFAULT 0,
lastplayed INTEGER DEFAULT -1, rating INTEGER DEFAULT -1
"""


def file_address(path: str | Path) -> str:
    """``file://`` with every byte escaped that needs it, as Qt and GLib do."""
    return "file://" + quote_from_bytes(os.fsencode(path), safe="/")


def make_strawberry(
    path: Path,
    songs: Iterable[dict[str, Any]],
    playlists: Sequence[tuple[str, int, Sequence[int | str]]] = (),
) -> sqlite3.Connection:
    """A database like Strawberry's, committed and left open.

    ``playlists``: name, ui_order, and for each item the row of a song or an address.
    """
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)")
    database.execute("INSERT INTO schema_version VALUES (20)")
    database.execute(f"CREATE TABLE songs ({_SONG_COLUMNS.format(needed='NOT NULL')})")
    database.execute(
        "CREATE TABLE playlists (name TEXT NOT NULL, ui_order INTEGER NOT NULL DEFAULT 0, "
        "is_favorite INTEGER NOT NULL DEFAULT 0)"
    )
    database.execute(
        "CREATE TABLE playlist_items (playlist INTEGER NOT NULL, type INTEGER NOT NULL DEFAULT 0, "
        f"collection_id INTEGER, {_SONG_COLUMNS.format(needed='')})"
    )
    for song in songs:
        names = ", ".join(song)
        marks = ", ".join("?" * len(song))
        database.execute(f"INSERT INTO songs ({names}) VALUES ({marks})", tuple(song.values()))
    for name, order, items in playlists:
        row = database.execute(
            "INSERT INTO playlists (name, ui_order) VALUES (?, ?)", (name, order)
        )
        for item in items:
            column = "collection_id" if isinstance(item, int) else "url"
            database.execute(
                f"INSERT INTO playlist_items (playlist, {column}) VALUES (?, ?)",
                (row.lastrowid, item),
            )
    database.commit()
    return database


def make_rhythmbox(
    path: Path,
    songs: Iterable[dict[str, object]],
    playlists: Iterable[tuple[str, Iterable[str]]] = (),
) -> None:
    """``rhythmdb.xml`` and, beside it, ``playlists.xml``."""
    lines = ['<?xml version="1.0" standalone="yes"?>', '<rhythmdb version="2.0">']
    for song in songs:
        lines.append('  <entry type="song">')
        lines += [f"    <{name}>{escape(str(value))}</{name}>" for name, value in song.items()]
        lines.append("  </entry>")
    lines += [
        '  <entry type="iradio"><title>Radio</title><location>http://x/y</location>',
        "  <play-count>9</play-count></entry>",
        "</rhythmdb>",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    lists = ['<?xml version="1.0"?>', "<rhythmdb-playlists>"]
    for name, addresses in playlists:
        lists.append(f'  <playlist name={quoteattr(name)} show-browser="true" type="static">')
        lists += [f"    <location>{escape(address)}</location>" for address in addresses]
        lists.append("  </playlist>")
    lists.append('  <playlist name="Recent" type="automatic"><conjunction/></playlist>')
    lists.append("</rhythmdb-playlists>")
    path.with_name("playlists.xml").write_text("\n".join(lists), encoding="utf-8")


def listen(at: object, artist: str, title: str, **info: object) -> dict[str, object]:
    """One listen as ListenBrainz writes it."""
    metadata = {
        "artist_name": artist,
        "track_name": title,
        "release_name": "",
        "additional_info": info,
    }
    return {"inserted_at": 0, "listened_at": at, "track_metadata": metadata}


def make_listenbrainz_zip(path: Path, months: dict[str, list[object]]) -> None:
    """The export of the settings page; ``months``: "2025/1" to listens."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("user.json", json.dumps({"user_id": 1, "username": "me"}))
        archive.writestr("feedback.jsonl", json.dumps({"recording_mbid": "x", "score": 1}))
        for month, listens in months.items():
            text = "\n".join(map(json.dumps, listens))
            archive.writestr(f"listens/{month}.jsonl", text + "\n")
