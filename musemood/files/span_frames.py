"""Decoded frames cut to a span of their file, to the sample."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from musemood.domain.span import Span

if TYPE_CHECKING:
    from musemood.files.audio import Frame


def within(frames: Iterator["Frame"], span: Span) -> Iterator["Frame"]:
    """What of the frames lies in the span; their time counts from its start.

    Of two spans that meet, both find the place where they do by the time of the same frame: not
    a sample is lost or comes twice, even where a container rounds the times.
    """
    if span.is_whole:
        yield from frames
        return
    next_s = 0.0
    for frame in frames:
        rate_hz = frame.sample_rate
        time_s = frame.time if frame.time is not None else next_s
        next_s = time_s + frame.samples / rate_hz
        first = max(0, round((span.start_s - time_s) * rate_hz))
        last = frame.samples
        if span.end_s is not None:
            last = min(last, round((span.end_s - time_s) * rate_hz))
            if last <= 0:
                return
        if first < last:
            cut = frame if last - first == frame.samples else _part(frame, first, last)
            cut.time_base = Fraction(1, rate_hz)
            cut.pts = round((time_s - span.start_s) * rate_hz) + first
            yield cut


def _part(frame: "Frame", first: int, last: int) -> "Frame":
    # Packed formats have all channels in one row.
    width = 1 if frame.format.is_planar else frame.layout.nb_channels
    samples: Any = np.ascontiguousarray(frame.to_ndarray()[:, first * width : last * width])
    part = type(frame).from_ndarray(samples, frame.format.name, frame.layout.name)
    part.sample_rate = frame.sample_rate
    return part
