"""A ``.scrobbler.log``: the Audioscrobbler 1.1 log of portable players, for whoever uploads it.

Nothing is sent anywhere: it is a file. One line a play, separated by tabs: artist, album, title,
track number, length in seconds, L (listened) or S (skipped), start as Unix time, MusicBrainz id.
"""

from collections.abc import Callable, Iterable, Iterator

from musemood.domain.play_log import Play, counts_as_play, counts_as_skip
from musemood.domain.track import Track


def scrobbler_log_lines(
    plays: Iterable[Play], track_at: Callable[[str], Track | None], version: str
) -> Iterator[str]:
    """Lines without their ends, the three of the header first, plays in their order.

    What is neither a play nor a skip is left out, and so are songs without artist or title, which
    the format demands.
    """
    yield "#AUDIOSCROBBLER/1.1"
    yield "#TZ/UTC"
    yield f"#CLIENT/MuseMood {version}"
    for play in plays:
        line = _line(play, track_at(play.path))
        if line is not None:
            yield line


def _line(play: Play, track: Track | None) -> str | None:
    if track is None or not track.tags.artist.strip() or not track.tags.title.strip():
        return None
    tags = track.tags
    if counts_as_play(play.heard_s, tags.duration_s):
        mark = "L"
    elif counts_as_skip(play, tags.duration_s):
        mark = "S"
    else:
        return None
    number = "" if tags.track_number is None else str(tags.track_number)
    length, start = str(round(tags.duration_s)), str(int(play.started_at.timestamp()))
    fields = (tags.artist, tags.album, tags.title, number, length, mark, start, "")
    return "\t".join(map(_one_line, fields))


def _one_line(text: str) -> str:
    return " ".join(text.split())
