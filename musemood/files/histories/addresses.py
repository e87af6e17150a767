"""From the address of a file, as other players write it, to its path."""

import os
from urllib.parse import unquote_to_bytes


def path_of_address(address: str) -> str:
    """The absolute path behind ``file://...``, "" for any other address.

    Bytes that are not UTF-8 are kept by surrogateescape.
    """
    scheme, separator, rest = address.partition("://")
    if not separator or scheme.lower() != "file":
        return address if os.path.isabs(address) else ""
    if not rest.startswith("/"):  # the name of a machine: only this one's files are meant
        rest = "/" + rest.partition("/")[2]
    path = os.fsdecode(unquote_to_bytes(rest.encode("utf-8", "surrogateescape")))
    if os.name == "nt":
        path = path.lstrip("/").replace("/", "\\")
    return "" if "\0" in path else path
