"""The folders of the library, kept in the settings.

What lies in a folder that was taken out is not shown, but stays in the store with its moods,
so that nothing is lost when the folder comes back.
"""

import os
from collections.abc import Iterable
from urllib.parse import quote, unquote_to_bytes

from PySide6.QtCore import QObject, QSettings, Signal

from musemood.domain.edit import Edit, EditKind
from musemood.domain.library import Library
from musemood.domain.library_places import LibraryPlaces
from musemood.domain.track import Track, shown_name
from musemood.services.undo import Undo

_ADDED, _REMOVED, _FILES = "folders", "folders_removed", "files_kept"


class LibraryFolders(QObject):
    """Knows the tracks that are away, because their folder was taken out.

    Signals: ``changed()``; ``tracks_left(list[str])``, which are not to be seen any more;
    ``tracks_back(list[Track])``, which are to be seen again because a removal was undone.
    """

    changed = Signal()
    tracks_left = Signal(object)
    tracks_back = Signal(object)

    def __init__(self, settings: QSettings, undo: Undo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._undo = undo
        self._away = Library()
        self._places = LibraryPlaces(self._read(_ADDED), self._read(_REMOVED), self._read(_FILES))

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that were added; they are looked through again at each start."""
        return self._places.folders

    def add(self, folders: Iterable[str]) -> None:
        """Remember folders; those that are remembered already change nothing."""
        places = self._places
        for folder in folders:
            places = places.with_folder(folder)
        self._set(places)

    def add_files(self, paths: Iterable[str]) -> None:
        """Files that were added by themselves are seen wherever they lie."""
        places = self._places
        for path in paths:
            places = places.with_file(path)
        self._set(places)

    def remove(self, folder: str, library: Library) -> None:
        """Take a folder out; tracks of the library that are not to be seen any more leave."""
        before = self._places
        self._take_out(folder, library)
        edit = Edit(
            EditKind.FOLDER_TAKEN_OUT,
            back=lambda: self._bring_back(folder, before),
            again=lambda: self._take_out(folder, library),
            name=shown_name(folder),
        )
        self._undo.add(edit)

    def _take_out(self, folder: str, library: Library) -> None:
        self._set(self._places.without_folder(folder))
        leaving = [track for track in library if not self._places.shows(track.path)]
        for track in leaving:
            self._away.put(track)
        self.tracks_left.emit([track.path for track in leaving])

    def _bring_back(self, folder: str, before: LibraryPlaces) -> None:
        self._set(self._places.with_back(folder, before))
        back = self.to_show(list(self._away))
        if back:
            self.tracks_back.emit(back)

    def to_show(self, tracks: Iterable[Track]) -> list[Track]:
        """Those of the tracks that are to be seen; the others are away from now on."""
        shown = []
        for track in tracks:
            if self._places.shows(track.path):
                self._away.remove(track.path)
                shown.append(track)
            else:
                self._away.put(track)
        return shown

    def come_back(self, tracks: Iterable[Track]) -> list[Track]:
        """Those of the tracks that were away and are to be seen again."""
        return self.to_show([t for t in tracks if t.path in self._away])

    def away_in(self, file: str) -> list[Track]:
        """The tracks of a file that are away; safe in any thread."""
        return self._away.tracks_of(file)

    def _set(self, places: LibraryPlaces) -> None:
        if places == self._places:
            return
        self._places = places
        for name, paths in (
            (_ADDED, places.folders),
            (_REMOVED, places.removed),
            (_FILES, places.files),
        ):
            # Quoted, because Qt's strings cannot hold names that are not UTF-8.
            self._settings.setValue(name, [quote(os.fsencode(path)) for path in paths])
        self.changed.emit()

    def _read(self, name: str) -> tuple[str, ...]:
        stored = self._settings.value(name) or []
        quoted = stored if isinstance(stored, list) else [stored]
        return tuple(os.fsdecode(unquote_to_bytes(str(path))) for path in quoted)
