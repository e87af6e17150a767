"""The mood strip as it is painted: a colour for each segment, as high as it mattered."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from musemood.domain.mood import ALL_MOODS, SEGMENT_S, SegmentReading
from musemood.ui.mood_strip import MoodStrip
from musemood.ui.theme import DARK


def _picture(strip: MoodStrip) -> NDArray[np.uint8]:
    """What is painted, (height, width, 4): blue, green, red, opacity."""
    image = QImage(strip.size(), QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    strip.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return pixels.reshape(image.height(), image.width(), 4).copy()


def _painted(picture: NDArray[np.uint8], segment: int, of: int) -> tuple[str, int]:
    """Colour in the middle of a segment's stretch, and how high it stands there."""
    width = picture.shape[1]
    first, last = (round(place * width / of) for place in (segment, segment + 1))
    heights = (picture[:, first + 4 : last - 4, 3] > 250).sum(axis=0)
    x = first + 4 + int(heights.argmax())
    blue, green, red, _ = map(int, picture[len(picture) // 2, x])
    return QColor(red, green, blue).name(), int(heights.max())


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(ALL_MOODS) - 1), st.integers(1, 9)), min_size=2, max_size=9
    )
)
def test_each_segment_has_its_mood_s_colour_and_stands_as_high_as_it_mattered(
    qapp: QApplication, segments: list[tuple[int, int]]
) -> None:
    moods, weights = zip(*segments, strict=True)
    attention = np.array(weights, np.float32) / sum(weights)
    reading = SegmentReading(np.array(moods, np.int8), attention)
    assert qapp is not None
    strip = MoodStrip(DARK)
    strip.resize(600, 48)
    strip.set_still()
    strip.show_track(SEGMENT_S * len(segments), reading)
    picture = _picture(strip)
    found = [_painted(picture, place, len(segments)) for place in range(len(segments))]
    assert [colour for colour, _ in found] == [
        DARK.mood_fill(ALL_MOODS[mood]).name() for mood in moods
    ]
    heights, prominence = np.array([height for _, height in found]), reading.prominence()
    for lower in range(len(segments)):
        for higher in range(len(segments)):
            if prominence[higher] > prominence[lower] + 0.1:
                assert heights[higher] > heights[lower]
