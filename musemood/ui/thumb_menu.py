"""Thumbs in the context menus of songs, lists and the queue; each says what it will do."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.ui.mood_wording import thumb_words


class ThumbMenu:
    """``give``: a thumb for a path. ``track_of``: the track at a path."""

    def __init__(
        self, give: Callable[[str, ThumbKind], None], track_of: Callable[[str], Track]
    ) -> None:
        self._give = give
        self._track_of = track_of

    def fill(self, menu: QMenu, paths: Sequence[str]) -> None:
        """Add both thumbs for a song; several at once get none, each would do something else."""
        if len(paths) != 1:
            return
        mood = self._track_of(paths[0]).told_mood
        for kind in ThumbKind:
            menu.addAction(thumb_words(kind, mood), partial(self._give, paths[0], kind))
