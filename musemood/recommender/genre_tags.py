"""The genre tags of many tracks: their texts are few, so what a tag means is found once a text."""

from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray


class GenreTags(Struct, frozen=True, eq=False):
    """``texts``: the different tags, some perhaps of no track. ``of``: (n,) place of each track's.

    The order of the texts means nothing.
    """

    texts: tuple[str, ...]
    of: NDArray[np.intp]

    def text(self, i: int) -> str:
        """The tag of track i."""
        return self.texts[int(self.of[i])]

    def is_as(self, other: "GenreTags") -> bool:
        """Whether all tracks have the tags that they have there."""
        return self.texts == other.texts and np.array_equal(self.of, other.of)

    def joined(self, more: "GenreTags") -> "GenreTags":
        """These tracks, and ``more`` behind them."""
        places = {text: place for place, text in enumerate(self.texts)}
        to = np.array([places.setdefault(text, len(places)) for text in more.texts], np.intp)
        return GenreTags(tuple(places), np.concatenate([self.of, to[more.of]]))

    def at(self, rows: NDArray[np.intp]) -> "GenreTags":
        """Of the tracks in these rows."""
        return GenreTags(self.texts, self.of[rows])


def genre_tags(tags: Iterable[str]) -> GenreTags:
    """Of tracks with these genre tags, in their order."""
    places: dict[str, int] = {}
    of = [places.setdefault(text, len(places)) for text in tags]
    return GenreTags(tuple(places), np.array(of, np.intp))
