"""Shows the playing track wherever the window does: bar, mini player, lyrics, list, title."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from musemood.domain.mood import SegmentReading
from musemood.domain.track import Track

if TYPE_CHECKING:
    from musemood.ui.main_window import MainWindow

_THUMB_SHOWN = timedelta(days=1)
"""A thumb acts for a day, so for a day it is shown on the playing track."""


class CurrentTrack(QObject):
    """Follows playback, and what becomes known of the track meanwhile."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._services = window, window.services
        services = self._services
        services.collection.tracks_changed.connect(self._on_tracks_changed)
        services.recommending.thumb_given.connect(self.show_thumb)
        services.playback.current_changed.connect(self._show)
        window.bar.now_playing.show_wanted.connect(self.scroll_to)
        self._show()

    def scroll_to(self) -> None:
        """Show it in the list where the person is, else among all songs."""
        current = self._services.playback.current
        if current is not None:
            self._window.desk.show_library()
            self._window.page.show_path(current.path)

    def show_thumb(self) -> None:
        """What the person thinks of it."""
        current = self._services.playback.current
        since = datetime.now(UTC) - _THUMB_SHOWN
        thumb = self._services.collection.thumb_of(current.path, since) if current else None
        for view in (self._window.bar, self._window.mini):
            view.show_thumb(thumb.kind if thumb else None)

    def _show(self) -> None:
        window, row = self._window, self._services.playback.current
        path = row.path if row else ""
        window.page.table.set_playing(path)
        track = window.track(path) if row else None
        self._show_track(track, None)
        window.lyrics.show_track(track)
        self.show_thumb()
        window.setWindowTitle(f"{track.title} · MuseMood" if track else "MuseMood")
        if track is not None and track.reading is not None:
            self._services.storage.ask_segments(
                path, lambda segments: self._on_segments_read(path, segments)
            )

    def _show_track(self, track: Track | None, segments: SegmentReading | None) -> None:
        for view in (self._window.bar, self._window.mini):
            view.show_track(track, segments)

    def _on_tracks_changed(self, tracks: list[Track]) -> None:
        current = self._services.playback.current
        if current is not None and any(track.path == current.path for track in tracks):
            self._show()

    def _on_segments_read(self, path: str, segments: SegmentReading | None) -> None:
        current = self._services.playback.current
        if current is not None and current.path == path:
            self._show_track(self._window.track(path), segments)
