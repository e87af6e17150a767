"""The door to libVLC: the only file that imports vlc, and whether it can be used.

Importing this module needs no libVLC; `open_vlc` says whether it is there.
"""

import logging
import os
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from musemood.player.player import VlcProblem, VlcStatus

_log = logging.getLogger(__name__)

VLC_OPTIONS = ("--no-video", "--no-spu", "--quiet", "--no-metadata-network-access")


class OpenVlc(Struct, frozen=True):
    """What came of opening libVLC. ``instance`` is None where it cannot be used."""

    status: VlcStatus
    instance: Any = None


def open_vlc(options: Sequence[str] = ()) -> OpenVlc:
    """Open libVLC with its plugins, from any thread. Starts no playback and opens no device.

    ``options``: more of libVLC's own, for instance an audio output.
    """
    try:
        vlc = import_vlc()
        version = vlc.libvlc_get_version().decode("ascii", "replace")
        instance = vlc.Instance([*VLC_OPTIONS, *map(os.fsencode, options)])
    except (ImportError, NameError, AttributeError, OSError) as error:
        _log.info("libVLC is missing: %r", error)
        return OpenVlc(VlcStatus(VlcProblem.LIBRARY_MISSING))
    if instance is None:
        return OpenVlc(VlcStatus(VlcProblem.PLUGINS_MISSING, version))
    return OpenVlc(VlcStatus(None, version), instance)


def find_vlc() -> VlcStatus:
    """Whether libVLC and its plugins are there."""
    opened = open_vlc(("--aout=dummy",))
    if opened.instance is not None:
        opened.instance.release()
    return opened.status


def import_vlc() -> Any:
    """The binding; raises ImportError, whichever way it says that the library is not there."""
    try:
        import vlc
    except (OSError, NotImplementedError, NameError, AttributeError, SystemExit) as error:
        raise ImportError(f"libVLC cannot be loaded: {error!r}") from error
    return vlc
