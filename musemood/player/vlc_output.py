"""What libVLC does to the sound on its way out: equaliser and output device."""

from typing import Any

from musemood.domain.equaliser import Equaliser
from musemood.domain.sound_settings import AudioDevice

_UNITY_DB = 12.0
"""libVLC's preamp at which a flat equaliser changes nothing."""

_SYSTEM_DEVICE = "default"
"""ALSA's name for the system's choice; other outputs take an empty one."""


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


def choose_device(vlc: Any, media_player: Any, device_id: str) -> None:
    """Let the sound come out there; "": of the system's choice."""
    known = [device.id for device in list_devices(vlc, media_player)]
    system = _SYSTEM_DEVICE if _SYSTEM_DEVICE in known else ""
    media_player.audio_output_device_set(None, device_id or system)


def count_blocks(vlc: Any, media: Any) -> tuple[int, int]:
    """How many blocks of samples were decoded, and how many of them a device has taken."""
    stats = vlc.MediaStats()
    media.get_stats(stats)
    return int(stats.decoded_audio), int(stats.played_abuffers)


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
