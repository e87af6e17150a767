"""What the window speaks to."""

from msgspec import Struct

from musemood.domain.play_log import Play
from musemood.services.browsing import Browsing
from musemood.services.calibrating import Calibrating
from musemood.services.collection import Collection
from musemood.services.covers import Covers
from musemood.services.erasing import Erasing
from musemood.services.file_manager import FileManager
from musemood.services.history_import import HistoryImport
from musemood.services.importing import Importing
from musemood.services.keep_going import KeepGoing
from musemood.services.library_folders import LibraryFolders
from musemood.services.loop import RecommendationLoop
from musemood.services.lyrics import LyricsFinder
from musemood.services.mood_writing import MoodWriting
from musemood.services.opinions import Opinions
from musemood.services.playback import Playback
from musemood.services.playlists import Playlists
from musemood.services.private_session import PrivateSession
from musemood.services.recommending import Recommending
from musemood.services.rules import Rules
from musemood.services.sleep_timer import SleepTimer
from musemood.services.sound import Sound
from musemood.services.stating import Stating
from musemood.services.storage import Storage
from musemood.services.tag_editing import TagEditing
from musemood.services.transfer import Transfer
from musemood.services.trash import Trash
from musemood.services.undo import Undo
from musemood.services.watching import Watching
from musemood.services.whereabouts import Whereabouts


class Services(Struct, frozen=True):
    """The services behind one window."""

    collection: Collection
    storage: Storage
    importing: Importing
    history_import: HistoryImport
    playback: Playback
    recommending: Recommending
    loop: RecommendationLoop
    keep_going: KeepGoing
    covers: Covers
    playlists: Playlists
    undo: Undo
    opinions: Opinions
    tag_editing: TagEditing
    mood_writing: MoodWriting
    calibrating: Calibrating
    trash: Trash
    lyrics: LyricsFinder
    file_manager: FileManager
    sound: Sound
    sleep: SleepTimer
    browsing: Browsing
    folders: LibraryFolders
    transfer: Transfer
    whereabouts: Whereabouts
    watching: Watching
    rules: Rules
    private: PrivateSession
    erasing: Erasing
    stating: Stating

    def hides(self, play: Play) -> bool:
        """Whether a play must not be known: it was private, or its time was erased meanwhile."""
        return self.private.hides(play) or self.erasing.hides(play)
