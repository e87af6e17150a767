"""What a cell of a list of songs says beside its text: to the ear, and under the pointer."""

from musemood.domain.track import Track, shown_name
from musemood.ui.columns import Column, spoken_column_name
from musemood.ui.tag_words import mood_tip, stars_text
from musemood.ui.translate import tr
from musemood.ui.wording import failure_sentence

_LONG_TITLE = 30
"""Titles from this length on may be cut short in a small window, so a tip tells the whole."""


def spoken_cell(track: Track, column: Column, text: str, is_missing: bool) -> str:
    """What a screen reader says of a cell that shows ``text``."""
    if column is Column.TITLE:
        words = f"{track.title}, {track.tags.artist}"
        return tr("{song}, missing").format(song=words) if is_missing else words
    if column is Column.RATING:
        return stars_text(track.stars) or tr("no stars")
    if column is Column.MOOD and track.mood is None:
        return tr("no mood yet")
    return spoken_column_name(column) if column is Column.COVER else text


def cell_tip(track: Track, column: Column) -> str:
    """What the pointer learns that waits over a cell; "" where the cell says it all."""
    if track.is_missing:
        path = shown_name(track.path)
        return tr("This song is missing; its file was at {path}").format(path=path)
    if track.failure is not None:
        return failure_sentence(track.failure)
    if column is Column.MOOD:
        return mood_tip(track)
    if column is Column.PATH:
        return shown_name(track.path)
    is_cut = column is Column.TITLE and len(track.title) > _LONG_TITLE
    return track.title if is_cut else ""
