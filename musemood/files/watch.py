"""What happens in folders while the program runs. The one door to watchdog.

Links inside folders are not followed, so that a circle of them is no trap.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from musemood.files.scan import is_of_interest

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

OnChange = Callable[[str, bool], None]
"""Gets a path, and whether it is being written to; called in a thread of watchdog's."""


class FolderWatch:
    """Watches one folder and all below it, from its making to `close`.

    Raises OSError where it cannot: the folder is gone, or the system watches no more of them.
    """

    def __init__(self, folder: str, on_change: OnChange) -> None:
        from watchdog import events
        from watchdog.observers import Observer

        class Handler(events.FileSystemEventHandler):
            def on_any_event(self, event: "FileSystemEvent") -> None:
                is_written = isinstance(event, events.FileModifiedEvent)
                for path in map(_text, (event.src_path, event.dest_path)):
                    if path and (event.is_directory or is_of_interest(path)):
                        on_change(path, is_written)

        told = [
            events.FileCreatedEvent,
            events.FileModifiedEvent,
            events.FileClosedEvent,
            events.FileMovedEvent,
            events.FileDeletedEvent,
            events.DirCreatedEvent,
            events.DirMovedEvent,
            events.DirDeletedEvent,
        ]
        self._observer = Observer()
        self._observer.schedule(Handler(), folder, recursive=True, event_filter=told)
        self._observer.start()

    def close(self) -> None:
        """Watch no more."""
        self._observer.stop()
        self._observer.join()


def _text(path: bytes | str) -> str:
    return path if isinstance(path, str) else path.decode("utf-8", "surrogateescape")
