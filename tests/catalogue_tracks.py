"""Tracks for the tests of albums, artists, genres and folders."""

from hypothesis import strategies as st

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.track import Tags, Track

_ARTISTS = ("", "Anna", "ANNA", "Anna feat. Bob", "Bob", "王小雨", "Various Artists")
_ALBUMS = ("", "Blue", "blue", "Red", "清晨")
_FOLDERS = ("/m/a", "/m/a/CD1", "/m/a/cd 2", "/m/b", "/n/b", "/m")


def song(path: str, added_at: float = 0.0, mood: Mood | None = None, **tags: object) -> Track:
    """A track with these tags; ``mood`` gives it a reading."""
    shares = tuple(0.6 if each is mood else 0.1 for each in MOODS)
    reading = MoodReading(shares, 0.0, 0.0, mood) if mood else None
    return Track(path, 1, 1, Tags(**tags), added_at, reading)  # type: ignore[arg-type]


@st.composite
def libraries(draw: st.DrawFn) -> list[Track]:
    """Few names, many clashes: what tells groups apart is met in every combination."""
    count = draw(st.integers(0, 25))
    return [
        song(
            f"{draw(st.sampled_from(_FOLDERS))}/{number}.mp3",
            added_at=float(draw(st.integers(0, 10))) * 86_400,
            mood=draw(st.sampled_from([None, *MOODS])),
            artist=draw(st.sampled_from(_ARTISTS)),
            album_artist=draw(st.sampled_from(_ARTISTS)),
            album=draw(st.sampled_from(_ALBUMS)),
            genre=draw(st.sampled_from(("", "Pop", "pop; Jazz", "Jazz"))),
            year=draw(st.sampled_from((None, 1990, 2001))),
            disc_number=draw(st.sampled_from((None, 1, 2))),
            track_number=draw(st.sampled_from((None, 1, 2, 3))),
            duration_s=float(draw(st.integers(0, 300))),
        )
        for number in range(count)
    ]


def many(count: int) -> list[Track]:
    """A catalogue as large as people's: twelve songs an album, some with accents."""
    return [
        song(
            f"/music/Artist {i // 12 % 1500} Bänd/Album {i // 12}/{i % 12 + 1:02d}.mp3",
            added_at=1.7e9 + i,
            title=f"Song {i}",
            artist=f"Artist {i // 12 % 1500} Bänd",
            album_artist=f"Artist {i // 12 % 1500} Bänd" if i // 12 % 2 else "",
            album=f"Album Nümber {i // 12}",
            genre=f"Genre {i // 12 % 40}",
            year=1960 + i // 12 % 60,
            track_number=i % 12 + 1,
            duration_s=200.0,
        )
        for i in range(count)
    ]
