"""Files cut by a cue sheet: the spans tile them, and each name comes from who knows it best."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.cue_sheet import CueError, CueTrack, FileCut, is_cue_sheet, tracks_in
from musemood.domain.span import span_of
from musemood.domain.track import Tags

frames = st.integers(1, 75 * 60 * 80)
starts_of = st.lists(frames, min_size=1, max_size=20, unique=True).map(sorted)
texts = st.sampled_from(["", "x", "y"])
tags_of = st.builds(
    Tags,
    title=texts,
    artist=texts,
    album=texts,
    genre=texts,
    duration_s=st.just(60.0),
    stars=st.sampled_from([None, 3]),
    track_gain_db=st.none() | st.floats(-9, 9),
)


def _cut(*starts: int) -> FileCut:
    return FileCut(tuple(CueTrack(number, at) for number, at in enumerate(starts, 1)))


@given(starts_of, st.integers(0, 75), st.integers(1, 75 * 60 * 20))
def test_the_spans_tile_the_file(starts: list[int], pause: int, last: int) -> None:
    first = min(pause, starts[0] - 1)  # a pause before the first track belongs to it
    file_s = (starts[-1] + last) / 75
    tracks = list(tracks_in("/a.flac", Tags(duration_s=file_s), _cut(first, *starts)))
    spans = [span_of(path) for path, _ in tracks]
    assert spans[0].start_s == 0.0
    assert spans[-1].end_s is None
    assert [span.end_s for span in spans[:-1]] == [span.start_s for span in spans[1:]]
    assert sum(tags.duration_s for _, tags in tracks) == pytest.approx(file_s)
    assert [round(44_100 * span.start_s) for span in spans[1:]] == [588 * f for f in starts]
    assert [tags.track_number for _, tags in tracks] == list(range(1, len(starts) + 2))


def test_a_track_behind_the_end_of_the_file_is_an_error() -> None:
    cut = _cut(0, 750)
    assert len(list(tracks_in("/a.flac", Tags(duration_s=11.0), cut))) == 2
    assert len(list(tracks_in("/a.flac", Tags(), cut))) == 2
    with pytest.raises(CueError):
        list(tracks_in("/a.flac", Tags(duration_s=10.0), cut))


@given(tags_of)
def test_a_file_of_which_nothing_is_said_stays_as_it_is(tags: Tags) -> None:
    assert list(tracks_in("/a.flac", tags, FileCut())) == [("/a.flac", tags)]


@given(tags_of, tags_of, tags_of)
def test_a_file_of_one_track_is_not_cut_and_its_own_words_come_first(
    file: Tags, own: Tags, disc: Tags
) -> None:
    cut = FileCut((CueTrack(1, 0, own),), disc)
    ((path, tags),) = tracks_in("/a.flac", file, cut)
    assert path == "/a.flac"
    assert tags.duration_s == file.duration_s
    assert tags.stars == file.stars  # a sheet gives none
    assert tags.title == (file.title or own.title)
    assert tags.artist == (file.artist or own.artist or disc.artist)
    assert tags.album == (file.album or disc.title)
    assert tags.genre == (file.genre or own.genre or disc.genre)


@given(tags_of, tags_of, tags_of)
def test_in_a_cut_file_the_track_says_more_than_the_disc_and_that_more_than_the_file(
    file: Tags, own: Tags, disc: Tags
) -> None:
    cut = FileCut((CueTrack(1, 0), CueTrack(2, 750, own)), disc)
    _, (_, tags) = tracks_in("/a.flac", file, cut)
    assert tags.title == own.title  # the file's is the whole album's
    assert tags.artist == (own.artist or disc.artist or file.artist)
    assert tags.album == (disc.title or file.album)
    assert tags.genre == (own.genre or disc.genre or file.genre)
    assert tags.stars is None
    assert tags.track_gain_db == own.track_gain_db
    assert tags.album_gain_db == file.track_gain_db  # of its own loudness a file says the album's


def test_a_sheet_is_known_by_its_name() -> None:
    assert is_cue_sheet("/m/Disc.CUE")
    assert not is_cue_sheet("/m/cue.flac")
