"""What the program is asked when it is started, by a person or a desktop."""

import os
from collections.abc import Mapping

from msgspec import Struct

COMMANDS = ("play-pause", "next", "previous", "stop")
ACTIVATION_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""By these a desktop lets the window come to the front."""


class Request(Struct, frozen=True):
    """What a second start was asked: files to play, one of `COMMANDS` or "", and a token."""

    paths: tuple[str, ...] = ()
    command: str = ""
    token: str = ""


def make_request(paths: tuple[str, ...], command: str, environ: Mapping[str, str]) -> Request:
    """With paths made absolute: the window stands in another folder."""
    token = next((environ[name] for name in ACTIVATION_TOKENS if environ.get(name)), "")
    absolute = tuple(os.path.abspath(path) for path in paths)
    return Request(absolute, command, token)
