"""Buttons and the volume of a player, bound to `Playback`, for a view to lay out."""

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QSlider, QToolButton

from musemood.services.playback import Playback
from musemood.ui.icons import icon
from musemood.ui.theme import Theme


def tool_button(name: str, text: str, theme: Theme, clicked: object, size: int = 34) -> QToolButton:
    """A flat button with an icon, which a click leaves without the focus."""
    button = QToolButton()
    button.setIcon(icon(name, theme.text, 18, is_filled=name.startswith("skip")))
    button.setIconSize(QSize(18, 18))
    button.setFixedSize(size, size)
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(clicked)
    return button


class Transport(QObject):
    """``previous``, ``play``, ``next``, ``mute`` and ``volume``; they show what is.

    ``is_big``: whether ``play`` is, as the mini player has it.
    """

    def __init__(
        self,
        playback: Playback,
        theme: Theme,
        parent: QObject | None = None,
        *,
        is_big: bool = False,
    ) -> None:
        super().__init__(parent)
        self._playback, self._theme = playback, theme
        self.previous = tool_button("skip-back", self.tr("Previous"), theme, playback.previous)
        size = 48 if is_big else 40
        self.play = tool_button("play", self.tr("Play"), theme, playback.toggle, size)
        self.play.setObjectName("bigPlayButton" if is_big else "playButton")
        self.next = tool_button("skip-forward", self.tr("Next"), theme, playback.next)
        self.mute = tool_button("volume-2", self.tr("Mute"), theme, self._on_mute_clicked)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setMinimumWidth(40)
        self.volume.setMaximumWidth(90)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setAccessibleName(self.tr("Volume"))
        self.volume.valueChanged.connect(playback.set_volume)
        playback.playing_changed.connect(self._on_playing_changed)
        playback.volume_changed.connect(self._on_volume_changed)
        self._on_playing_changed(playback.is_playing)
        self._on_volume_changed(playback.volume, playback.is_muted)

    def _on_playing_changed(self, is_playing: bool) -> None:
        name = "pause" if is_playing else "play"
        self.play.setIcon(icon(name, self._theme.on_accent, 18, is_filled=True))
        text = self.tr("Pause") if is_playing else self.tr("Play")
        self.play.setToolTip(text)
        self.play.setAccessibleName(text)

    def _on_volume_changed(self, percent: int, is_muted: bool) -> None:
        self.volume.blockSignals(True)
        self.volume.setValue(percent)
        self.volume.blockSignals(False)
        name = "volume-x" if is_muted else "volume-2" if percent >= 50 else "volume-1"
        self.mute.setIcon(icon(name, self._theme.soft, 18))
        self.mute.setAccessibleName(self.tr("Unmute") if is_muted else self.tr("Mute"))

    def _on_mute_clicked(self) -> None:
        self._playback.set_muted(not self._playback.is_muted)
