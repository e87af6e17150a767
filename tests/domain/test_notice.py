"""What the store found damaged is told, by the window and by the command line."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from musemood.commands.notices import notice_sentence as command_sentence
from musemood.domain.notice import Notice, NoticeKind
from musemood.ui.notices import notice_sentence as window_sentence

AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("sentence_of", [command_sentence, window_sentence])
@pytest.mark.parametrize("kind", NoticeKind)
def test_every_damage_has_its_sentence(
    kind: NoticeKind, sentence_of: Callable[[Notice], str]
) -> None:
    whole = Notice(kind, "/data/what.json", "/data/kept", "/backups/of it", AT, 41)
    sentence = sentence_of(whole)
    assert re.fullmatch(r"([A-Z]|41 ).*[.]", sentence)
    assert not re.search(r"[{}]|None", sentence)
    assert ("41" in sentence) == ("skipped" in kind)
    # Of what is no longer in its place it is told where it is kept.
    is_moved = kind in (NoticeKind.STARTED_EMPTY, NoticeKind.PLAYLISTS_LOST)
    assert not is_moved or "/data/kept" in sentence
    others = {sentence_of(Notice(each, "/data/what.json", "/data/kept", "/backups/of it", AT, 41))
              for each in NoticeKind if each is not kind}  # fmt: skip
    assert sentence not in others


def test_a_command_that_only_reads_does_not_say_that_it_mended() -> None:
    found = Notice(NoticeKind.BACKUP_RESTORED, "/library", restored_from="/backup", written_at=AT)
    mended = Notice(NoticeKind.BACKUP_RESTORED, "/library", "/kept", "/backup", AT)
    assert "puts it in place" in command_sentence(found)
    assert "puts it in place" not in command_sentence(mended)
