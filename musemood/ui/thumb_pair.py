"""The two thumbs for what plays: what each will do, and which one was given."""

from msgspec import Struct
from PySide6.QtWidgets import QToolButton

from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.ui.icons import icon
from musemood.ui.mood_wording import thumb_words
from musemood.ui.theme import Theme

_ICON_SIZE = 18


class ThumbPair(Struct, frozen=True):
    """Of the bar, and of the mini player."""

    up: QToolButton
    down: QToolButton
    theme: Theme

    def show_track(self, track: Track | None) -> None:
        """Another track plays, or none."""
        mood = track.told_mood if track else None
        for button, kind in ((self.up, ThumbKind.UP), (self.down, ThumbKind.DOWN)):
            button.setEnabled(track is not None)
            button.setToolTip(thumb_words(kind, mood))
            button.setAccessibleName(button.toolTip())

    def show_thumb(self, given: ThumbKind | None) -> None:
        """Fill the one that was given to the playing track."""
        for button, kind, name in (
            (self.up, ThumbKind.UP, "thumbs-up"),
            (self.down, ThumbKind.DOWN, "thumbs-down"),
        ):
            ink = self.theme.text if given is kind else self.theme.soft
            button.setIcon(icon(name, ink, _ICON_SIZE, is_filled=given is kind))
