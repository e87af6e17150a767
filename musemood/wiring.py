"""Joins the services: what one of them says, others do."""

from musemood.domain.library import is_song
from musemood.domain.sound_settings import SoundSettings
from musemood.domain.track import Track
from musemood.ui.services import Services


class Wiring:
    """The connections between services that do not know one another."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._should_play_opened = False
        self._connect_files()
        self._connect_listening()

    def rescan(self) -> None:
        """Look through all folders of the library again."""
        library = self._services.collection.library
        self._services.importing.rescan(self._services.folders.folders, library.unfit_tracks())

    def _connect_files(self) -> None:
        services, collection = self._services, self._services.collection
        importing, storage, folders = services.importing, services.storage, services.folders
        importing.tracks_found.connect(lambda tracks: collection.put(folders.to_show(tracks)))
        importing.tracks_met.connect(lambda tracks: collection.put(folders.come_back(tracks)))
        importing.tracks_opened.connect(self._on_opened)
        importing.tracks_gone.connect(collection.remove)
        importing.tracks_gone.connect(storage.remove)
        importing.track_analysed.connect(self._keep_analysed)
        importing.track_analysed.connect(self._on_track_analysed)
        importing.folders_added.connect(folders.add)
        importing.files_added.connect(folders.add_files)
        folders.tracks_left.connect(collection.remove)
        folders.tracks_left.connect(importing.forget)
        storage.first_read.connect(lambda tracks: collection.show_first(folders.to_show(tracks)))
        storage.playlists_loaded.connect(services.playlists.load)
        storage.opinions_loaded.connect(collection.take_opinions)
        services.trash.gone.connect(self._on_trashed)

    def _connect_listening(self) -> None:
        services = self._services
        services.playback.play_ended.connect(services.storage.add_play)
        services.sound.changed.connect(self._on_sound_changed)
        services.recommending.thumb_given.connect(services.storage.add_thumb)

    def _on_opened(self, tracks: list[Track], is_first: bool) -> None:
        """Of what was opened the first song plays now, the others come next in their order."""
        playback = self._services.playback
        self._should_play_opened |= is_first
        songs = [track.path for track in tracks if is_song(track)]
        if not songs or not self._should_play_opened:
            playback.add(songs)
            return
        self._should_play_opened = False
        playback.play_next(songs)
        playback.play_row(playback.queue.own[0].id)

    def _keep_analysed(self, track: Track) -> None:
        reconciled = self._services.tag_editing.reconciled(track)
        self._services.collection.put(self._services.folders.to_show([reconciled]))
        if reconciled is not track:
            self._services.storage.put_later([reconciled])

    def _on_track_analysed(self, track: object) -> None:
        emotion = self._services.recommending.state.emotion
        if emotion is not None and getattr(track, "path", "") in emotion.not_analysed:
            self._services.recommending.refresh()

    def _on_trashed(self, paths: list[str]) -> None:
        queue, gone = self._services.playback.queue, frozenset(paths)
        rows = [row.id for row in queue.upcoming(len(queue)) if row.path in gone]
        if rows:
            self._services.playback.remove(rows)

    def _on_sound_changed(self, settings: SoundSettings) -> None:
        playback = self._services.playback
        playback.set_equaliser(settings.heard_equaliser)
        playback.set_device(settings.device_id)
        playback.apply_rules()
