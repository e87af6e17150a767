"""What is begun before the window's modules are read, so that it is there when they are.

Reading them takes half a second in which the other core has nothing to do.
"""

import gc
import os
import shlex
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from musemood.player.vlc_library import open_vlc

if TYPE_CHECKING:
    from musemood.files.data_folder import DataFolder
    from musemood.services.request import Request


def open_window(folder: "DataFolder", request: "Request") -> int:
    """Open the window and stay until it closes; returns the exit code.

    Raises ImportError where something is not installed, StoreError where the last changes could
    not be saved.
    """
    gc.disable()  # nothing of what is made now goes away; `collect_from_now` ends it
    opening = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vlc")
    vlc = opening.submit(open_vlc, shlex.split(os.environ.get("MUSEMOOD_VLC_OPTIONS", "")))
    opening.shutdown(wait=False)
    import_qt()
    from musemood.app import run_window

    return run_window(folder, request, vlc)


def import_qt() -> None:
    """Import Qt, and say of all our modules that they use no feature of PySide (snake_case names).

    Of each module that is read after it PySide would look through the source for that: 75 ms.
    """
    import PySide6.QtCore  # noqa: F401 (brings the next)

    try:
        from shibokensupport.feature import (  # type: ignore[import-not-found]
            pyside_feature_dict as features,
        )
    except ImportError:  # another PySide: it looks, and the start takes a little longer
        return
    root = Path(__file__).parent
    for folder, _, files in os.walk(root):
        package = ".".join([root.name, *Path(folder).relative_to(root).parts])
        names = [Path(file).stem for file in files if file.endswith(".py")]
        features.update(dict.fromkeys([package, *(f"{package}.{name}" for name in names)], 0))
