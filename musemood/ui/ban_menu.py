"""Never recommend this: a submenu of the context menus of songs, lists and the queue."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from musemood.domain.ban import Ban, BanKind, bans_for_all
from musemood.domain.track import Track
from musemood.services.rules import Rules
from musemood.ui.menu_words import menu_words
from musemood.ui.translate import tr


def ban_words(ban: Ban) -> str:
    """What a ban reaches: ``artist Anna``."""
    words = {
        BanKind.TRACK: tr("track “{name}”"),
        BanKind.ALBUM: tr("album “{name}”"),
        BanKind.ARTIST: tr("artist {name}"),
        BanKind.GENRE: tr("genre {name}"),
        BanKind.FOLDER: tr("folder {name}"),
    }
    return words[ban.kind].format(name=ban.name)


class BanMenu:
    """``track_of``: the track at a path."""

    def __init__(self, rules: Rules, track_of: Callable[[str], Track]) -> None:
        self._rules = rules
        self._track_of = track_of

    def fill(self, menu: QMenu, paths: Sequence[str]) -> None:
        """Add the submenu for what these songs have in common; ticked is what is banned already."""
        if not paths:
            return
        bans = menu.addMenu(tr("Never recommend"))
        held = self._rules.rules.bans
        for ban in bans_for_all([self._track_of(path) for path in paths]):
            action = bans.addAction(menu_words(ban_words(ban), bans))
            action.setCheckable(True)
            action.setChecked(ban in held)
            act = self._rules.allow if ban in held else self._rules.ban
            action.triggered.connect(partial(act, ban))
