"""Where the person can be in the library: a page, and on it an album, an artist ..."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class Page(StrEnum):
    """The entries of the left bar, in their order."""

    SONGS = "songs"
    ALBUMS = "albums"
    ARTISTS = "artists"
    GENRES = "genres"
    FOLDERS = "folders"
    RECENT = "recent"
    MAP = "map"
    HISTORY = "history"


class Kind(StrEnum):
    """What can be opened."""

    ALBUM = "album"
    ARTIST = "artist"
    GENRE = "genre"
    FOLDER = "folder"


class Thing(Struct, frozen=True):
    """An album, an artist, a genre or a folder, by the key that it has in the catalogue."""

    kind: Kind
    key: tuple[str, ...]


class Place(Struct, frozen=True):
    """A page of the left bar, or a thing that was opened from it."""

    page: Page
    thing: Thing | None = None


class Visit(Struct, frozen=True):
    """A place as it was left: what was searched there, how far it was scrolled (pixels)."""

    place: Place
    search: str = ""
    scroll: int = 0


class Trail:
    """The way that the person came, so that it can be gone back."""

    def __init__(self, start: Place) -> None:
        self._here = Visit(start)
        self._behind: list[Visit] = []

    @property
    def here(self) -> Place:
        """Where the person is."""
        return self._here.place

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._behind)

    @property
    def behind(self) -> Place | None:
        """Where going back leads."""
        return self._behind[-1].place if self._behind else None

    def go(self, place: Place, search: str, scroll: int) -> None:
        """Go elsewhere; ``search`` and ``scroll`` are those of the place that is left."""
        if place != self.here:
            self._behind.append(replace(self._here, search=search, scroll=scroll))
            self._here = Visit(place)

    def back(self) -> Visit:
        """The visit before this one, which is forgotten. Raises IndexError without any."""
        self._here = self._behind.pop()
        return self._here
