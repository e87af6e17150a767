"""Colours, fonts and the style sheet, light and dark.

The hex values of the moods are for fills; text and thin icons use a shade of them with at
least 4.5:1 against the ground they stand on (a test computes it).
"""

from dataclasses import dataclass, fields
from string import Template
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

from musemood.domain.mood import ALL_MOODS, Mood
from musemood.shipped import shipped_folder

MOOD_FILL: dict[Mood, str] = {
    Mood.HAPPY: "#F6B73C",
    Mood.FRESH: "#58C98B",
    Mood.RELAXED: "#5AA9E6",
    Mood.SAD: "#7B6FD0",
    Mood.INTENSE: "#E4572E",
    Mood.UNSURE: "#8A8F99",
}

_MOOD_INK_DARK = {
    Mood.HAPPY: "#F8C764",
    Mood.FRESH: "#6FD69D",
    Mood.RELAXED: "#7DBDEE",
    Mood.SAD: "#B1A8F0",
    Mood.INTENSE: "#FF8F6B",
    Mood.UNSURE: "#A9AEB8",
}

_MOOD_INK_LIGHT = {
    Mood.HAPPY: "#7A5100",
    Mood.FRESH: "#17663D",
    Mood.RELAXED: "#1A5A8E",
    Mood.SAD: "#5145A6",
    Mood.INTENSE: "#A2341A",
    Mood.UNSURE: "#5C616B",
}


@dataclass(frozen=True)
class Theme:
    """One set of colours. ``ground`` is behind lists, ``side`` behind the two side panels."""

    is_dark: bool
    ground: str
    side: str
    bar: str
    field: str
    selected: str
    hover: str
    line: str
    track: str
    text: str
    soft: str
    faint: str
    accent: str
    on_accent: str
    warning: str

    def mood_ink(self, mood: Mood) -> QColor:
        """Text and thin icons in a mood's colour."""
        return QColor((_MOOD_INK_DARK if self.is_dark else _MOOD_INK_LIGHT)[mood])

    def mood_fill(self, mood: Mood) -> QColor:
        """Bars and strips."""
        return QColor(MOOD_FILL[mood])

    def mood_ground(self, mood: Mood) -> QColor:
        """Behind the text of a mood chip: the mood's colour, thinly over the ground."""
        share = 0.17 if self.is_dark else 0.20
        fill, ground = QColor(MOOD_FILL[mood]), QColor(self.ground)
        return QColor.fromRgbF(
            *(
                share * f + (1 - share) * g
                for f, g in zip(fill.getRgbF()[:3], ground.getRgbF()[:3], strict=True)  # type: ignore[index]
            )
        )


DARK = Theme(
    is_dark=True,
    ground="#15161A",
    side="#121317",
    bar="#1A1C22",
    field="#1E2027",
    selected="#262932",
    hover="#1C1E24",
    line="#26282F",
    track="#292C34",
    text="#F1F2F4",
    soft="#A2A7B2",
    faint="#8B909B",
    accent="#F1F2F4",
    on_accent="#15161A",
    warning="#F2C14E",
)

LIGHT = Theme(
    is_dark=False,
    ground="#F7F7F5",
    side="#F2F2EF",
    bar="#FFFFFF",
    field="#FFFFFF",
    selected="#E6E6E2",
    hover="#EEEEEA",
    line="#E0E0DB",
    track="#DEDED9",
    text="#17181C",
    soft="#555962",
    faint="#63676F",
    accent="#17181C",
    on_accent="#FFFFFF",
    warning="#8A5A00",
)


class LiveTheme(Theme):
    """A theme that can become another one while the views hold it.

    Whoever takes a colour when it paints needs to do nothing else to follow.
    """

    def __init__(self, now: Theme) -> None:
        object.__setattr__(self, "now", now)

    def become(self, theme: Theme) -> None:
        """From now on its colours are those of ``theme``."""
        object.__setattr__(self, "now", theme)

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "now"), name)


def counterpart(colour: str, before: Theme, after: Theme) -> str:
    """The colour in ``after`` that plays the role of ``colour``, an ink of ``before``.

    A colour that is no ink stays as it is.
    """
    name = QColor(colour).name()
    for role in ("text", "soft", "faint", "on_accent", "warning"):
        if QColor(getattr(before, role)).name() == name:
            return str(getattr(after, role))
    for mood in ALL_MOODS:
        if before.mood_ink(mood).name() == name:
            return after.mood_ink(mood).name()
    return colour


def system_theme() -> Theme:
    """The theme that the desktop asks for; dark where it does not say."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return LIGHT if scheme == Qt.ColorScheme.Light else DARK


def load_fonts() -> QFont:
    """Make the shipped fonts known; the application font, with fallbacks for Chinese."""
    for file in sorted(shipped_folder("resources").joinpath("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont()
    font.setFamilies(["Inter", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei UI"])
    font.setPixelSize(13)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def sized(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A copy of the font in another size and weight."""
    copy = QFont(font)
    copy.setPixelSize(pixels)
    copy.setWeight(weight)
    return copy


def style_sheet(theme: Theme) -> str:
    """The application's style sheet in the colours of ``theme``."""
    source = shipped_folder("resources") / "style.qss"
    # Style sheets cannot tint a picture; the accent is light in the dark theme.
    tick = "check-on-light.svg" if theme.is_dark else "check-on-dark.svg"
    check = (shipped_folder("resources") / "icons" / tick).as_posix()
    colours = {field.name: getattr(theme, field.name) for field in fields(Theme)}
    return Template(source.read_text(encoding="utf-8")).substitute(colours, check=check)
