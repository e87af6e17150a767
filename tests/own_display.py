"""A display for each process of a parallel run, so that no window takes another's focus."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_SCREEN = "1600x1000x24"


@contextmanager
def own_display() -> Iterator[str]:
    """The name of a display that ends with the block, or with this process if it is killed."""
    reading, writing = os.pipe()
    command = ["setpriv", "--pdeathsig", "TERM", "Xvfb", "-displayfd", str(writing)]
    command += ["-screen", "0", _SCREEN, "-nolisten", "tcp", "-noreset"]
    # In a process group of its own: Ctrl+C would end it before the windows on it.
    with subprocess.Popen(
        command, pass_fds=[writing], stderr=subprocess.DEVNULL, start_new_session=True
    ) as server:
        os.close(writing)
        try:
            with os.fdopen(reading, encoding="ascii") as answer:
                number = answer.readline().strip()
            if not number:
                raise RuntimeError("Xvfb does not start: run packaging/setup.sh test")
            yield f":{number}"
        finally:
            server.terminate()
