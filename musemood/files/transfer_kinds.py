"""The kinds of dated entries in an export, one row each: how to read, check, keep and tell apart.

A new kind is a new row. Tracks are not among them, for they come first and carry sequences, nor
are playlists, which have no date.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from msgspec import Struct

from musemood.files.document_checks import (
    check_ban_word,
    check_earlier,
    check_left_out,
    check_opinion,
    check_play,
    check_state,
    check_stated,
    check_thumb,
)
from musemood.files.documents import (
    correction_to_document,
    document_to_correction,
    document_to_play,
    document_to_rating,
    document_to_thumb,
    play_to_document,
    rating_to_document,
    thumb_to_document,
)
from musemood.files.earlier_documents import document_to_earlier, earlier_to_document
from musemood.files.json_text import Document
from musemood.files.rule_documents import (
    ban_word_to_document,
    document_to_ban_word,
    document_to_left_out,
    document_to_state,
    document_to_stated,
    left_out_to_document,
    state_to_document,
    stated_to_document,
)
from musemood.files.store import Store

TRACK, PLAYLIST = "track", "playlist"


class EntryTransfer(Struct, frozen=True):
    """One kind. An entry is a frozen Struct; entry_paths.py knows its file.

    ``check`` raises ValueError for values that cannot be. ``key``: entries of one key are one.
    """

    name: str
    to_document: Callable[[Any], Document]
    from_document: Callable[[Document], Any]
    check: Callable[[Any], None]
    key: Callable[[Any], Hashable]
    entries: Callable[[Store], Iterable[Any]]
    add: Callable[[Store, list[Any]], None]


ENTRY_KINDS = (
    EntryTransfer(
        "play",
        play_to_document,
        document_to_play,
        check_play,
        lambda play: (play.path, play.started_at),
        lambda store: store.plays(),
        lambda store, plays: store.add_plays(plays),
    ),
    EntryTransfer(
        "earlier",
        earlier_to_document,
        document_to_earlier,
        check_earlier,
        lambda earlier: (earlier.path, earlier.origin, earlier.at),
        lambda store: store.earlier(),
        lambda store, earlier: store.add_earlier(earlier),
    ),
    EntryTransfer(
        "feedback",
        thumb_to_document,
        document_to_thumb,
        check_thumb,
        lambda thumb: (thumb.path, thumb.kind, thumb.at),
        lambda store: store.thumbs(),
        lambda store, thumbs: store.add_thumbs(thumbs),
    ),
    EntryTransfer(
        "correction",
        correction_to_document,
        document_to_correction,
        check_opinion,
        lambda correction: (correction.path, correction.at, correction.mood),
        lambda store: store.corrections(),
        lambda store, corrections: store.add_corrections(corrections),
    ),
    EntryTransfer(
        "rating",
        rating_to_document,
        document_to_rating,
        check_opinion,
        lambda rating: (rating.path, rating.at, rating.stars),
        lambda store: store.ratings(),
        lambda store, ratings: store.add_ratings(ratings),
    ),
    EntryTransfer(
        "ban",
        ban_word_to_document,
        document_to_ban_word,
        check_ban_word,
        lambda word: word,
        lambda store: store.listening.ban_words(),
        lambda store, words: store.listening.add_ban_words(words),
    ),
    EntryTransfer(
        "left_out",
        left_out_to_document,
        document_to_left_out,
        check_left_out,
        lambda word: word,
        lambda store: store.listening.left_out_words(),
        lambda store, words: store.listening.add_left_out(words),
    ),
    EntryTransfer(
        "state",
        state_to_document,
        document_to_state,
        check_state,
        lambda entry: (entry.at, entry.cause, entry.path),
        lambda store: store.listening.states(),
        lambda store, entries: store.listening.add_states(entries),
    ),
    EntryTransfer(
        "stated",
        stated_to_document,
        document_to_stated,
        check_stated,
        lambda stated: stated,
        lambda store: store.listening.stated(),
        lambda store, moods: store.listening.add_stated(moods),
    ),
)

ALL_KINDS = (TRACK, *(kind.name for kind in ENTRY_KINDS), PLAYLIST)
"""The names of what an export may hold, in its order."""
