"""What other players counted: the book in memory says the same as the words one by one."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain.earlier_plays import (
    NO_EARLIER,
    EarlierBook,
    EarlierPlays,
    earlier_counts,
    earlier_totals,
    latest_words,
)

AT = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
PATHS = "abcd"

moments = st.integers(0, 5000).map(lambda minutes: AT + timedelta(minutes=minutes))
histories = st.lists(
    st.builds(
        EarlierPlays,
        st.sampled_from(PATHS),
        st.sampled_from(["strawberry", "rhythmbox"]),
        st.integers(0, 9),
        st.none() | moments,
        moments,
    ),
    unique_by=lambda word: word.at,
    max_size=12,
)


def check_book(book: EarlierBook, words: list[EarlierPlays]) -> None:
    """The book says what these words say."""
    totals = earlier_totals(words)
    assert {p: t for p in PATHS if (t := book.total(p)) != NO_EARLIER} == totals
    assert {path: count for path, count in book.counts().items() if count} == earlier_counts(words)
    assert set(book.words()) == set(latest_words(words).values())


@given(histories, st.integers(0, 12), st.randoms(use_true_random=False))
def test_the_book_knows_the_last_words_in_whatever_order_they_come(
    words: list[EarlierPlays], known: int, random: Random
) -> None:
    random.shuffle(words)
    book = EarlierBook(words[:known])
    before = book.counts()
    changes = book.take(words[known:])
    check_book(book, words)
    after = book.counts()
    for path in PATHS:
        assert changes.get(path, 0) == after.get(path, 0) - before.get(path, 0)
    assert book.take(words) == {} or set(book.take(words).values()) == {0}  # said again: no news


@given(histories, st.dictionaries(st.sampled_from(PATHS), st.sampled_from(PATHS), max_size=3))
def test_words_follow_their_files_as_if_they_had_been_said_there(
    words: list[EarlierPlays], moved: dict[str, str]
) -> None:
    book = EarlierBook(words)
    book.follow(moved)
    check_book(book, [replace(word, path=moved.get(word.path, word.path)) for word in words])
