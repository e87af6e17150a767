"""Bans go along with a folder that is renamed, and with an album that gets another title."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from musemood.domain.ban import Ban, BanKind, ban_test, heir_of
from musemood.domain.track import Track
from musemood.services.collection import Collection
from musemood.services.rules import Rules

Altered = tuple[Track, Track]


class BanFollowing(QObject):
    """A ban follows once all of its songs have gone to one place where no others are.

    So it does where a folder is renamed, and does not where one song after the other is moved out
    of it. Bans of tracks follow their files by themselves; artists and genres stay what they are.
    """

    def __init__(self, collection: Collection, rules: Rules, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self._rules = rules
        self._before: dict[str, tuple[Track, ...]] = {}  # by today's path, all that it was
        collection.tracks_altered.connect(self._on_altered)

    def _on_altered(self, altered: Sequence[Altered]) -> None:
        kinds = (BanKind.FOLDER, BanKind.ALBUM)
        bans = [ban for ban in self._rules.rules.bans if ban.kind in kinds]
        if not bans:
            return
        earlier = [(*self._before.pop(before.path, ()), before) for before, _ in altered]
        now = (after.path for _, after in altered)
        self._before.update(zip(now, earlier, strict=True))
        for ban in bans:
            heir = self._heir(ban, altered)
            if heir is not None:
                self._rules.follow(ban, heir)

    def _heir(self, ban: Ban, altered: Sequence[Altered]) -> Ban | None:
        is_banned = ban_test([ban])
        gone = [(b, a) for b, a in altered if is_banned(b) and not is_banned(a)]
        heirs = {heir_of(ban, before, after) for before, after in gone}
        heir = heirs.pop() if len(heirs) == 1 else None
        if heir is None:
            return None
        is_heir = ban_test([heir])
        titles = {track.tags.album for pair in gone for track in pair}
        for track in self._collection.library:
            if ban.kind is BanKind.ALBUM and track.tags.album not in titles:
                continue  # folding 50,000 titles would be felt
            was = self._before.get(track.path, ())
            if is_banned(track) or (is_heir(track) and not any(map(is_banned, was))):
                return None
        return heir
