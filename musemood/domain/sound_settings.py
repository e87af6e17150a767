"""What the person chose about the sound."""

from msgspec import Struct

from musemood.domain.equaliser import FLAT, Equaliser
from musemood.domain.loudness import GainMode

LONGEST_CROSSFADE_S = 12.0


class AudioDevice(Struct, frozen=True):
    """Sound comes out of it. ``id``: as the player knows it; "": the system's choice."""

    id: str = ""
    name: str = ""


class SoundSettings(Struct, frozen=True):
    """``crossfade_s``: 0..12, 0 is off. ``device_id``: "" is the system's choice.

    Whole albums are the default of ``gain_mode``: neighbours keep the levels they were mastered at.
    ``is_equalised``: whether the equaliser is on; it remembers its bands while it is off.
    """

    crossfade_s: float = 0.0
    gain_mode: GainMode = GainMode.ALBUM
    is_equalised: bool = False
    equaliser: Equaliser = FLAT
    device_id: str = ""

    @property
    def heard_equaliser(self) -> Equaliser | None:
        """The equaliser where it is on and changes something."""
        return None if self.equaliser.is_flat or not self.is_equalised else self.equaliser
