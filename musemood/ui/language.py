"""English or Simplified Chinese, or as the desktop speaks; changed while the window is open."""

from enum import StrEnum

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    QTranslator,
    Signal,
)

from musemood.shipped import shipped_folder


class Tongue(StrEnum):
    """What the person chose; the values are also the names of the files."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


class Language(QObject):
    """Installs the words of the chosen language, and its numbers and dates; remembers the choice.

    Signals: ``changed()`` after another language holds: what has words is to be made again.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        stored = str(settings.value("language", ""))
        self.tongue = Tongue(stored) if stored in list(Tongue) else Tongue.SYSTEM
        self._translators: list[QTranslator] = []
        self._install()

    @property
    def spoken(self) -> Tongue:
        """English or Chinese, whichever holds now."""
        return system_tongue() if self.tongue is Tongue.SYSTEM else self.tongue

    def choose(self, tongue: Tongue) -> None:
        """Take it at once and remember it."""
        before = self.spoken
        self.tongue = tongue
        self._settings.setValue("language", tongue.value)
        if self.spoken is not before:
            self._install()
            self.changed.emit()

    def close(self) -> None:
        """Leave the application as it was."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators.clear()
        QLocale.setDefault(QLocale.system())

    def _install(self) -> None:
        self.close()
        QLocale.setDefault(locale_of(self.spoken))
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (f"qtbase_{self.spoken}", qt_folder),  # buttons of dialogs, menus of text fields
            (f"musemood_{self.spoken}", str(shipped_folder("resources") / "translations")),
        ):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)


def system_tongue() -> Tongue:
    """The first language of the desktop that MuseMood speaks, else English.

    Chinese in any script: who reads the traditional one reads this rather than English.
    """
    for name in QLocale.system().uiLanguages():
        if QLocale(name).language() is QLocale.Language.Chinese:
            return Tongue.CHINESE
        if QLocale(name).language() is QLocale.Language.English:
            return Tongue.ENGLISH
    return Tongue.ENGLISH


def locale_of(tongue: Tongue) -> QLocale:
    """How numbers and dates are written: as the desktop does where it speaks the language."""
    plain = QLocale(tongue.value)
    system = QLocale.system()
    return system if system.language() is plain.language() else plain
