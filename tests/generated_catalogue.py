"""A large made-up library: names, albums, moods and plays in the proportions of a real one."""

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from musemood.domain.loudness import Loudness
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.track import Tags, Track

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
"""The day on which the catalogue stands; nothing in it is later."""

_HEADS = "Anna Blue Café Deep East Fern Grey Hôtel Iron June Kite Løv Moon North Oak Pale Quiet "
_TAILS = "Road River Séance Light Machine Harbour Winter Kings Orchestra Sleep Radio Motion Ünder "
_WORDS = (
    _HEADS + _TAILS + "love night rain don't fire city blue you me away home 雨 夜 海"
).split()
_GENRES = ("Rock", "Pop", "Jazz", "Classical", "Electronic", "Folk", "Hip-Hop", "Metal", "民谣")
_FORMATS = ("mp3", "flac", "m4a", "ogg", "opus", "wav")
_TRACKS_AN_ALBUM = 12
_ALBUMS_AN_ARTIST = 4


def make_catalogue(size: int, seed: int = 5, root: str = "/music") -> list[Track]:
    """``size`` analysed tracks under ``root``, album by album; one in twenty without tags."""
    dice = random.Random(seed)
    tracks: list[Track] = []
    while len(tracks) < size:
        artist = _name(dice, 2)
        for _ in range(dice.randint(1, 2 * _ALBUMS_AN_ARTIST - 1)):
            tracks.extend(_album(dice, root, artist, len(tracks)))
    return tracks[:size]


def make_plays(tracks: list[Track], count: int, seed: int = 5) -> list[Play]:
    """``count`` plays of the last two years, most of a few favourites, oldest first."""
    dice = random.Random(seed)
    moments = sorted(NOW - timedelta(days=dice.uniform(0, 730)) for _ in range(count))
    return [
        Play(
            tracks[int(len(tracks) * dice.random() ** 3)].path,
            moment,
            dice.uniform(20, 300),
            PlayEnd.FINISHED,
            PlaySource.LIST,
        )
        for moment in moments
    ]


def _album(dice: random.Random, root: str, artist: str, first: int) -> list[Track]:
    album, genre, kind = _name(dice, 3), dice.choice(_GENRES), dice.choice(_FORMATS)
    year = dice.choice([None, *range(1955, 2027)])
    is_mixed = dice.random() < 0.05
    added_at = NOW.timestamp() - dice.uniform(0, 5 * 365 * 86400)
    discs = dice.choice([1, 1, 1, 2])
    return [
        _track(
            Tags(
                title=_name(dice, dice.randint(1, 5)),
                artist=_name(dice, 2) if is_mixed else artist,
                album=album,
                album_artist="Various Artists" if is_mixed else artist,
                composer=_name(dice, 2) if genre == "Classical" else "",
                genre=genre,
                year=year,
                track_number=number,
                disc_number=disc if discs > 1 else None,
                duration_s=dice.uniform(31, 600),
            ),
            f"{root}/{artist}/{album} {first}/{disc}-{number:02}.{kind}",
            added_at,
            dice,
        )
        for disc in range(1, discs + 1)
        for number in range(1, _TRACKS_AN_ALBUM // discs + 1)
    ]


def _track(tags: Tags, path: str, added_at: float, dice: random.Random) -> Track:
    if dice.random() < 0.05:
        tags = Tags(duration_s=tags.duration_s)
    return Track(
        path,
        dice.randrange(10**18),
        4_000_000,
        tags,
        added_at,
        _reading(dice),
        "test",
        loudness=Loudness(round(dice.uniform(-24, -6), 2), round(dice.uniform(0.4, 1.3), 4)),
        identity=f"{dice.getrandbits(128):032x}",
    )


def _reading(dice: random.Random) -> MoodReading:
    shares = [dice.random() ** 2 for _ in MOODS]
    probabilities = tuple(share / sum(shares) for share in shares)
    leader = MOODS[probabilities.index(max(probabilities))]
    mood = leader if max(probabilities) > 0.35 else Mood.UNSURE
    return MoodReading(probabilities, dice.uniform(-1, 1), dice.uniform(-1, 1), mood)


def _name(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(_WORDS) for _ in range(words))


def lay_files(tracks: list[Track]) -> None:
    """Files of the tracks' size and time, without content: what a scan looks at."""
    for track in tracks:
        path = Path(track.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.truncate(path, track.size)
        os.utime(path, ns=(track.mtime_ns, track.mtime_ns))
