"""``musemood export``: everything that the store holds, as JSON lines, ASCII.

First the tracks, then the dated entries, then the playlists, so that whoever reads from the top
knows each path. A track that was ever played or got a thumb carries its sequence, for the mood of
a week is inferred from those; of the others the mood and what they sound like are enough, and their
sequences are made again when the music is there.
"""

import json
from collections.abc import Collection, Iterator

from musemood.domain.track import Track
from musemood.files.documents import track_to_document
from musemood.files.embedding_store import SOUND
from musemood.files.json_text import Document
from musemood.files.playlist_store import playlist_to_document
from musemood.files.sequence_text import sequence_to_document
from musemood.files.sound_text import embedding_to_text
from musemood.files.store import Store
from musemood.files.transfer_kinds import ALL_KINDS, ENTRY_KINDS, PLAYLIST, TRACK


def export_lines(store: Store, kinds: Collection[str] = ALL_KINDS) -> Iterator[str]:
    """Lines without their ends, of these kinds only. Raises StoreError."""
    if TRACK in kinds:
        heard = {play.path for play in store.plays()} | {thumb.path for thumb in store.thumbs()}
        sounds = store.embeddings()
        for track in store.tracks():
            document = _track_document(store, track, has_sequence=track.path in heard)
            if "sequence" not in document and track.reading and track.path in sounds.index:
                document[SOUND] = embedding_to_text(sounds.rows[sounds.index[track.path]])
            yield _line(TRACK, document)
    for kind in ENTRY_KINDS:
        if kind.name in kinds:
            for entry in kind.entries(store):
                yield _line(kind.name, kind.to_document(entry))
    if PLAYLIST in kinds:
        for playlist in store.playlists.all():
            yield _line(PLAYLIST, playlist_to_document(playlist))


def _track_document(store: Store, track: Track, *, has_sequence: bool) -> Document:
    document = track_to_document(track)
    sequence = store.sequence(track.path) if has_sequence and track.reading else None
    if sequence is not None:
        document["sequence"] = sequence_to_document(*sequence)
    return document


def _line(kind: str, document: Document) -> str:
    return json.dumps({"type": kind} | document, separators=(",", ":"), allow_nan=False)
