"""Lyrics with moments are read and followed; any text is lyrics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.lyrics import Lyrics, parse_lyrics


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    lyrics = parse_lyrics(text)
    assert len(lyrics.starts_s) in (0, len(lyrics.lines))
    assert list(lyrics.starts_s) == sorted(lyrics.starts_s)


_lines = st.text(st.characters(categories=("L", "Nd", "Zs")), max_size=8).map(str.strip)


@given(st.lists(st.tuples(st.integers(0, 59_99), _lines), max_size=10, unique_by=lambda e: e[0]))
def test_what_is_written_as_lrc_is_read_back(written: list[tuple[int, str]]) -> None:
    text = "\n".join(f"[{c // 6000:02}:{c // 100 % 60:02}.{c % 100:02}]{w}" for c, w in written)
    lyrics = parse_lyrics(text)
    expected = sorted(written)
    assert lyrics.lines == tuple(words for _, words in expected)
    assert lyrics.starts_s == pytest.approx([c / 100 for c, _ in expected])


def test_a_line_with_several_moments_notes_and_an_offset() -> None:
    text = "[ar:Ann]\n[offset:+500]\n[00:10.00][00:20]again <00:10.50>and\n[01:02:50]end\n"
    lyrics = parse_lyrics(text)
    assert lyrics == Lyrics(("again and", "again and", "end"), (9.5, 19.5, 62.0))


def test_plain_words_keep_their_verses() -> None:
    assert parse_lyrics("\n one\n\ntwo \n\n") == Lyrics(("one", "", "two"))
    assert parse_lyrics("[Chorus]\nla") == Lyrics(("[Chorus]", "la"))


def test_the_line_sung_now() -> None:
    lyrics = Lyrics(("a", "b"), (1.0, 2.0))
    assert [lyrics.line_at(s) for s in (0.5, 1.0, 1.9, 2.0, 99)] == [None, 0, 0, 1, 1]
    assert Lyrics(("a",)).line_at(3) is None


def test_an_offset_that_is_no_number_moves_nothing() -> None:
    assert parse_lyrics("[offset:soon]\n[00:01.50]One").starts_s == (1.5,)
