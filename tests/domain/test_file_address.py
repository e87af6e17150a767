"""Addresses of files, whatever their names are made of."""

import os
from urllib.parse import unquote_to_bytes

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.file_address import file_address


@given(st.binary(max_size=30))
def test_the_bytes_of_the_path_come_back(name: bytes) -> None:
    path = os.fsdecode(b"/m/" + name)
    address = file_address(path)
    assert address.startswith("file:///m/")
    assert address.isascii()
    assert unquote_to_bytes(address.removeprefix("file://")) == os.fsencode(path)
