"""The sound settings in the settings file, and back."""

from contextlib import suppress

from PySide6.QtCore import QSettings

from musemood.domain.equaliser import Equaliser
from musemood.domain.loudness import GainMode
from musemood.domain.sound_settings import SoundSettings

_GROUP = "sound/"


def save_sound(settings: QSettings, sound: SoundSettings) -> None:
    """Write them down."""
    equaliser = sound.equaliser
    values = {
        "crossfade_s": f"{sound.crossfade_s:g}",
        "gain_mode": sound.gain_mode.value,
        "is_equalised": "yes" if sound.is_equalised else "no",
        "bands_db": " ".join(f"{db:g}" for db in (*equaliser.bands_db, equaliser.level_db)),
        "device": sound.device_id,
    }
    for name, value in values.items():
        settings.setValue(_GROUP + name, value)


def load_sound(settings: QSettings) -> SoundSettings:
    """What was written down; the default for what is missing or makes no sense."""
    default = SoundSettings()
    crossfade_s, mode = default.crossfade_s, default.gain_mode
    equaliser = default.equaliser
    with suppress(ValueError):
        crossfade_s = min(max(float(_text(settings, "crossfade_s")), 0.0), 12.0)
    with suppress(ValueError):
        mode = GainMode(_text(settings, "gain_mode"))
    with suppress(ValueError):
        *bands_db, level_db = map(float, _text(settings, "bands_db").split())
        equaliser = Equaliser(tuple(bands_db), level_db)
    is_equalised = _text(settings, "is_equalised") == "yes"
    return SoundSettings(crossfade_s, mode, is_equalised, equaliser, _text(settings, "device"))


def _text(settings: QSettings, name: str) -> str:
    return str(settings.value(_GROUP + name, ""))
