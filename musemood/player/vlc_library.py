"""The door to libVLC: the only file that imports vlc, and whether it can be used.

Importing this module needs no libVLC; `find_vlc` says whether it is there.
"""

import logging
from typing import Any

from musemood.player.player import VlcProblem, VlcStatus

_log = logging.getLogger(__name__)

VLC_OPTIONS = ("--no-video", "--no-spu", "--quiet", "--no-metadata-network-access")


def find_vlc() -> VlcStatus:
    """Whether libVLC and its plugins are there. Starts no playback and opens no device."""
    try:
        vlc = import_vlc()
        version = vlc.libvlc_get_version().decode("ascii", "replace")
        instance = vlc.Instance([*VLC_OPTIONS, "--aout=dummy"])
    except (ImportError, NameError, AttributeError, OSError) as error:
        _log.info("libVLC is missing: %r", error)
        return VlcStatus(VlcProblem.LIBRARY_MISSING)
    if instance is None:
        return VlcStatus(VlcProblem.PLUGINS_MISSING, version)
    instance.release()
    return VlcStatus(None, version)


def import_vlc() -> Any:
    """The binding; raises ImportError, whichever way it says that the library is not there."""
    try:
        import vlc
    except (OSError, NotImplementedError, NameError, AttributeError, SystemExit) as error:
        raise ImportError(f"libVLC cannot be loaded: {error!r}") from error
    return vlc
