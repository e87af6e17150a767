import struct
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from musemood.files.riff_info import read_riff_info


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _wav(*chunks: bytes) -> BytesIO:
    return BytesIO(_chunk(b"RIFF", b"WAVE" + b"".join(chunks)))


class _CountedFile(BytesIO):
    n_read = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.n_read += len(data)
        return data


def test_texts_are_found_between_other_chunks_of_odd_length() -> None:
    info = _chunk(b"INAM", b"Odd\0") + _chunk(b"IART", b"Even") + _chunk(b"IPRD", b"Album\0junk")
    wav = _wav(_chunk(b"fmt ", b"123"), _chunk(b"data", b"\0"), _chunk(b"LIST", b"INFO" + info))
    assert read_riff_info(wav) == {"INAM": "Odd", "IART": "Even", "IPRD": "Album"}


def test_a_text_of_odd_length_is_padded() -> None:
    info = b"INFO" + _chunk(b"INAM", b"abc") + _chunk(b"IART", b"d")
    assert read_riff_info(_wav(_chunk(b"LIST", info))) == {"INAM": "abc", "IART": "d"}


def test_texts_are_utf8_or_else_western() -> None:
    info = _chunk(b"INAM", "夜".encode()) + _chunk(b"IART", b"Bj\xf6rk\x81")
    assert read_riff_info(_wav(_chunk(b"LIST", b"INFO" + info))) == {
        "INAM": "夜",
        "IART": "Björk�",
    }


def test_other_lists_and_other_files_say_nothing() -> None:
    assert read_riff_info(_wav(_chunk(b"LIST", b"adtl" + _chunk(b"INAM", b"x")))) == {}
    assert read_riff_info(BytesIO(b"fLaC" + bytes(100))) == {}
    assert read_riff_info(BytesIO()) == {}


def test_a_senseless_file_is_not_read_through() -> None:
    head = b"RIFF\0\0\0\0WAVE"
    endless = _CountedFile(head + bytes(10_000_000))
    huge = _CountedFile(head + b"LIST" + struct.pack("<I", 9_000_000) + bytes(9_000_000))
    assert read_riff_info(endless) == read_riff_info(huge) == {}
    assert endless.n_read < 100_000
    assert huge.n_read < 100_000


@given(st.binary(max_size=200))
def test_damage_never_fails(content: bytes) -> None:
    whole = _chunk(b"LIST", b"INFO" + _chunk(b"INAM", b"abc"))
    for damaged in (
        BytesIO(b"RIFF\0\0\0\0WAVE" + content + whole),
        _wav(_chunk(b"LIST", b"INFO" + content)),
    ):
        assert all(isinstance(value, str) for value in read_riff_info(damaged).values())
