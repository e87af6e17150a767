"""The table of how Han characters are spoken, by names that people look for."""

import pytest

from musemood.domain.query.spoken import SpokenTexts
from musemood.files.pinyin import pinyin


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("周杰伦", ("zhoujielun", "zhou jie", "zjl")),
        ("邓丽君", ("denglijun", "dlj")),
        ("單依純", ("shanyichun", "syc")),  # the long characters, and a surname spoken otherwise
        ("音乐", ("yinyue", "yy")),
        ("快乐", ("kuaile", "kl")),
        ("重庆", ("chongqing", "cq")),
        ("行走", ("xingzou",)),
        ("银行", ("yinhang",)),
        ("绿光", ("lvguang", "luguang", "lg")),
        ("西安", ("xian", "xi'an", "xa")),
        ("曾轶可", ("zengyike", "zyk")),
    ],
)
def test_names_are_found_as_they_are_spoken(name: str, spoken: tuple[str, ...]) -> None:
    texts = SpokenTexts([name, "无关"])
    assert [typed for typed in spoken if texts.places(typed, pinyin()) != {0}] == []


def test_every_syllable_is_of_letters_and_every_common_character_has_one() -> None:
    assert all(name.isascii() and name.isalpha() and len(name) <= 6 for name in pinyin())
    spoken = set("".join(pinyin().values()))
    rows = range(0xB0, 0xD8)  # of GB 2312: its 3,755 common characters, five places are empty
    common = b"".join(bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    assert set(common.decode("gb2312", "ignore")) - spoken == set()
