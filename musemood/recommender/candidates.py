"""The tracks that may be recommended, as arrays; of a library that changes, made anew in parts."""

from bisect import bisect_left
from collections.abc import Iterable, Set

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.embeddings import NO_EMBEDDINGS, Directions, Embeddings
from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.recommender.genre_tags import GenreTags, genre_tags
from musemood.recommender.path_index import PathIndex, at_rows
from musemood.recommender.readings import Floats, reading_array


class Candidates(Struct, frozen=True, eq=False):
    """Tracks that may be recommended, in the order of their paths.

    ``readings``: (n, 7), see `reading_array`. ``is_unsure``: (n,), the mood shown. ``genres``:
    their genre tags. ``index``: place of a path, in that order. ``embeddings``: of the whole
    library; ``directions``: theirs among them.
    """

    tracks: tuple[Track, ...]
    readings: Floats
    is_unsure: NDArray[np.bool_]
    genres: GenreTags
    index: PathIndex
    embeddings: Embeddings
    directions: Directions

    def __len__(self) -> int:
        return len(self.tracks)

    def sounds(self) -> NDArray[np.float32]:
        """(n, width): their embeddings, of length 1; made when first asked."""
        return self.directions.rows()

    def renewed(self, stale: Set[str], fresh: "Candidates") -> "Candidates":
        """Without those of the ``stale`` paths, and with the ``fresh`` ones, of paths among them.

        This is quicker than making all of them anew.
        """
        if not self.tracks:
            return fresh
        if stale == set(fresh.index) and all(path in self.index for path in stale):
            return self._replaced(fresh)
        gone = sorted([self.index[path] for path in stale if path in self.index])
        before = np.array([bisect_left(self.index.paths, path) for path in fresh.index], np.intp)
        places = before - np.searchsorted(gone, before)
        kept = np.delete(np.arange(len(self)), gone)
        rows = np.insert(kept, places, np.arange(len(fresh)) + len(self))
        index = self.index.renewed(rows, fresh.index.paths)
        return Candidates(
            at_rows(self.tracks, fresh.tracks, rows),
            np.concatenate([self.readings, fresh.readings])[rows],
            np.concatenate([self.is_unsure, fresh.is_unsure])[rows],
            self.genres.joined(fresh.genres).at(rows),
            index,
            fresh.embeddings,
            self.directions.renewed(fresh.embeddings, index.paths, rows),
        )

    def _replaced(self, fresh: "Candidates") -> "Candidates":
        rows = np.arange(len(self))
        at = [self.index[track.path] for track in fresh.tracks]
        rows[at] = len(self) + np.arange(len(fresh))
        readings, is_unsure, tracks = self.readings.copy(), self.is_unsure.copy(), [*self.tracks]
        readings[at], is_unsure[at] = fresh.readings, fresh.is_unsure
        for place, track in zip(at, fresh.tracks, strict=True):
            tracks[place] = track
        return replace(
            self,
            tracks=tuple(tracks),
            readings=readings,
            is_unsure=is_unsure,
            genres=self.genres.joined(fresh.genres).at(rows),
            embeddings=fresh.embeddings,
            directions=self.directions.renewed(
                fresh.embeddings, self.index.paths, np.arange(len(self))
            ),
        )


def candidates_of(tracks: Iterable[Track], embeddings: Embeddings = NO_EMBEDDINGS) -> Candidates:
    """The tracks that have a mood, did not fail and are not missing; in whatever order given."""
    known = [
        (t, reading)
        for t in tracks
        if t.failure is None and not t.is_missing and (reading := t.counted_reading) is not None
    ]
    known.sort(key=lambda each: each[0].path)
    found = tuple([track for track, _ in known])
    index = PathIndex([track.path for track in found])
    return Candidates(
        found,
        reading_array([reading for _, reading in known]),
        np.array([track.mood is Mood.UNSURE for track in found], bool),
        genre_tags([track.tags.genre for track in found]),
        index,
        embeddings,
        Directions(embeddings, index.paths),
    )
