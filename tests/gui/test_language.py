"""The language is chosen in the settings while the window is open and music plays."""

import gc
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import Mood
from musemood.ui.language import Tongue, locale_of, system_tongue
from musemood.ui.language_page import LanguagePage
from musemood.ui.places import Page, Place
from musemood.ui.settings_dialog import SettingsDialog
from musemood.ui.tag_dialog import TagDialog
from musemood.ui.wording import mood_name, songs_text

OpenApp = Callable[..., App]
_HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def _language_stays() -> Iterator[None]:
    """The next test is in English again whatever fails here."""
    yield
    QLocale.setDefault(QLocale.system())


def _dialog(app: App, qtbot: QtBot) -> SettingsDialog:
    app.window.show_settings("language")
    return _shown_dialog(app, qtbot)


def _shown_dialog(app: App, qtbot: QtBot) -> SettingsDialog:
    def shown() -> list[SettingsDialog]:
        return [d for d in app.window.findChildren(SettingsDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def _choose(app: App, qtbot: QtBot, tongue: Tongue) -> SettingsDialog:
    dialog = _dialog(app, qtbot)
    sidebar = app.window.sidebar
    page = dialog.page("language")
    assert isinstance(page, LanguagePage)
    page.choices[tongue].setFocus()
    QTest.keyClick(page.choices[tongue], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: app.window.sidebar is not sidebar)
    return _shown_dialog(app, qtbot)


def _words(root: QWidget) -> list[tuple[str, str, bool]]:
    """All that can be read or heard in a window, with the kind of widget that says it."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        texts = [widget.accessibleName(), widget.toolTip(), widget.windowTitle()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit):
            texts += [widget.placeholderText(), widget.text()]
        if isinstance(widget, QComboBox):
            texts += [widget.itemText(index) for index in range(widget.count())]
        found += [(type(widget).__name__, text, widget.isVisibleTo(root)) for text in texts if text]
    found += [("QAction", a.text(), a.isVisible()) for a in root.findChildren(QAction) if a.text()]
    return found


def _shown_words(root: QWidget) -> list[tuple[str, str]]:
    return sorted((kind, text) for kind, text, is_shown in _words(root) if is_shown)


def test_the_language_changes_in_the_settings_while_music_plays(
    open_app: OpenApp, qtbot: QtBot, few_songs: Path
) -> None:
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(few_songs)])
    window, playback = app.window, app.services.playback
    qtbot.waitUntil(lambda: len(app.services.collection.library) == 10)
    qtbot.waitUntil(lambda: app.services.browsing.is_settled)
    window.page.show_songs("song -7")
    paths = window.page.table.paths()
    playback.play_list(paths, 2)
    qtbot.waitUntil(lambda: playback.is_playing and playback.position_s() > 0.3, timeout=60_000)
    window.page.views.go(Place(Page.ALBUMS))
    geometry, row = window.geometry(), playback.current
    with (
        qtbot.assertNotEmitted(playback.current_changed),
        qtbot.assertNotEmitted(playback.playing_changed),
    ):
        dialog = _choose(app, qtbot, Tongue.CHINESE)
    assert dialog.windowTitle() == "设置"
    assert playback.is_playing
    assert playback.current == row
    assert app.window is window
    assert window.geometry() == geometry
    assert window.page.views.trail.here == Place(Page.ALBUMS)
    assert window.sidebar.places[Page.ALBUMS].isChecked()
    assert window.sidebar.places[Page.ALBUMS].text() == "专辑"
    assert [mood_name(mood) for mood in Mood][:5] == ["快乐", "清新", "放松", "伤感", "激昂"]
    assert window.bar.transport.play.toolTip() == "暂停"
    assert window.bar.now_playing.accessibleName() or window.windowTitle().startswith("Song")
    dialog.reject()
    window.page.views.back()
    assert window.page.header.search.text() == "song -7"
    assert window.page.table.paths() == paths
    window.activateWindow()  # the dialog has just gone
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Space)  # the keys go on
    qtbot.waitUntil(lambda: not playback.is_playing)
    qtbot.waitUntil(lambda: window.bar.transport.play.toolTip() == "播放")

    dialog = _choose(app, qtbot, Tongue.ENGLISH)
    assert dialog.windowTitle() == "Settings"
    assert window.sidebar.places[Page.ALBUMS].text() == "Albums"
    dialog.reject()
    app.window.close()


def test_the_choice_holds_at_the_next_start(open_app: OpenApp, qtbot: QtBot) -> None:
    app = open_app()
    _choose(app, qtbot, Tongue.CHINESE).reject()
    app.window.close()
    again = open_app()
    assert again.window.page.empty.findChildren(QLabel)[0].text() == "将文件夹拖到这里"
    assert songs_text(1234) == "1,234 首歌曲"
    _choose(again, qtbot, Tongue.ENGLISH).reject()
    assert songs_text(1) == "1 song"
    assert songs_text(1234) == "1,234 songs"


def test_a_window_made_anew_says_and_shows_what_it_did(
    open_app: OpenApp, qtbot: QtBot, few_songs: Path
) -> None:
    """Views made after everything has happened show the same as those who saw it happen."""
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(few_songs)])
    qtbot.waitUntil(lambda: len(app.services.collection.library) == 10)
    qtbot.waitUntil(lambda: app.services.browsing.is_settled)
    playback, window = app.services.playback, app.window
    playback.play_list(window.page.table.paths(), 3)
    qtbot.waitUntil(lambda: playback.is_playing, timeout=60_000)
    playback.toggle()
    qtbot.waitUntil(lambda: not playback.is_playing)
    playback.set_shuffled(True)
    playback.set_volume(35)
    playback.add(window.page.table.paths()[:2])
    app.services.playlists.create("Mine", window.page.table.paths()[:3])
    app.services.opinions.rate([window.page.table.paths()[0]], 4)
    window.zones.toggle_lyrics()
    settled = {"Songs 10", "Albums 1", "Artists 1", "Genres 1"}
    qtbot.waitUntil(lambda: settled <= {text for _, text in _shown_words(window)})
    qtbot.waitUntil(lambda: any("No lyrics" in text for _, text in _shown_words(window)))
    before = _shown_words(window)
    sidebar = window.sidebar
    app._language.changed.emit()  # the language is the same
    qtbot.waitUntil(lambda: window.sidebar is not sidebar)
    qtbot.waitUntil(lambda: _shown_words(window) == before)


def test_nothing_of_the_window_before_is_left(
    open_app: OpenApp, qtbot: QtBot, few_songs: Path
) -> None:
    """What a service would still tell would be told to a view that is gone."""
    app = open_app()
    app.services.importing.add([str(few_songs)])
    qtbot.waitUntil(lambda: len(app.services.collection.library) == 10)
    window = app.window
    window.open_sound()
    window.history_dialog.start()
    gone: list[int] = []
    for number in (1, 2):
        window.sidebar.destroyed.connect(lambda: gone.append(1))
        app._language.changed.emit()
        qtbot.waitUntil(partial(_has, gone, number))
    gc.collect()
    dead = [each for each in gc.get_objects() if _is_dead_part(each)]
    assert not {type(each).__name__ for each in dead}


def _has(things: list[int], count: int) -> bool:
    return len(things) == count


def _is_dead_part(thing: object) -> bool:
    return type(thing).__module__.startswith("musemood.ui") and (
        isinstance(thing, QObject) and not shiboken6.isValid(thing)
    )


def test_in_chinese_no_view_speaks_english(
    open_app: OpenApp, qtbot: QtBot, few_songs: Path
) -> None:
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(few_songs)])
    qtbot.waitUntil(lambda: len(app.services.collection.library) == 10)
    qtbot.waitUntil(lambda: app.services.browsing.is_settled)
    _choose(app, qtbot, Tongue.CHINESE)
    app.window.open_sound()
    app.window.track_actions.edit_tags(app.window.page.table.paths()[:2])
    qtbot.waitUntil(lambda: any(d._details.text() for d in app.window.findChildren(TagDialog)))
    said = {text for _, text, _ in _words(app.window)}
    english = {text for text in said if re.search(r"[a-z]{3}", text) and not _HAN.search(text)}
    keys = r"((Ctrl|Alt|Shift)\+)+(\w+|.)|Space|Left|Right|Up|Down|.|F\d+"
    names = rf"Song \d|Someone|English|MuseMood|.*few.*|{keys}"
    assert {text for text in english if not re.fullmatch(names, text)} == set()


def test_the_desktop_s_language_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {
        ("zh-Hans-CN", "zh-CN", "zh"): Tongue.CHINESE,
        ("zh-Hant-TW",): Tongue.CHINESE,
        ("en-GB", "zh-CN"): Tongue.ENGLISH,
        ("de-DE", "zh-CN", "en"): Tongue.CHINESE,
        ("de-DE",): Tongue.ENGLISH,
        ("C",): Tongue.ENGLISH,
        (): Tongue.ENGLISH,
    }
    for names, tongue in wanted.items():
        monkeypatch.setattr(QLocale, "uiLanguages", lambda _self, names=names: list(names))
        assert system_tongue() is tongue, names


def test_numbers_and_dates_are_those_of_the_language() -> None:
    assert locale_of(Tongue.CHINESE).language() is QLocale.Language.Chinese
    assert locale_of(Tongue.ENGLISH).language() is QLocale.Language.English
