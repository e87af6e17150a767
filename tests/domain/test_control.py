"""Pause and cancel: a paused worker waits, a cancelled one never does."""

from musemood.domain.control import Control


def test_paused_waits_and_resumed_goes_on() -> None:
    control = Control()
    assert control.wait_while_paused(0.0)
    control.pause()
    assert control.is_paused
    assert not control.wait_while_paused(0.0)
    control.resume()
    assert not control.is_paused
    assert control.wait_while_paused(0.0)


def test_cancelled_wakes_who_is_paused_so_that_it_can_end() -> None:
    control = Control()
    control.pause()
    control.cancel()
    assert control.is_cancelled
    assert control.wait_while_paused(0.0)
