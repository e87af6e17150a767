"""Where older words about a path lead after files have moved."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.moves import Move, MoveBook, Trail

START = datetime(2026, 11, 1, tzinfo=UTC)


def _moment(number: int) -> datetime:
    return START + timedelta(hours=number)


@given(st.lists(st.permutations("ABCD"), max_size=6), st.integers(0, 7))
def test_every_file_is_found_however_they_change_places(
    shuffles: list[list[str]], since: int
) -> None:
    """Four files lie at A to D; at each hour some of them change places all at once."""
    where = dict(zip("abcd", "ABCD", strict=True))
    then = dict(where) if since == 0 else None
    moves = []
    for hour, places in enumerate(shuffles, 1):
        if hour == since:
            then = dict(where)
        target = dict(zip("ABCD", places, strict=True))
        moves += [Move(p, target[p], _moment(hour)) for p in "ABCD" if target[p] != p]
        where = {file: target[place] for file, place in where.items()}
    book = MoveBook(moves)
    for file, place in (then or where).items():
        assert book.path_now(place, _moment(since)) == where[file]


def test_what_is_said_after_a_move_stays() -> None:
    book = MoveBook([Move("/a", "/b", _moment(5)), Move("/b", "/c", _moment(9))])
    assert book.path_now("/a", _moment(1)) == "/c"
    assert book.path_now("/a", _moment(6)) == "/a"
    assert book.path_now("/b", _moment(7)) == "/c"
    assert book.path_now("/b", _moment(10)) == "/b"
    assert book.touches("/c")
    assert not book.touches("/d")
    assert not MoveBook()
    assert book


def test_a_trail_leads_on_from_where_it_was_joined() -> None:
    trail = Trail()
    trail.add({"a": "b", "b": "a"})
    trail.add({"b": "c"})
    assert trail.since(0) == {"a": "c", "b": "a"}
    assert trail.since(1) == {"b": "c"}
    assert trail.since(len(trail)) == {}
