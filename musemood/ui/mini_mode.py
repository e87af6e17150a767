"""When the window is a mini player: on F8, or where it is made too small for more."""

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from musemood.services.options import Option, Options
from musemood.ui.mini_player import MiniPlayer

FULL_FROM = 600
"""Pixels of width and of height below which the whole window has no room."""
_SMALLEST = QSize(300, 230)
_MINI = QSize(340, 560)
_FULL = QSize(1280, 800)


class MiniMode(QObject):
    """Shows one of two pages: everything, or the mini player."""

    def __init__(self, window: QMainWindow, whole: QWidget, mini: MiniPlayer) -> None:
        super().__init__(window)
        self._window, self._mini = window, mini
        self._whole = whole
        self._full_geometry: QByteArray | None = None
        self._mini_geometry: QByteArray | None = None
        self._options: Options | None = None
        self.pages = QStackedWidget()
        for page in (whole, mini):
            page.setMinimumSize(1, 1)  # else a hidden page would keep the window large
            self.pages.addWidget(page)
        window.setMinimumSize(_SMALLEST)
        mini.full_wanted.connect(self.toggle)
        mini.on_top_wanted.connect(self._on_top_wanted)

    def take_over(self, other: "MiniMode") -> None:
        """The sizes that were left in another one."""
        self._full_geometry, self._mini_geometry = other._full_geometry, other._mini_geometry
        self.fit()

    @property
    def is_mini(self) -> bool:
        """Whether the mini player is shown."""
        return self.pages.currentWidget() is self._mini

    def use(self, options: Options) -> None:
        """Remember there whether it stays above other windows."""
        self._options = options
        self._mini.show_on_top(options.is_on(Option.MINI_ON_TOP))
        self._apply()

    def toggle(self) -> None:
        """To the mini player, or back to the window as it was."""
        if self.is_mini:
            self._mini_geometry = self._window.saveGeometry()
            self._go_to(self._full_geometry, _FULL)
        else:
            self._full_geometry = self._window.saveGeometry()
            self._go_to(self._mini_geometry, _MINI)

    def fit(self) -> None:
        """The window has another size: show what there is room for."""
        is_small = min(self._window.width(), self._window.height()) < FULL_FROM
        wanted = self._mini if is_small else self._whole
        if self.pages.currentWidget() is not wanted:
            self.pages.setCurrentWidget(wanted)
            (wanted.focusWidget() or wanted).setFocus()
            self._apply()

    def _go_to(self, geometry: QByteArray | None, size: QSize) -> None:
        """Only the size decides, so a window that may not be resized stays what it is."""
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            window.showNormal()
        if geometry is None or not window.restoreGeometry(geometry):
            window.resize(size)

    def _on_top_wanted(self, is_on_top: bool) -> None:
        if self._options is not None:
            self._options.switch(Option.MINI_ON_TOP, is_on_top)
        self._mini.show_on_top(is_on_top)
        self._apply()

    def _apply(self) -> None:
        """Above the others only as a mini player: the whole window would be in the way."""
        is_on_top = self.is_mini and self._mini.pin.isChecked()
        flag, window = Qt.WindowType.WindowStaysOnTopHint, self._window
        if bool(window.windowFlags() & flag) is is_on_top:
            return
        if not window.isVisible():
            window.setWindowFlag(flag, is_on_top)
            return
        # Here that would make another window of the system, in the midst of a drag too.
        window.overrideWindowFlags(window.windowFlags() ^ flag)
        handle = window.windowHandle()
        if handle is not None:
            handle.setFlag(flag, is_on_top)
