"""What the panel says of thumbs, pressed or not, and the way back beside it, in the real window."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from heard_library import PLACES
from heard_week import OpenApp, fill_week, opened
from on_disk import on_disk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import Mood
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
UP, DOWN = ThumbKind.UP, ThumbKind.DOWN


@pytest.fixture
def app(open_app: OpenApp, qtbot: QtBot, tmp_path: Path) -> App:
    """Thirty analysed tracks, and recommended rows."""
    fill_week(tmp_path / "home", tmp_path / "music")
    return _recommending(open_app, qtbot)


@pytest.fixture
def close_app(open_app: OpenApp, qtbot: QtBot, tmp_path: Path) -> App:
    """The same of tracks that lie where their moods do: of six played, two are of one mood."""
    fill_week(tmp_path / "home", tmp_path / "music", places=PLACES)
    return _recommending(open_app, qtbot)


def _recommending(open_app: OpenApp, qtbot: QtBot) -> App:
    app = opened(open_app, qtbot)
    qtbot.waitUntil(app.window.isActiveWindow)
    with qtbot.waitSignal(app.services.recommending.recommended):
        app.window.side.recommend_wanted.emit()
    return app


def _shares(app: App) -> list[tuple[float, Mood]]:
    """The most probable first."""
    emotion = app.services.recommending.state.emotion
    assert emotion is not None
    shares = zip(emotion.reading.probabilities, list(Mood), strict=False)
    return sorted(shares, reverse=True)


def _leads(app: App) -> tuple[Mood, float]:
    """Which mood leads, and by how much."""
    (first, leader), (second, _) = _shares(app)[:2]
    return leader, first - second


def _press(app: App, qtbot: QtBot, kind: ThumbKind, mood: Mood) -> str:
    """A thumb on a recommended row of this mood; what the panel says when it is answered."""
    queue, rows = app.window.side.queue, app.services.playback.queue.recommended
    place = next(p for p, row in enumerate(rows) if app.window.track(row.path).told_mood is mood)
    queue.scrollTo(queue.model().index(place, 0))
    with qtbot.waitSignal(app.services.recommending.inferred):
        QTest.mouseClick(queue.viewport(), LEFT, pos=queue.thumb_spot(place, kind))
    qtbot.waitUntil(lambda: app.services.recommending.state.change is not None)
    return app.window.side.note.words.text()


def test_where_one_thumb_changes_the_leader_the_panel_says_that_it_was_close(
    close_app: App, qtbot: QtBot
) -> None:
    app = close_app
    leader, lead = _leads(app)
    assert lead < 0.15
    said = _press(app, qtbot, DOWN, leader)
    now, _ = _leads(app)
    assert now is not leader
    assert said.startswith(f"Less {leader.value}: ")
    assert said.endswith(f" Now {now.value} leads; it was close.")


def test_a_clear_leader_stands_one_thumb_and_no_three_and_that_is_not_close(
    app: App, qtbot: QtBot
) -> None:
    leader, lead = _leads(app)
    for _ in range(12):
        if lead >= 0.75:
            break
        assert "leads" not in _press(app, qtbot, UP, leader)
        lead = _leads(app)[1]
    for _ in range(2):
        assert "leads" not in _press(app, qtbot, DOWN, leader)
        assert _leads(app)[0] is leader
    assert _leads(app)[1] >= 0.15
    said = _press(app, qtbot, DOWN, leader)
    now, _ = _leads(app)
    assert now is not leader
    assert said.endswith(f" Now {now.value} leads.")


def _on_disk(app: App, qtbot: QtBot) -> list[Thumb]:
    return on_disk(app, qtbot, lambda store: store.thumbs())


@pytest.mark.parametrize("by_key", [False, True])
def test_a_track_heard_out_says_so_and_is_taken_back_beside_it(
    app: App, qtbot: QtBot, by_key: bool
) -> None:
    side, services = app.window.side, app.services
    row = services.playback.queue.recommended[0]
    QTest.keyClick(app.window.windowHandle(), Qt.Key.Key_Shift)  # somebody is there
    play = Play(row.path, datetime.now(UTC), 200.0, PlayEnd.FINISHED, PlaySource.RECOMMENDED)
    services.playback.play_ended.emit(play)
    qtbot.waitUntil(lambda: services.recommending.state.change is not None)
    assert side.note.words.text().startswith("You heard it out. More ")
    assert [thumb.is_implied for thumb in _on_disk(app, qtbot)] == [True]
    QTest.keyClick(app.window, Qt.Key.Key_Z, CONTROL)  # the recommending: that was pressed
    assert services.playback.queue.recommended == ()
    assert len(_on_disk(app, qtbot)) == 1
    QTest.keyClick(app.window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert side.note.take_back.isVisible()
    with qtbot.waitSignal(services.recommending.inferred):
        if by_key:
            side.note.take_back.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(side.note.take_back, Qt.Key.Key_Space)
        else:
            QTest.mouseClick(side.note.take_back, LEFT)
    assert _on_disk(app, qtbot) == []
    assert side.note.words.text() == ""
    assert not side.note.take_back.isVisible()
    after = services.recommending.state.emotion
    assert after is not None
    assert after.before_thumbs is None
    QTest.keyClick(app.window, Qt.Key.Key_Z, CONTROL)  # and that, too, was pressed
    assert len(_on_disk(app, qtbot)) == 1
    assert side.note.words.text().startswith("You heard it out. More ")
