"""Chinese typed in Latin letters: against the plain definition, then in queries."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.query import Facts, Searched, parse_query
from musemood.domain.query.spoken import SpokenTexts
from musemood.domain.track import Tags, Track

SYLLABLES = {
    "a": "啊",
    "an": "安暗",
    "jie": "杰界",
    "le": "乐了",
    "liao": "了",
    "lun": "伦",
    "xi": "西",
    "xian": "先",
    "yue": "乐月",
    "zhou": "周",
}
_TEXTS = st.lists(st.text("安杰了乐伦先周西月é\nz ", max_size=5).map(str.strip), max_size=6)
_TYPED = st.lists(st.sampled_from((*SYLLABLES, "z", "j", "l", "x", "a", "li")), max_size=4).flatmap(
    lambda parts: st.sampled_from(("".join(parts), " ".join(parts), "'".join(parts)))
)


def _readings(character: str) -> Iterator[str]:
    return (name for name, characters in SYLLABLES.items() if character in characters)


def _is_whole(text: str, letters: str) -> bool:
    """Whether the text begins with characters spoken so, the last of them perhaps cut."""
    return bool(text) and any(
        name.startswith(letters)
        or (letters.startswith(name) and _is_whole(text[1:], letters.removeprefix(name)))
        for name in _readings(text[0])
    )


def _are_initials(text: str, letters: str) -> bool:
    pairs = list(zip(text, letters, strict=False))
    return len(pairs) == len(letters) and all(
        any(name.startswith(letter) for name in _readings(each)) for each, letter in pairs
    )


def _is_spoken(text: str, letters: str) -> bool:
    rests = [text[start:] for start in range(len(text))]
    return any(_is_whole(rest, letters) or _are_initials(rest, letters) for rest in rests)


@given(_TEXTS, _TYPED)
def test_a_text_is_met_where_characters_in_it_are_spoken_so(texts: list[str], typed: str) -> None:
    letters = typed.replace(" ", "").replace("'", "")
    expected = {place for place, text in enumerate(texts) if letters and _is_spoken(text, letters)}
    assert SpokenTexts(texts).places(typed, SYLLABLES) == expected


@given(_TEXTS, _TYPED, st.integers(1, 8))
def test_typing_on_only_narrows(texts: list[str], typed: str, count: int) -> None:
    spoken = SpokenTexts(texts)
    shorter = typed[:count].strip()
    if shorter:
        assert spoken.places(typed, SYLLABLES) <= spoken.places(shorter, SYLLABLES)


@given(
    st.lists(st.sampled_from(("Xian", "A le", "安 le", "西安", "Zhou 周"))),
    st.text("aelx", max_size=3),
)
def test_what_stands_there_in_latin_letters_is_found_as_ever(titles: list[str], line: str) -> None:
    tracks = [Track(f"/{n}", 1, 1, Tags(title=title)) for n, title in enumerate(titles)]
    query, places = parse_query(line), range(len(tracks))
    written = query.kept(places, Searched(tracks))
    found = query.kept(places, Searched(tracks, Facts(syllables=lambda: SYLLABLES)))
    assert [place for place in found if place in written] == written
    assert found == sorted(found)


@pytest.mark.parametrize("typed", ["", "'jie", "1", "zhou1", "周"])
def test_what_is_no_pinyin_is_not_looked_for(typed: str) -> None:
    assert SpokenTexts(["周", "杰"]).places(typed, SYLLABLES) == frozenset()


def test_a_long_line_of_ambiguous_syllables_is_read_at_once() -> None:
    assert SpokenTexts(["西安" * 200]).places("xian" * 200, SYLLABLES) == {0}


_JAY = Track("/jay.mp3", 1, 1, Tags("了", "周杰伦", "西月"))


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("zhoujielun", True),
        ("ZHOU jie", True),
        ("zjl", True),
        ("jiel", True),
        ("xiyue liao", True),
        ("artist:zjl", True),
        ('artist:"zhou jie"', True),
        ("album:xy", True),
        ("title:zjl", False),
        ("oujie", False),
        ("zl", False),
        ("zjl OR blue", True),
        ("-blue", True),
        ("-zjl", True),
        ("-(zjl OR (xy zhou))", True),
        ("-(-zjl)", False),
        ("-周", False),
        ("-(mood:sad zjl)", True),
    ],
)
def test_words_of_a_query_are_spoken_and_what_is_left_out_is_meant_as_written(
    line: str, is_found: bool
) -> None:
    assert parse_query(line).matches(_JAY, Facts(syllables=lambda: SYLLABLES)) is is_found


def test_what_is_spoken_follows_its_track() -> None:
    searched = Searched([_JAY] * 3, Facts(syllables=lambda: SYLLABLES))
    while searched.prepare(2):
        pass
    query = parse_query("zjl")
    searched.replace(1, Track("/other.mp3", 1, 1, Tags("Blue", "Anna")))
    assert query.kept(range(3), searched) == [0, 2]
    searched.extend([_JAY])
    assert query.kept(range(4), searched) == [0, 2, 3]
