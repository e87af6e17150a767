from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.span import Span, file_of, span_of, told_path

frames = st.integers(0, 75 * 60 * 999)
files = st.text("ab#t=.,1é\udcff ", min_size=1).map(lambda name: f"/music/{name}.flac")


@given(files, frames, st.none() | st.integers(1, 75 * 60 * 999))
def test_a_path_says_which_span_it_is_and_nothing_is_lost(
    file: str, start: int, length: int | None
) -> None:
    end_s = None if length is None else round((start + length) / 75, 6)
    span = Span(file, round(start / 75, 6), end_s)
    assert span_of(span.path) == span
    assert file_of(span.path) == file
    assert (span.path == file) == span.is_whole


@given(files)
def test_a_file_is_itself_whatever_it_is_called(file: str) -> None:
    assert span_of(file) == Span(file)
    assert file_of(file) == file


@given(files, frames, st.sampled_from((8_000, 22_050, 44_100, 48_000, 96_000, 192_000)))
def test_a_place_is_exact_to_the_sample(file: str, frame: int, rate_hz: int) -> None:
    place_s = span_of(Span(file, frame / 75 if frame else 0, 1e6).path).start_s
    assert round(place_s * rate_hz) == (2 * frame * rate_hz + 75) // 150 or (
        frame * rate_hz % 75 != 0
    )


def test_what_only_looks_like_a_span_is_a_name() -> None:
    for path in ("/a.flac#t=", "/a.flac#t=x", "/a.flac#t=1,2.mp3", "/a#t=-1", "/a.flac#t=1,2\n"):
        assert file_of(path) == path


def test_the_rest_of_a_file_is_as_long_as_the_file_says() -> None:
    assert Span("/a.flac", 10.0).length_s(25.0) == 15.0
    assert Span("/a.flac", 10.0, 12.5).length_s(25.0) == 2.5
    assert Span("/a.flac", 10.0).length_s(0.0) == 0.0


def test_a_span_in_which_nothing_lies_is_told_as_its_file() -> None:
    assert told_path("/m/day.flac#t=,0") == "/m/day.flac"
    for path in ("/m/day.flac", "/m/day.flac#t=2", "/m/day.flac#t=,3.5", "/m/day.flac#t=2,3"):
        assert told_path(path) == path
