"""Covers: sharp at any size, square, bounded in memory, and no picture breaks them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from musemood.services import covers as covers_module
from musemood.services.covers import SMALL_EDGE_PX, Covers


def _picture(width: int, height: int, kind: str = "JPG") -> bytes:
    """Red with a green square in the middle, as wide as a quarter of the shorter edge."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    edge = min(width, height) // 4
    painter = QPainter(image)
    painter.fillRect((width - edge) // 2, (height - edge) // 2, edge, edge, QColor(0, 255, 0))
    painter.end()
    buffer = QBuffer()
    data = QByteArray()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(data.data())


def _found(qtbot: QtBot, data: bytes | None, edge_px: int) -> QImage | None:
    covers = Covers(lambda _: data, ThreadPoolExecutor(max_workers=1))
    try:
        covers.get("/a", edge_px)
        qtbot.waitUntil(lambda: not covers._is_finding)
        return covers.get("/a", edge_px)
    finally:
        covers.close()


def test_a_cover_is_cut_square_and_scaled_to_the_very_edge(qtbot: QtBot) -> None:
    for kind in ("JPG", "PNG"):
        for size in ((1500, 900), (200, 900), (64, 64)):
            for edge in (SMALL_EDGE_PX, 304, 608):
                image = _found(qtbot, _picture(*size, kind), edge)
                assert image is not None
                assert (image.width(), image.height()) == (edge, edge)
                middle, corner = image.pixelColor(edge // 2, edge // 2), image.pixelColor(4, 4)
                assert middle.green() > 200 > middle.red()
                assert corner.red() > 200 > corner.green()
                # The square keeps its shape: nothing is stretched.
                assert image.pixelColor(edge // 2, round(edge * 0.35)).red() > 150
                assert image.pixelColor(round(edge * 0.35), edge // 2).red() > 150


@pytest.mark.qt_log_ignore("(?i)jpeg|image")  # Qt says so of the one that is cut off
def test_what_is_no_picture_is_no_cover(qtbot: QtBot) -> None:
    for data in (None, b"", b"no picture", _picture(300, 300)[:200]):
        assert _found(qtbot, data, 192) is None


def test_memory_is_bounded(qtbot: QtBot, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(covers_module, "_MOST_BYTES", 10 * 192 * 192 * 4)
    data = _picture(192, 192)
    covers = Covers(lambda _: data, ThreadPoolExecutor(max_workers=1))
    for number in range(30):
        with qtbot.waitSignal(covers.cover_ready):
            covers.get(f"/{number}")
    assert len(covers._images) == 10
    assert covers.get("/29") is not None
    covers.close()
