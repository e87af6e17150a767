"""What hearing costs: the networks tried, each with what it reached and what it takes.

Quadrant macro-F1 over the five folds, from README.md in this folder; CPU seconds of descriptors,
mel bands and networks for a 4-minute track (80 segments), without decoding, which all share:
descriptors 0.20 s (`tests/benchmarks/bench_analysis.py`), a patch through the five teachers 45 ms
and through MSD_musicnn and msd_fcn 20 ms (one thread). What ships is put in by `evaluate`.
"""

from musemood.training.plots import Cost

SHIPPED = "encoder and descriptors"

_DESCRIPTORS_S = 0.20
_SEGMENTS = 80

TRIED = (
    Cost("SVM on descriptors", _DESCRIPTORS_S, 0.607),
    Cost("MSD_musicnn and msd_fcn", _DESCRIPTORS_S + 0.020 * _SEGMENTS, 0.764),
    Cost("five teachers", _DESCRIPTORS_S + 0.045 * _SEGMENTS, 0.768),
)


def with_shipped(macro_f1: float) -> tuple[Cost, ...]:
    """The networks tried and the one that ships, whose mel bands and networks take 0.073 s."""
    return (*TRIED, Cost(SHIPPED, _DESCRIPTORS_S + 0.073, macro_f1))
