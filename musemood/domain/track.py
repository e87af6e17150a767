"""A track: one audio file, its tags, and what the analysis said of it."""

import unicodedata
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.failure import Failure
from musemood.domain.loudness import Loudness
from musemood.domain.mood import UNKNOWN_READING, Mood, MoodReading, certain_reading
from musemood.domain.span import file_of

_FIRST_ACCENT = "\u0300"
"""The first of the signs that are put over or under others."""


class Tags(Struct, frozen=True):
    """What a file says of itself. Empty string or None: it does not say.

    ``stars``: 1..5, the rating that some programs write into files. The gains are ReplayGain's,
    in dB towards -18 LUFS; a peak of 1 is full scale.
    """

    title: str = ""
    artist: str = ""
    album: str = ""
    album_artist: str = ""
    composer: str = ""
    genre: str = ""
    year: int | None = None
    track_number: int | None = None
    disc_number: int | None = None
    duration_s: float = 0.0
    stars: int | None = None
    track_gain_db: float | None = None
    track_peak: float | None = None
    album_gain_db: float | None = None
    album_peak: float | None = None


class Track(Struct, frozen=True):
    """One audio file of the library.

    ``path``: absolute; bytes that are not UTF-8 are kept by surrogateescape.
    ``mtime_ns``, ``size``: of the file when its tags were read; a rescan compares them.
    ``added_at``: seconds since the epoch.
    ``reading``: what the mood model said, None before analysis.
    ``analysed_by``: version of the analysis that gave ``reading`` or failed, "" before.
    ``loudness``: as measured in the analysis, None before it.
    ``failure``: why reading or analysing it failed, None if it did not.
    ``own_mood``: one of the five where the person corrected the model, None otherwise.
    ``personal``: ``reading`` as the person's corrections of other tracks calibrate it, None where
    nothing was learnt; never stored.
    ``own_stars``: 0..5 where the person rated it, None otherwise.
    ``identity``: of its sound, the same however it is named and tagged; "" while unknown.
    ``is_missing``: there was no such file when it was last looked for.
    """

    path: str
    mtime_ns: int
    size: int
    tags: Tags = Tags()
    added_at: float = 0.0
    reading: MoodReading | None = None
    analysed_by: str = ""
    failure: Failure | None = None
    loudness: Loudness | None = None
    own_mood: Mood | None = None
    own_stars: int | None = None
    personal: MoodReading | None = None
    identity: str = ""
    is_missing: bool = False

    @property
    def title(self) -> str:
        """The title tag, else the file name without its ending, fit to be shown.

        The number is behind it where a cue sheet does not name its track.
        """
        if self.tags.title:
            return self.tags.title
        name = shown_name(PurePath(file_of(self.path)).stem)
        is_whole = file_of(self.path) == self.path or self.tags.track_number is None
        return name if is_whole else f"{name} {self.tags.track_number}"

    @property
    def mood(self) -> Mood | None:
        """The mood shown: the person's own, else the model's; None before analysis."""
        return self.own_mood or (self.heard.mood if self.heard else None)

    @property
    def heard(self) -> MoodReading | None:
        """What was heard in it: the model's reading, calibrated where that is switched on."""
        return self.personal if self.personal is not None and self.reading else self.reading

    @property
    def counted_reading(self) -> MoodReading | None:
        """The reading by which the track is ranked: a mood said by the person is certain.

        Its place on the map of valence and arousal stays the model's, or the middle: of that
        the person said nothing.
        """
        if self.own_mood is None:
            return self.heard
        return certain_reading(self.own_mood, self.reading or UNKNOWN_READING)

    @property
    def told_mood(self) -> Mood | None:
        """The mood of which a thumb on this track speaks; None before it is analysed."""
        reading = self.counted_reading
        return reading.leader if reading else None

    @property
    def stars(self) -> int:
        """0..5: the person's rating, else the file's, else none."""
        return self.own_stars if self.own_stars is not None else self.tags.stars or 0

    @property
    def duration_s(self) -> float:
        """Length in seconds, 0 if unknown."""
        return self.tags.duration_s

    def in_place_of(self, known: "Track") -> "Track":
        """This one where ``known`` was: since when it is here and what was said of it go along."""
        return replace(
            self, added_at=known.added_at, own_mood=known.own_mood, own_stars=known.own_stars
        )

    def is_unchanged(self, mtime_ns: int, size: int) -> bool:
        """Whether the file on disk is still the one that was read."""
        return self.mtime_ns == mtime_ns and self.size == size


def song_key(track: Track) -> tuple[str, ...]:
    """What makes two tracks the same song: title, artist and album, without case or accents.

    Source: the paper's rule ("a song is the same by title, artist and album"). An untagged
    file is only ever the same as itself, so its key is its path.
    """
    if not track.tags.title:
        return (track.path,)
    return named_song(track.tags.title, track.tags.artist, track.tags.album)


def named_song(title: str, artist: str, album: str) -> tuple[str, str, str]:
    """`song_key` of a track that has a title."""
    return fold(title), fold(artist), fold(album)


def shown_name(name: str) -> str:
    """A file name fit to be shown: bytes that are not UTF-8 become a sign in their place."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def fold(text: str) -> str:
    """The text as it is compared: without case, accents and surplus blanks."""
    text = text.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join([c for c in decomposed if c < _FIRST_ACCENT or not unicodedata.combining(c)])
    return " ".join(text.split())
