"""The sound: what the person chose, and what it means for each track."""

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from musemood.domain.album_order import album_key, is_next_on_album
from musemood.domain.equaliser import Equaliser
from musemood.domain.library import Library
from musemood.domain.loudness import Gain, GainMode, gain_factor, measured_gain, together
from musemood.domain.sound_settings import LONGEST_CROSSFADE_S, SoundSettings
from musemood.domain.track import Track


class Sound(QObject):
    """Holds the settings and gives the rules by which `Playback` plays.

    Signals: ``changed(SoundSettings)``.
    """

    changed = Signal(object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._settings = SoundSettings()

    @property
    def settings(self) -> SoundSettings:
        """What is chosen now."""
        return self._settings

    def put(self, settings: SoundSettings) -> None:
        """Choose all at once."""
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)

    def set_crossfade(self, seconds: float) -> None:
        """0..12 seconds, 0 is off."""
        self._change(crossfade_s=min(max(seconds, 0.0), LONGEST_CROSSFADE_S))

    def set_gain_mode(self, mode: GainMode) -> None:
        """What is made equally loud."""
        self._change(gain_mode=mode)

    def set_equaliser(self, equaliser: Equaliser) -> None:
        """Other bands; the equaliser is on from now on."""
        self._change(equaliser=equaliser, is_equalised=True)

    def set_equalised(self, is_equalised: bool) -> None:
        """Turn the equaliser on or off."""
        self._change(is_equalised=is_equalised)

    def set_device(self, device_id: str) -> None:
        """Where the sound comes out; "": the system's choice."""
        self._change(device_id=device_id)

    # The rules, see `SoundRules`

    def gain(self, path: str) -> float:
        """By tags where the file has them, else by what the analysis measured; 1 if unknown."""
        track, mode = self._library.get(path), self._settings.gain_mode
        if track is None or mode is GainMode.OFF:
            return 1.0
        tags = track.tags
        own = (Gain(tags.track_gain_db, tags.track_peak), measured_gain(track.loudness))
        if mode is GainMode.TRACK:
            return gain_factor(*own)
        album = Gain(tags.album_gain_db, tags.album_peak)
        if album.db is None and tags.track_gain_db is None:
            album = self._measured_album(track)
        return gain_factor(album, *own)

    def fade_s(self, before: str, after: str) -> float:
        """The crossfade; none between neighbours of an album, nor from a track to itself."""
        crossfade_s = self._settings.crossfade_s
        if crossfade_s <= 0:
            return 0.0
        first, second = self._library.get(before), self._library.get(after)
        if first is not None and second is not None and is_next_on_album(first, second):
            return 0.0
        return crossfade_s

    def _measured_album(self, track: Track) -> Gain:
        key = album_key(track)
        if key is None:
            return Gain()
        album = tracks_of_album(self._library, track)
        parts = [(t.loudness, t.duration_s) for t in album if t.loudness is not None]
        return measured_gain(together(parts))

    def _change(self, **changes: Any) -> None:
        self.put(replace(self._settings, **changes))


def tracks_of_album(library: Library, track: Track) -> list[Track]:
    """All tracks of the album of this one."""
    key, album = album_key(track), track.tags.album
    # The plain comparison first: it is all that 50,000 tracks can afford.
    return [t for t in library if t.tags.album == album and album_key(t) == key]
