"""The song list in Chinese: titles in the order of their pinyin."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.track import Tags, Track
from musemood.ui.columns import Column
from musemood.ui.language import Tongue


@pytest.fixture(autouse=True)
def _language_stays() -> Iterator[None]:
    """The next test is in English again whatever fails here."""
    yield
    QLocale.setDefault(QLocale.system())


def test_titles_are_sorted_by_pinyin_where_the_language_is_chinese(
    open_app: Callable[..., App], qtbot: QtBot
) -> None:
    app = open_app()
    spoken = ("阿", "北京", "陈", "海阔天空", "王", "中国", "周")
    app.services.collection.put(
        Track(f"/{place}.mp3", 1, 1, Tags(title=title, duration_s=60.0))
        for place, title in enumerate((*reversed(spoken), "Alpha"))
    )

    def titles() -> list[str]:
        table = app.window.page.table
        table.sort(Column.TITLE, Qt.SortOrder.AscendingOrder)
        return [table.track_at(row).title for row in range(table.rowCount())]

    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == len(spoken) + 1)
    assert titles() == ["Alpha", *sorted(spoken)]  # by the numbers of the characters
    app._language.choose(Tongue.CHINESE)
    qtbot.waitUntil(lambda: titles() == ["Alpha", *spoken])
