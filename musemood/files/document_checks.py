"""Whether what was read from a file of somebody else's may go into the store.

The store trusts its own documents; a line of an import may hold anything of the right names.
"""

import math
import os
from collections.abc import Iterable
from datetime import datetime

from musemood.domain.ban import BanKind, BanWord
from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.listening_rules import LeftOut
from musemood.domain.mood import MOODS, MoodReading
from musemood.domain.opinion import Correction, Rating
from musemood.domain.play_log import Play
from musemood.domain.state_log import StateEntry
from musemood.domain.stated_mood import StatedMood
from musemood.domain.thumb import Thumb
from musemood.domain.track import Tags, Track

_MOST = 2**53
"""Whole numbers up to here are the same in every JSON reader."""


_DECIBELS_AND_PEAKS = frozenset({"track_gain_db", "track_peak", "album_gain_db", "album_peak"})


def check_path(path: object) -> None:
    """Raise ValueError unless this can be the path of a file of this system."""
    if not isinstance(path, str) or not os.path.isabs(path) or "\0" in path:
        raise ValueError("the path is not absolute")
    os.fsencode(path)  # UnicodeEncodeError is a ValueError


def check_moment(moment: datetime) -> None:
    """Raise ValueError for a year that cannot be one of listening, or of any time zone."""
    if not 1900 <= moment.year <= 2200:
        raise ValueError("the year cannot be")


def check_thumb(thumb: Thumb) -> None:
    """Raise ValueError where a value cannot be."""
    check_path(thumb.path)
    check_moment(thumb.at)


def check_track(track: Track) -> None:
    """Raise ValueError where a value has a wrong type or cannot be."""
    check_path(track.path)
    if track.failure is not None:
        check_path(track.failure.path)
        _check_text(track.failure.detail)
    if type(track.mtime_ns) is not int or abs(track.mtime_ns) >= 2**63:
        raise ValueError("mtime_ns is no time")
    if not _is_count(track.size):
        raise ValueError("size is no size")
    _check_number(track.added_at, -1e11, 1e11)
    _check_text(track.analysed_by)
    _check_text(track.identity)
    if type(track.is_missing) is not bool:
        raise ValueError("is_missing is neither true nor false")
    _check_tags(track.tags)
    if track.reading is not None:
        _check_reading(track.reading)
    if track.loudness is not None:
        _check_number(track.loudness.lufs, -math.inf, 1e3)
        _check_number(track.loudness.peak, 0, 1e6)


def check_play(play: Play) -> None:
    """Raise ValueError where a value cannot be."""
    check_path(play.path)
    check_moment(play.started_at)
    _check_number(play.heard_s, 0, 1e7)


def check_opinion(opinion: Correction | Rating) -> None:
    """Raise ValueError where a value cannot be; mood and stars were seen to when it was read."""
    check_path(opinion.path)
    check_moment(opinion.at)


def check_earlier(earlier: EarlierPlays) -> None:
    """Raise ValueError where a value cannot be."""
    check_path(earlier.path)
    _check_text(earlier.origin)
    check_moment(earlier.at)
    if earlier.last_played is not None:
        check_moment(earlier.last_played)
    if not _is_count(earlier.count):
        raise ValueError("plays is no number of plays")


def check_ban_word(word: BanWord) -> None:
    """Raise ValueError where a value cannot be."""
    check_moment(word.at)
    if word.ban.kind in (BanKind.TRACK, BanKind.FOLDER):
        check_path(word.ban.value)


def check_left_out(word: LeftOut) -> None:
    """Raise ValueError where a value cannot be."""
    check_path(word.path)
    check_moment(word.at)


def check_stated(stated: StatedMood) -> None:
    """Raise ValueError where a value cannot be; the mood was seen to when it was read."""
    check_moment(stated.at)


def check_state(entry: StateEntry) -> None:
    """Raise ValueError where a value cannot be."""
    check_moment(entry.at)
    if entry.path:
        check_path(entry.path)
    _check_probabilities(entry.probabilities)


def _check_tags(tags: Tags) -> None:
    for name, default in zip(Tags.__struct_fields__, Tags.__struct_defaults__, strict=True):
        value = getattr(tags, name)
        if isinstance(default, str):
            _check_text(value)
        elif isinstance(default, float):
            _check_number(value, 0, 1e9)
        elif name in _DECIBELS_AND_PEAKS and value is not None:
            _check_number(value, -1e6, 1e6)
        elif value is not None and not _is_count(value):
            raise ValueError(f"{name} is no whole number")


def _check_reading(reading: MoodReading) -> None:
    _check_probabilities(reading.probabilities)
    _check_number(reading.valence, -1, 1)
    _check_number(reading.arousal, -1, 1)


def _check_probabilities(probabilities: Iterable[float]) -> None:
    found = list(probabilities)
    for probability in found:
        _check_number(probability, 0, 1)
    if not math.isclose(sum(found), 1.0, abs_tol=1e-3):
        raise ValueError(f"the probabilities of the {len(MOODS)} moods do not add up to 1")


def _check_text(value: object) -> None:
    if not isinstance(value, str):
        raise ValueError("not text")  # noqa: TRY004
    value.encode("utf-8")


def _check_number(value: object, least: float, most: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError(f"{value!r:.40} is not between {least:g} and {most:g}")


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST
