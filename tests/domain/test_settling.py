"""A file is looked at when nobody writes to it any more."""

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.settling import QUIET_S, STALLED_S, Settling


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5), st.booleans()), max_size=20))
def test_each_path_is_told_once_after_its_last_change(
    news: list[tuple[str, float, bool]],
) -> None:
    settling, now = Settling(), 0.0
    last: dict[str, tuple[float, bool]] = {}
    for path, pause_s, is_written in news:
        now += pause_s
        for told in settling.take(now):
            at, was_written = last.pop(told)
            assert now - at >= (STALLED_S if was_written else QUIET_S)
        settling.note(path, now, is_written=is_written)
        last[path] = (now, is_written)
    assert len(settling) == len(last)
    assert sorted(settling.take(now + STALLED_S + 1)) == sorted(last)
    assert len(settling) == 0


def test_a_copy_that_halts_is_not_read_half_way() -> None:
    settling = Settling()
    settling.note("/a.flac", 0.0, is_written=True)
    assert settling.take(QUIET_S * 10) == []
    settling.note("/a.flac", 11.0)
    assert settling.take(11.5) == []
    assert settling.take(11.0 + QUIET_S) == ["/a.flac"]
