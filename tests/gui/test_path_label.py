"""A path that breaks over lines, and is copied without the signs by which it does."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QClipboard, QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from musemood.ui.path_label import PathLabel

LEFT = Qt.MouseButton.LeftButton
PATH = "/music/" + "a" * 40 + "/长" * 20 + "/song.flac"


@pytest.fixture
def label(qtbot: QtBot) -> PathLabel:
    label = PathLabel(PATH)
    qtbot.addWidget(label)
    label.resize(200, label.heightForWidth(200))
    label.show()
    qtbot.waitExposed(label)
    label.setFocus()
    QApplication.clipboard().setText("before")
    return label


def test_it_is_no_wider_than_it_is_told(label: PathLabel) -> None:
    assert label.width() == 200
    assert label.heightForWidth(200) > 3 * label.fontMetrics().height()


def test_by_key_the_path_itself_is_copied(label: PathLabel) -> None:
    label.setSelection(0, len(label.text()))
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == PATH


def test_by_mouse_too(label: PathLabel, qtbot: QtBot) -> None:
    label.setSelection(0, len(label.text()))

    def choose() -> None:
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (copy,) = menu.actions()
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(copy).center())

    QTimer.singleShot(0, choose)
    at = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, label.mapToGlobal(at))
    QApplication.sendEvent(label, event)
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == PATH)


def test_what_the_mouse_selected_is_pasted_by_the_middle_button(label: PathLabel) -> None:
    end = QPoint(60, label.height() - 8)
    QTest.mousePress(label, LEFT, pos=QPoint(3, 8))
    drag = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(end), label.mapToGlobal(QPointF(end)),
        LEFT, LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(label, drag)
    QTest.mouseRelease(label, LEFT, pos=end)
    assert "\u200b" in label.selectedText()
    chosen = label.selectedText().replace("\u200b", "")
    assert QApplication.clipboard().text(QClipboard.Mode.Selection) == chosen
