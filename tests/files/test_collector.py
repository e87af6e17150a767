"""The garbage collector rests inside the block and is afterwards as it was."""

import gc

import pytest

from musemood.files.collector import paused_collector


def test_it_rests_inside_the_block_even_if_that_fails() -> None:
    assert gc.isenabled()
    with pytest.raises(RuntimeError), paused_collector():
        assert not gc.isenabled()
        raise RuntimeError
    assert gc.isenabled()


def test_a_collector_switched_off_stays_off() -> None:
    gc.disable()
    try:
        with paused_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
