"""The garbage collector rests inside the block and is afterwards as it was."""

import gc

import pytest

from musemood.files.collector import collect_from_now, paused_collector


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


def test_after_a_start_without_collections_what_is_there_stays_out_of_them() -> None:
    before = gc.get_freeze_count()
    gc.disable()
    try:
        collect_from_now()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
        gc.enable()
