"""Laws: every confirmed line survives; whatever a kill left behind, the file stays in order."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_things import paths

from musemood.files.journal import Journal, MonthText, read_month
from musemood.files.json_text import Document, dumps, loads

MONTH = "2026-11"
DOCUMENTS: list[Document] = [{"path": "/a"}, {"path": "/快乐", "n": [1]}, {"path": "/\udcff"}]


@given(
    entries=st.lists(st.tuples(st.integers(1, 12), paths), max_size=12), since=st.integers(1, 12)
)
def test_documents_come_back_month_by_month(
    entries: list[tuple[int, str]], since: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal"), "plays")
    for month, path in entries:
        journal.append(f"2026-{month:02}", {"path": path, "month": month})
    found = [doc for month in journal.read(f"2026-{since:02}") for doc in month.documents]
    wanted = [{"path": path, "month": month} for month, path in entries if month >= since]
    assert found == sorted(wanted, key=lambda document: int(str(document["month"])))
    journal.close()


def test_reading_creates_nothing(tmp_path: Path) -> None:
    assert Journal(tmp_path / "journal", "plays").read() == []
    assert list(tmp_path.iterdir()) == []


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("plays-notes.jsonl", "plays-2026-11.jsonl.torn", "thumbs-2026-11.jsonl"):
        (tmp_path / name).write_bytes(b'{"path": "/a"}\n')
    assert Journal(tmp_path, "plays").read() == []


def test_a_file_cut_at_any_byte_is_mended_by_the_next_append(tmp_path: Path) -> None:
    lines = [dumps(document) for document in DOCUMENTS]
    text = b"".join(line + b"\n" for line in lines)
    ends = [sum(len(line) + 1 for line in lines[: n + 1]) - 1 for n in range(len(lines))]
    for size in range(len(text) + 1):
        folder = tmp_path / str(size)
        folder.mkdir()
        path = folder / f"plays-{MONTH}.jsonl"
        path.write_bytes(text[:size])
        whole = DOCUMENTS[: sum(end <= size for end in ends)]
        assert read_month(path) == MonthText(path, tuple(whole), damaged_lines=0)
        assert path.read_bytes() == text[:size]

        journal = Journal(folder, "plays")
        journal.append(MONTH, {"path": "/next"})
        journal.close()

        written = path.read_bytes()
        assert written.endswith(b"\n")
        assert [loads(line) for line in written.splitlines()] == [*whole, {"path": "/next"}]
        torn = folder / f"plays-{MONTH}.jsonl.torn"
        kept = b"".join(dumps(document) + b"\n" for document in whole)
        tail = text[len(kept) : size]
        assert (torn.read_bytes() if tail else not torn.exists()) == (
            tail + b"\n" if tail else True
        )


def test_damaged_lines_are_skipped_kept_and_counted(tmp_path: Path) -> None:
    path = tmp_path / f"plays-{MONTH}.jsonl"
    text = b'{"path":"/a"}\nrubbish\n\n[1]\n\0\0\0\n\xff\xfe\n{"path":"/b"}\n'
    path.write_bytes(text)
    journal = Journal(tmp_path, "plays")
    journal.append(MONTH, {"path": "/c"})
    journal.close()
    (month,) = journal.read()
    assert list(month.documents) == [{"path": "/a"}, {"path": "/b"}, {"path": "/c"}]
    assert month.damaged_lines == 4
    assert path.read_bytes().startswith(text)


def test_a_kill_between_the_steps_of_mending_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / f"plays-{MONTH}.jsonl"
    path.write_bytes(b'{"path":"/a"}\n{"path":"/b')
    path.with_name(path.name + ".torn").write_bytes(b'{"path":"/b\n')
    journal = Journal(tmp_path, "plays")
    journal.append(MONTH, {"path": "/c"})
    journal.close()
    assert list(read_month(path).documents) == [{"path": "/a"}, {"path": "/c"}]
