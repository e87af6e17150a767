"""One undo: what was done last goes first, whoever did it, and news come in order."""

from pytestqt.qtbot import QtBot

from musemood.domain.edit import Edit, EditKind
from musemood.services.undo import Undo


def test_the_last_thing_done_is_taken_back_and_done_again(qtbot: QtBot) -> None:
    undo, said, news = Undo(), list[str](), list[str]()
    undo.changed.connect(lambda: news.append(f"{undo.can_undo} {undo.can_redo}"))
    undo.added.connect(lambda edit: news.append(edit.name))
    for name in ("queue", "playlist"):
        undo.add(
            Edit(
                EditKind.PLAYLIST_CHANGED,
                back=lambda name=name: said.append(f"back {name}"),  # type: ignore[misc]
                again=lambda name=name: said.append(f"again {name}"),  # type: ignore[misc]
                name=name,
            )
        )
    undo.undo()
    undo.undo()
    undo.undo()
    undo.redo()
    assert said == ["back playlist", "back queue", "again queue"]
    assert undo.newest is not None
    assert undo.newest.name == "queue"
    assert news == [
        *("True False", "queue", "True False", "playlist"),
        *("True True", "False True", "True True"),
    ]
    undo.redo()
    undo.redo()
    assert said[-1] == "again playlist"
    assert not undo.can_redo
