"""Joins the services: what one of them says, others do."""

from datetime import UTC, datetime

from musemood.domain.library import is_song
from musemood.domain.mood import MOODS
from musemood.domain.play_log import Play
from musemood.domain.sound_settings import SoundSettings
from musemood.domain.state_log import StateCause, StateEntry
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track
from musemood.services.recommending import Emotion
from musemood.ui.services import Services

_SAME = 0.002
"""Probabilities that differ by less say the same: a week that only grew older."""


class Wiring:
    """The connections between services that do not know one another."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._should_play_opened = False
        self._last_shares: tuple[float, ...] = (0.0,) * len(MOODS)
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
        importing.tracks_found.connect(services.whereabouts.share_moods)
        importing.tracks_moved.connect(services.whereabouts.follow)
        importing.tracks_missing.connect(services.whereabouts.miss)
        services.whereabouts.followed.connect(services.rules.load)
        services.watching.changed.connect(importing.look_at)
        importing.tracks_gone.connect(collection.remove)
        importing.tracks_gone.connect(storage.remove)
        importing.track_analysed.connect(self._keep_analysed)
        importing.track_analysed.connect(self._on_track_analysed)
        importing.track_analysed.connect(services.calibrating.refresh_soon)
        importing.folders_added.connect(folders.add)
        importing.files_added.connect(folders.add_files)
        folders.tracks_left.connect(collection.remove)
        folders.tracks_left.connect(importing.forget)
        folders.tracks_back.connect(collection.put)
        folders.tracks_back.connect(importing.analyse)
        storage.first_read.connect(lambda tracks: collection.show_first(folders.to_show(tracks)))
        storage.playlists_loaded.connect(services.playlists.load)
        storage.opinions_loaded.connect(collection.take_opinions)
        services.trash.gone.connect(self._on_trashed)
        services.transfer.tracks_came.connect(self._on_tracks_came)
        services.transfer.playlists_came.connect(services.playlists.load)
        services.transfer.imported.connect(lambda _: services.recommending.refresh())
        services.transfer.playlists_came.connect(lambda _: services.rules.load())
        services.transfer.playlists_came.connect(lambda _: services.stating.load())

    def _connect_listening(self) -> None:
        services = self._services
        services.playback.play_ended.connect(self._on_play_ended)
        services.sound.changed.connect(self._on_sound_changed)
        services.recommending.thumb_given.connect(self._on_thumb_given)
        services.recommending.thumb_taken_back.connect(self._on_thumb_taken_back)
        services.recommending.inferred.connect(self._on_inferred)
        services.rules.changed.connect(services.recommending.refresh)
        services.stating.changed.connect(services.recommending.refresh)
        services.erasing.erased.connect(services.stating.load)
        services.private.changed.connect(lambda _: services.recommending.refresh())

    def _on_play_ended(self, play: Play) -> None:
        if not self._services.hides(play):
            self._services.storage.add_play(play)

    def _on_thumb_given(self, thumb: Thumb) -> None:
        if not self._services.private.take(thumb):
            self._services.storage.add_thumb(thumb)

    def _on_thumb_taken_back(self, thumb: Thumb) -> None:
        if not self._services.private.give_up(thumb):
            self._services.storage.take_out_thumb(thumb)

    def _on_inferred(self, emotion: Emotion, cause: StateCause, path: str) -> None:
        """Kept for the history, unless it is private or says what was said before."""
        shares = emotion.reading.probabilities
        told = max(abs(a - b) for a, b in zip(shares, self._last_shares, strict=True))
        if self._services.private.is_on or not emotion.is_told or told < _SAME:
            return
        self._last_shares = shares
        now = datetime.now(UTC)
        entry = StateEntry(now, shares, emotion.reading.mood, cause, path)
        self._services.storage.ask(lambda store: store.listening.add_state(entry))

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

    def _on_tracks_came(self, tracks: list[Track]) -> None:
        shown = self._services.folders.to_show(tracks)
        self._services.collection.put(shown)
        self._services.importing.analyse(shown)

    def _keep_analysed(self, track: Track) -> None:
        reconciled = self._services.tag_editing.reconciled(track)
        self._services.collection.put(self._services.folders.to_show([reconciled]))
        if reconciled is not track:
            self._services.storage.put_later([reconciled])
        self._services.whereabouts.meet(reconciled)

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
