"""Bans: what they reach, and which of them hold."""

from datetime import UTC, datetime, timedelta
from operator import eq, ne

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.ban import (
    MOST_COMPARED,
    Ban,
    BanKind,
    BanWord,
    ban_test,
    bans_for,
    bans_for_all,
    bans_of,
    heir_of,
)
from musemood.domain.track import Tags, Track

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def track(path: str, **tags: str) -> Track:
    return Track(path, 1, 1, Tags(**tags))  # type: ignore[arg-type]


SONG = track("/m/a/1.mp3", title="One", artist="Anna feat. Bo", album="First", genre="Rock; Pop")
OTHERS = {
    "same album": track("/m/a/2.mp3", artist="Anna", album="first"),
    "album elsewhere": track("/m/b/1.mp3", artist="Cleo", album="First"),
    "her guest": track("/m/c/1.mp3", artist="ANNA"),
    "her album": track("/m/c/2.mp3", artist="Various", album_artist="Anna"),
    "one genre": track("/m/d/1.mp3", genre="pop"),
    "deeper": track("/m/a/deep/3.mp3"),
    "beside": track("/m/ab/3.mp3"),
    "nothing": track("/x/3.mp3"),
}


def reached(kind: BanKind, name: str = "") -> set[str]:
    bans = [b for b in bans_for(SONG) if b.kind is kind and name in b.name]
    is_banned = ban_test(bans)
    assert is_banned(SONG)
    return {name for name, other in OTHERS.items() if is_banned(other)}


def test_how_far_each_reaches() -> None:
    assert reached(BanKind.TRACK) == set()
    assert reached(BanKind.ALBUM) == {"same album"}
    assert reached(BanKind.ARTIST) == {"same album", "her guest", "her album"}
    assert reached(BanKind.GENRE, "Pop") == {"one genre"}
    assert reached(BanKind.FOLDER) == {"same album", "deeper"}
    assert not ban_test(())(SONG)


def test_what_the_tags_lack_is_not_offered() -> None:
    assert [ban.kind for ban in bans_for(OTHERS["nothing"])] == [BanKind.TRACK, BanKind.FOLDER]
    kinds = [ban.kind for ban in bans_for(SONG)]
    assert kinds == ["track", "album", "artist", "genre", "genre", "folder"]
    root = bans_for(track("/top.mp3"))[-1]
    assert ban_test([root])(SONG)


@given(st.lists(st.sampled_from([SONG, *OTHERS.values()]), min_size=1, unique=True))
def test_what_several_have_in_common_reaches_all_of_them(tracks: list[Track]) -> None:
    bans = bans_for_all(tracks)
    for ban in bans:
        assert all(map(ban_test([ban]), tracks))
    if len(tracks) > 1:
        assert not any(ban.kind is BanKind.TRACK for ban in bans)
        assert any(ban.kind is BanKind.FOLDER for ban in bans) == (OTHERS["nothing"] not in tracks)


def test_of_many_only_the_folder_is_offered_and_of_none_nothing() -> None:
    many = [track(f"/m/{n % 7}/{n}.mp3", artist="Anna") for n in range(MOST_COMPARED + 1)]
    assert [(ban.kind, ban.value) for ban in bans_for_all(many)] == [(BanKind.FOLDER, "/m")]
    assert [ban.kind for ban in bans_for_all(many[1:])] == [BanKind.ARTIST, BanKind.FOLDER]
    assert bans_for_all([]) == ()


def test_the_heir_of_a_folder_has_the_track_at_the_same_place() -> None:
    folder, deep = Ban(BanKind.FOLDER, "/m/a", "a"), OTHERS["deeper"]
    heir = heir_of(folder, deep, track("/n/b/deep/3.mp3"))
    assert heir == Ban(BanKind.FOLDER, "/n/b", "")
    assert heir_of(folder, deep, track("/n/b/3.mp3")) is None
    assert heir_of(folder, deep, track("/deep/3.mp3")) is None
    (album,) = (ban for ban in bans_for(SONG) if ban.kind is BanKind.ALBUM)
    renamed = track("/m/a/1.mp3", artist="Anna", album="Second")
    assert heir_of(album, SONG, renamed) == bans_for(renamed)[1]
    assert heir_of(album, SONG, track("/m/a/1.mp3")) is None


words = st.lists(
    st.builds(
        BanWord,
        st.builds(Ban, st.sampled_from(BanKind), st.sampled_from("ab"), st.sampled_from("xy")),
        st.integers(0, 50).map(lambda n: NOON + timedelta(hours=n)),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda word: word.at,
)


@given(words)
def test_the_last_word_holds(said: list[BanWord]) -> None:
    holding = bans_of(reversed(said))
    assert len(set(holding)) == len(holding)
    for ban in {word.ban for word in said}:
        last = max((w for w in said if w.ban == ban), key=lambda w: w.at)
        assert (ban in holding) == last.holds


def test_a_ban_is_equal_to_its_like_alone() -> None:
    ban = bans_for(SONG)[0]
    like, other = Ban(ban.kind, ban.value, "another name"), Ban(ban.kind, "other", ban.name)
    for one, is_equal in ((like, True), (other, False), ("a word", False)):
        assert (eq(ban, one), ne(ban, one)) == (is_equal, not is_equal)
    assert hash(ban) == hash(like)
