"""Building very many objects at once without Python's garbage collector walking over them.

A full collection holds the interpreter lock for up to 150 ms at 50,000 tracks, and building
them sets off several; the window would stutter although another thread does the work.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """No automatic collection inside the block, which should be short and make no garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def built_to_stay() -> Iterator[None]:
    """As `paused_collector`, and no collection will ever walk over what was built."""
    with paused_collector():
        yield
        gc.freeze()


def collect_from_now(*_: object) -> None:
    """The end of a start without collections: what is there stays, and is never walked over."""
    gc.freeze()
    gc.enable()
