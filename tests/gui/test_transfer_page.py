"""Export and import through the window's settings."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.ban import Ban, BanKind
from musemood.domain.mood import Mood
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.ui.settings_dialog import SettingsDialog
from musemood.ui.transfer_page import TransferPage

OpenApp = Callable[..., App]
NOW = datetime.now(UTC)


def _page(app: App, qtbot: QtBot) -> TransferPage:
    app.window.show_settings("transfer")
    page = app.window.findChildren(SettingsDialog)[-1].findChildren(TransferPage)[-1]
    qtbot.waitUntil(page.isVisible)
    return page


def _say_where(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


@pytest.fixture
def filled(few: App) -> App:
    """Ten songs, and all that a person may have said of them."""
    app, services = few, few.services
    services.importing.cancel()
    first, second, *_ = paths = app.window.page.table.paths()
    services.opinions.rate([first], 4)
    services.opinions.set_mood([second], Mood.SAD)
    services.playlists.create("Evening", paths[:3])
    services.playlists.create_smart("Sad", "mood:sad")
    play = Play(first, NOW - timedelta(hours=3), 14.0, PlayEnd.FINISHED, PlaySource.LIST)
    services.storage.add_play(play)
    services.rules.ban(Ban(BanKind.TRACK, first, "First"))
    services.storage.add_thumb(Thumb(second, ThumbKind.UP, NOW - timedelta(hours=2)))
    return app


def test_the_history_of_another_player_is_found_here_too(filled: App, qtbot: QtBot) -> None:
    page, window = _page(filled, qtbot), filled.window
    settings = page.window()
    QTest.mouseClick(page.history, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.history_dialog.isVisible)
    assert not settings.isVisible()
    window.history_dialog.close()


def test_what_went_out_comes_in_and_is_seen_at_once(
    filled: App, open_app: OpenApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.jsonl"
    _say_where(monkeypatch, file)
    page = _page(filled, qtbot)
    with qtbot.waitSignal(filled.services.transfer.exported):
        page.export.setFocus()
        QTest.keyClick(page.export, Qt.Key.Key_Space)
    assert page.news.text() == f"17 entries are in {file} now."
    assert page.export.isEnabled()
    with file.open("a") as more:
        more.write(
            'no json\n{"type":"rating","path":"/gone.mp3","stars":3,"at":"2026-01-01T00:00:00Z"}'
        )
    songs_played = filled.window.page.table.paths()[0]
    songs, playlists = list(filled.services.collection.library), filled.services.playlists.all()
    filled.window.close()
    filled.close()
    (tmp_path / "home").rename(tmp_path / "old")
    new = open_app()
    page = _page(new, qtbot)
    with qtbot.waitSignal(new.services.transfer.imported):
        QTest.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    assert "18 entries are new; 0 were here already." in page.news.text()
    assert "1 line of the file is no entry" in page.news.text()
    assert [page.absent.item(0).text(), page.absent.count()] == ["/gone.mp3", 1]
    collection = new.services.collection
    assert sorted(collection.library, key=str) == sorted(songs, key=str)
    assert new.window.page.table.rowCount() == 10
    assert new.services.playlists.all() == playlists
    qtbot.waitUntil(lambda: [b.value for b in new.services.rules.rules.bans] == [songs_played])
    assert [play.path for play in collection.plays()] == [songs_played]
    assert len(collection.thumbs_since(NOW - timedelta(days=1))) == 1
    with qtbot.waitSignal(new.services.transfer.imported):
        QTest.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    assert "0 entries are new; 18 were here already." in page.news.text()
    assert len(collection.plays()) == 1


def test_a_file_that_cannot_be_written_is_told_and_a_cancel_leaves_none(
    filled: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, transfer = _page(filled, qtbot), filled.services.transfer
    _say_where(monkeypatch, tmp_path)
    with qtbot.waitSignal(transfer.failed):
        QTest.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert page.news.text().startswith("That did not work (")
    _say_where(monkeypatch, tmp_path / "stopped.jsonl")
    gate = threading.Event()
    filled.services.storage.ask(lambda _: gate.wait())
    with qtbot.waitSignal(transfer.stopped):
        QTest.mouseClick(page.export_opinions, Qt.MouseButton.LeftButton)
        assert not page.export.isEnabled()
        QTest.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
        gate.set()
    assert page.news.text() == "Stopped."
    assert not (tmp_path / "stopped.jsonl").exists()
