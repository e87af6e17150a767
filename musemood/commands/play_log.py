"""``musemood play-log``: the history."""

import json
from datetime import datetime

from musemood.commands.notices import tell_notices
from musemood.domain.duration import duration_text
from musemood.domain.library import Library
from musemood.domain.play_log import Play
from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.documents import play_to_document
from musemood.files.store import Store


def play_log(folder: DataFolder, since: datetime | None, *, is_json: bool) -> int:
    """Print the plays, oldest first; returns 0. Raises StoreError."""
    with Store.open(folder, read_only=True) as store:
        plays = store.plays(since)
        library = Library() if is_json else Library(store.tracks())
        for play in plays:
            print(json.dumps(play_to_document(play)) if is_json else _as_text(play, library))
        tell_notices(store.notices)
    return 0


def _as_text(play: Play, library: Library) -> str:
    track = library.get(play.path) or Track(play.path, 0, 0)
    when = play.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{when}  {duration_text(play.heard_s):>7}  {play.end:<8}  {track.title}"
