"""The words of the window in the person's language, for what is said outside of a QObject."""

from PySide6.QtCore import QCoreApplication, QLocale


def tr(text: str, disambiguation: str | None = None, n: int = -1) -> str:
    """``text`` in the person's language; as `QObject.tr`, which views use.

    ``n``: the number whose plural form is wanted; it stands where ``%n`` is, or ``%Ln`` for
    the language's way to group digits. `make translations` reads only plain literals.
    """
    return QCoreApplication.translate("", text, disambiguation, n)


def number_text(number: int) -> str:
    """Its digits grouped as the language does: ``12,345``."""
    return QLocale().toString(number)
