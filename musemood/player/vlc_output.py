"""What libVLC does to the sound on its way out: equaliser and output device."""

from typing import Any

from musemood.domain.equaliser import Equaliser
from musemood.domain.sound_settings import AudioDevice

_UNITY_DB = 12.0
"""libVLC's preamp at which a flat equaliser changes nothing."""


def apply_equaliser(vlc: Any, media_player: Any, equaliser: Equaliser | None) -> None:
    """Have the player sound like that, from now on; None: as the music is."""
    if equaliser is None:
        media_player.set_equalizer(None)
        return
    made = vlc.AudioEqualizer()
    made.set_preamp(min(max(equaliser.level_db + _UNITY_DB, -20.0), 20.0))
    for index, db in enumerate(equaliser.bands_db):
        made.set_amp_at_index(db, index)
    media_player.set_equalizer(made)
    made.release()


def list_devices(vlc: Any, media_player: Any) -> list[AudioDevice]:
    """The devices that are there now; empty where the output knows of none."""
    first = media_player.audio_output_device_enum()
    devices, node = [], first
    while node:
        device = node.contents
        devices.append(AudioDevice(_text(device.device), _text(device.description)))
        node = device.next
    if first:
        vlc.libvlc_audio_output_device_list_release(first)
    return devices


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
