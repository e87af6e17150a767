"""The address of a file, for other programs."""

import os
from urllib.parse import quote


def file_address(path: str) -> str:
    """``file://`` and the bytes of the absolute path, whatever they are.

    Qt's and Python's own ways refuse or lose names that are not UTF-8.
    """
    return "file://" + quote(os.fsencode(path))
