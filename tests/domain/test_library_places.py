"""Which songs are to be seen: the nearest folder decides."""

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.library_places import LibraryPlaces, is_within, tracks_within
from musemood.domain.track import Track

_FOLDERS = st.sampled_from(("/m", "/m/a", "/m/a/b", "/n", "/m/ab"))
_CHANGES = st.lists(st.tuples(st.sampled_from(("add", "remove")), _FOLDERS), max_size=8)


def _after(changes: list[tuple[str, str]]) -> LibraryPlaces:
    places = LibraryPlaces()
    for what, folder in changes:
        if what == "add":
            places = places.with_folder(folder)
        elif folder in places.folders:
            places = places.without_folder(folder)
    return places


@given(_CHANGES, _FOLDERS)
def test_what_was_just_added_is_seen_and_what_was_taken_out_is_not(
    changes: list[tuple[str, str]], folder: str
) -> None:
    places = _after(changes)
    out = places.without_folder(folder)
    assert not out.shows(f"{folder}/song.mp3")
    assert out.with_folder(folder).shows(f"{folder}/song.mp3")
    assert out.with_file(f"{folder}/song.mp3").shows(f"{folder}/song.mp3")
    assert not out.with_file(f"{folder}/song.mp3").shows(f"{folder}/other.mp3")


@given(_CHANGES, _FOLDERS)
def test_other_folders_do_not_notice(changes: list[tuple[str, str]], folder: str) -> None:
    before = _after(changes)
    after = before.without_folder(folder)
    for other in ("/m/x.mp3", "/n/x.mp3", "/m/ab/x.mp3", "/z/x.mp3"):
        if not is_within(other, folder):
            assert after.shows(other) == before.shows(other)


def test_a_folder_within_one_that_was_taken_out_can_come_back_alone() -> None:
    places = LibraryPlaces(folders=("/m",)).without_folder("/m").with_folder("/m/a")
    assert places.shows("/m/a/1.mp3")
    assert not places.shows("/m/2.mp3")
    assert places.with_folder("/m").shows("/m/2.mp3")
    assert places.with_folder("/m").removed == ()


def test_the_root_is_above_everything() -> None:
    assert is_within("/m/1.mp3", "/")
    assert not is_within("/music/1.mp3", "/m")


@given(_CHANGES, _FOLDERS)
def test_a_folder_that_comes_back_is_as_it_was_and_what_came_since_stays(
    changes: list[tuple[str, str]], folder: str
) -> None:
    before = _after(changes).with_file(f"{folder}/own.mp3")
    out = before.without_folder(folder)
    back = out.with_back(folder, before)
    for of in (*before.folders, *before.removed, "/m", "/n"):
        for name in ("song.mp3", "own.mp3"):
            assert back.shows(f"{of}/{name}") == before.shows(f"{of}/{name}")
    assert sorted(back.folders) == sorted(before.folders)
    added = out.with_folder("/z").with_file("/y/1.mp3").with_back(folder, before)
    assert {*added.folders} == {*before.folders, "/z"}
    assert added.shows("/y/1.mp3")


@given(st.sets(st.sampled_from(("/", "/m", "/m/a", "/m/a/b/", "/m/ab", "/m/a/1.mp3", "/n"))))
def test_tracks_within_are_those_of_which_any_place_says_so(places: set[str]) -> None:
    folders = ("", "/m", "/m/a", "/m/a/b", "/m/ab", "/m/ab/c/d", "/n")
    tracks = [Track(f"{folder}/1.mp3#t={start},9", 1, 1) for folder in folders for start in (1, 2)]
    expected = [t for t in tracks if any(is_within(t.path.split("#")[0], p) for p in places)]
    assert tracks_within(tracks, places) == expected
