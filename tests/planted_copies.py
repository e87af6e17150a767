"""Random libraries in which some songs are there twice, in one way or another."""

import numpy as np
from msgspec.structs import replace

from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.mood import MOODS, MoodReading
from musemood.domain.track import Tags, Track


def _reading(shares: np.ndarray) -> MoodReading:
    """Five numbers scaled to sum 1; valence and arousal follow from them."""
    scaled = shares / shares.sum()
    return MoodReading(
        tuple(map(float, scaled)),
        float(scaled @ [1.0, 0.6, 0.4, -0.8, -0.6]),
        float(scaled @ [0.7, 0.2, -0.8, -0.6, 1.0]),
        MOODS[int(scaled.argmax())],
    )


def random_library(
    dice: np.random.Generator, most_songs: int = 29
) -> tuple[list[Track], Embeddings]:
    """Songs of few artists and albums, some of them there twice, in one way or another."""
    tracks: list[Track] = []
    rows: list[np.ndarray] = []
    for i in range(int(dice.integers(1, most_songs + 1))):
        tags = Tags(
            title=f"song {i}", artist=str(dice.choice(["Ann", "Bo", "Cy", "Di", "Ed", "Flo"])),
            album=str(dice.choice(["one", "two", "three"])), duration_s=200.0,
        )  # fmt: skip
        track = Track(f"/{i}", 1, 1, tags, reading=_reading(dice.random(5)), identity=f"id {i}")
        tracks.append(track)
        rows.append(dice.standard_normal(WIDTH))
        way = dice.integers(8)
        if way < 4:
            copies = (
                replace(track, tags=replace(tags, title="other", album="")),
                replace(
                    track, identity="", tags=replace(tags, title=f"SONG {i} (Remastered 2009)")
                ),
                replace(track, identity="", tags=replace(tags, title="other", artist="Zoe")),
                replace(track, identity="", tags=replace(tags, title=f"song {i} (live)")),
            )
            tracks.append(replace(copies[way], path=f"/{i} again"))
            near = rows[-1] + 0.01 * dice.standard_normal(WIDTH)
            rows.append(near if way >= 2 else dice.standard_normal(WIDTH))
    index = {track.path: i for i, track in enumerate(tracks)}
    return tracks, Embeddings(np.array(rows, np.float16), index)
