"""Colours keep 4.5:1 against the ground they stand on, light and dark."""

import pytest
from PySide6.QtGui import QColor

from musemood.domain.mood import ALL_MOODS
from musemood.ui.theme import DARK, LIGHT, MOOD_FILL, Theme


def _luminance(colour: QColor) -> float:
    """Relative luminance; source: WCAG 2.2."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: QColor | str, other: QColor | str) -> float:
    lighter, darker = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_text_is_readable_everywhere(theme: Theme) -> None:
    for ground in (theme.ground, theme.side, theme.bar, theme.field, theme.selected, theme.hover):
        for ink in (theme.text, theme.soft):
            assert _contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in (theme.ground, theme.side, theme.field):
        assert _contrast(theme.faint, ground) >= 4.5, ground
    assert _contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("mood", ALL_MOODS)
def test_mood_names_are_readable_on_their_chips_and_panels(theme: Theme, mood: str) -> None:
    ink = theme.mood_ink(mood)  # type: ignore[arg-type]
    for ground in (theme.mood_ground(mood), theme.side, theme.ground, theme.field):  # type: ignore[arg-type]
        assert _contrast(ink, ground) >= 4.5


def test_fills_are_those_of_the_design() -> None:
    assert list(MOOD_FILL.values())[:5] == ["#F6B73C", "#58C98B", "#5AA9E6", "#7B6FD0", "#E4572E"]
