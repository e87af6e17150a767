"""How long a press on Recommend takes with 50,000 songs and 20,000 plays.

    python tests/benchmarks/bench_recommend_speed.py

The shipped network on made-up sequences of 80 segments, made-up embeddings around 200 centres.
CPU seconds of the thread, so that other programs do not count; the median of nine. The line of
the product is 150 ms for inference and ranking together. Named alternative: no wishes, no
likeness, no reasons, just Python's sorted() by one mood's probability.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from generated_catalogue import NOW, make_catalogue, make_plays

from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.mood import MOODS, SegmentReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.mood_network import mood_network
from musemood.recommender.recommendation import Listening, Wish, infer_current_emotion, recommend

_LINE_MS = 150
_SEGMENTS = 80


def main() -> None:
    """Print a line each for inference, all of it, and the alternative."""
    tracks = make_catalogue(50_000)
    dice = np.random.default_rng(5)
    centres = dice.normal(size=(200, WIDTH))
    near = centres[np.arange(len(tracks)) // 12 % 200] + 0.7 * dice.normal(
        size=(len(tracks), WIDTH)
    )
    embeddings = Embeddings(near.astype(np.float16), {t.path: i for i, t in enumerate(tracks)})
    reading = SegmentReading(np.zeros(_SEGMENTS, np.int8), np.ones(_SEGMENTS, np.float32))
    sequence = dice.random((_SEGMENTS, 146)).astype(np.float32)
    network = mood_network(lambda _: (sequence, reading), lambda: embeddings)
    plays = make_plays(tracks, 20_000)
    thumbs = [Thumb(tracks[i].path, ThumbKind.DOWN, NOW) for i in range(3)]
    listening = Listening(tuple(tracks), tuple(plays), tuple(thumbs), NOW)
    assert recommend(listening, network, Wish()).rows

    inference = _cpu_ms(lambda: infer_current_emotion(listening, network))
    whole = _cpu_ms(lambda: recommend(listening, network, Wish()))
    sad = MOODS.index("sad")
    plain = _cpu_ms(
        lambda: sorted(tracks, key=lambda t: -t.reading.probabilities[sad] if t.reading else 0.0)
    )
    print(f"inference, three thumbs acting:       {inference:6.1f} ms")
    verdict = "ok" if whole <= _LINE_MS else "OVER"
    print(f"inference and ranking, 20 rows:       {whole:6.1f} ms   line {_LINE_MS} ms: {verdict}")
    print(f"sorted() by one mood:                 {plain:6.1f} ms   ratio {whole / plain:.1f}")


def _cpu_ms(act: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        started = time.thread_time()
        act()
        times.append(1000 * (time.thread_time() - started))
    return statistics.median(times)


if __name__ == "__main__":
    main()
