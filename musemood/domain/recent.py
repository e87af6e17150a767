"""What was added lately, by day, then by week, then by month."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from heapq import nlargest

from msgspec import Struct

from musemood.domain.albums import Album
from musemood.domain.track import Track

MOST_RECENT = 1000
"""Songs; what came before them is found in the other views."""


class Span(StrEnum):
    """How long ago, the nearer the finer."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this week"
    LAST_WEEK = "last week"
    MONTH = "month"


class RecentSongs(Struct, frozen=True, eq=False):
    """Songs added in one span. ``since``: its first day; of a month its first."""

    span: Span
    since: date
    tracks: tuple[Track, ...]


def recently_added(
    albums: Iterable[Album],
    today: date,
    zone: tzinfo | None = None,
    limit: int = MOST_RECENT,
) -> list[RecentSongs]:
    """The songs added last, at most ``limit``; newest spans first, albums kept together.

    Within a span the album that got its last song latest comes first. ``zone``: where days
    begin and end; None is UTC.
    """
    # The newest songs are on the albums that got a song last: each has one at least.
    latest = nlargest(limit, albums, key=lambda album: (album.added_at, album.key))
    newest = nlargest(limit, ((p[2].added_at, p[2].path, p) for p in _places(latest)))
    spans: dict[tuple[date, Span], dict[int, list[tuple[int, float, Track]]]] = {}
    for added_at, _, (album, number, track) in newest:
        day = datetime.fromtimestamp(added_at, zone or UTC).date()
        span, since = span_of(day, today)
        block = spans.setdefault((since, span), {}).setdefault(album, [])
        block.append((number, added_at, track))
    ordered = sorted(spans.items(), key=lambda item: item[0][0], reverse=True)
    return [RecentSongs(span, since, _in_blocks(blocks)) for (since, span), blocks in ordered]


def span_of(day: date, today: date) -> tuple[Span, date]:
    """The span in which a day lies, and its first day; days to come count as today."""
    monday = today - timedelta(days=today.weekday())
    if day >= today:
        return Span.TODAY, today
    if day == today - timedelta(days=1):
        return Span.YESTERDAY, day
    if day >= monday:
        return Span.THIS_WEEK, monday
    if day >= monday - timedelta(days=7):
        return Span.LAST_WEEK, monday - timedelta(days=7)
    return Span.MONTH, day.replace(day=1)


def _places(albums: Iterable[Album]) -> Iterable[tuple[int, int, Track]]:
    for album_number, album in enumerate(albums):
        for number, track in enumerate(album.tracks):
            yield album_number, number, track


def _in_blocks(blocks: dict[int, list[tuple[int, float, Track]]]) -> tuple[Track, ...]:
    newest_first = sorted(
        blocks.values(), key=lambda block: max(added for _, added, _ in block), reverse=True
    )
    return tuple(
        track for block in newest_first for _, _, track in sorted(block, key=lambda row: row[0])
    )
