"""The interface org.mpris.MediaPlayer2: who we are, and our window."""

from collections.abc import Callable

from musemood.domain.audio_types import AUDIO_TYPES
from musemood.services.dbus.bus_object import BusInterface, BusMethod, BusProperty

ROOT = "org.mpris.MediaPlayer2"


def root_interface(
    raise_window: Callable[[], None], quit_program: Callable[[], None]
) -> BusInterface:
    """The interface, with what the window does for it."""
    return BusInterface(
        ROOT,
        properties={
            "CanQuit": BusProperty("b", lambda: True),
            "CanRaise": BusProperty("b", lambda: True),
            "HasTrackList": BusProperty("b", lambda: False),
            "Identity": BusProperty("s", lambda: "MuseMood"),
            "DesktopEntry": BusProperty("s", lambda: "musemood"),
            "SupportedUriSchemes": BusProperty("as", lambda: ("file",)),
            "SupportedMimeTypes": BusProperty("as", lambda: AUDIO_TYPES),
        },
        methods={"Raise": BusMethod(raise_window), "Quit": BusMethod(quit_program)},
    )
