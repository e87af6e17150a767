"""The two thumbs for what plays: what each will do, and which one was given."""

from PySide6.QtCore import QObject, Signal

from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.ui.icons import icon
from musemood.ui.mood_wording import thumb_words
from musemood.ui.theme import Theme
from musemood.ui.transport import tool_button

_ICON_SIZE = 18
_ICONS = {ThumbKind.UP: "thumbs-up", ThumbKind.DOWN: "thumbs-down"}


class ThumbPair(QObject):
    """The buttons ``up`` and ``down``, of the bar and of the mini player, for a view to lay out.

    Signals: ``given(ThumbKind)``.
    """

    given = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.up, self.down = (
            tool_button(name, "", theme, lambda *_, kind=kind: self.given.emit(kind))
            for kind, name in _ICONS.items()
        )
        self.show_track(None)
        self.show_thumb(None)

    def show_track(self, track: Track | None) -> None:
        """Another track plays, or none."""
        mood = track.told_mood if track else None
        for button, kind in zip((self.up, self.down), _ICONS, strict=True):
            button.setEnabled(track is not None)
            button.setToolTip(thumb_words(kind, mood))
            button.setAccessibleName(button.toolTip())

    def show_thumb(self, given: ThumbKind | None) -> None:
        """Fill the one that was given to the playing track."""
        for button, (kind, name) in zip((self.up, self.down), _ICONS.items(), strict=True):
            ink = self._theme.text if given is kind else self._theme.soft
            button.setIcon(icon(name, ink, _ICON_SIZE, is_filled=given is kind))
