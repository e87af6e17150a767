"""What the window speaks to."""

from dataclasses import dataclass

from musemood.services.browsing import Browsing
from musemood.services.collection import Collection
from musemood.services.covers import Covers
from musemood.services.importing import Importing
from musemood.services.library_folders import LibraryFolders
from musemood.services.loop import RecommendationLoop
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending
from musemood.services.storage import Storage


@dataclass(frozen=True)
class Services:
    """The services behind one window."""

    collection: Collection
    storage: Storage
    importing: Importing
    playback: Playback
    recommending: Recommending
    loop: RecommendationLoop
    covers: Covers
    browsing: Browsing
    folders: LibraryFolders
