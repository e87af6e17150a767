"""What was learnt from corrections, one small file in the data folder.

It belongs to one version of mood model and embeddings; with another it is as if it were not there.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from musemood.files.atomic import replace_file

NAME = "calibration.npz"


def save_arrays(path: Path, version: str, arrays: Mapping[str, Any]) -> None:
    """Write numbers and arrays of them by name. Raises OSError."""
    content = BytesIO()
    np.savez(content, version=np.array(version), **arrays)
    replace_file(path, [content.getvalue()])


def load_arrays(path: Path, version: str) -> Mapping[str, Any] | None:
    """What was saved with this version; None for another, or where it cannot be read."""
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as file:
            found = {name: file[name] for name in file.files}
    except Exception:  # a damaged zip leads numpy into many kinds of errors
        return None
    return found if str(found.pop("version", "")) == version else None
