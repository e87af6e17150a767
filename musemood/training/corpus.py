"""The corpus: which takes of which sets the encoder learns from, and who may hear them.

The *base* is everything outside mood4q and emotify: MUSIFEAST-17, MUSEMO, and a folder of free
music without labels (``packaging/training-music.sh`` fetches game soundtracks from Debian). On
top come the takes of mood4q, each with its fold, so that a fold's encoder never hears its clips.
"""

import random
from collections.abc import Sequence
from pathlib import Path

import av

from musemood.training.sets import MoodClips, mood4q, musemo, musifeast17
from musemood.training.takes import Take

FORMS = {
    "": {},
    "-slow": {"speed": 0.86, "start_s": 0.8},
    "-fast": {"speed": 1.16, "start_s": 1.6},
}
"""Name and change of the forms in which a clip of mood4q is seen and heard."""

_AUDIO = frozenset({".ogg", ".oga", ".mp3", ".flac", ".opus", ".wav", ".m4a"})
_SHORTEST_S = 35.0
_LONG_S = 90.0


def mood_forms(clips: MoodClips) -> dict[str, list[Take]]:
    """The takes of each form, by the form's name; in the order of the clips."""
    pairs = list(zip(clips.paths, clips.folds.tolist(), strict=True))
    return {
        f"mood4q{name}": [Take(path, fold, **change) for path, fold in pairs]
        for name, change in FORMS.items()
    }


def mixtures(clips: MoodClips, seed: int = 0) -> list[Take]:
    """Clips of one fold at the same time, two and two, each clip once."""
    dice = random.Random(seed)
    takes = []
    for fold in sorted(set(clips.folds.tolist())):
        own = [p for p, f in zip(clips.paths, clips.folds.tolist(), strict=True) if f == fold]
        dice.shuffle(own)
        pairs = zip(own[::2], own[1::2], strict=False)
        takes += [Take(one, fold, mixed_with=other) for one, other in pairs]
    return takes


def base_takes(data: Path, music: Path) -> dict[str, list[Take]]:
    """The takes that every fold's encoder may hear, by set."""
    rated = musifeast17(data).paths
    return {
        "musifeast17": [Take(path) for path in rated],
        "musemo": [Take(path) for path in musemo(data)[0]],
        "music": excerpts(sorted(p for p in music.rglob("*") if p.suffix.lower() in _AUDIO)),
        "musifeast17-fast": [Take(path, speed=1.12, start_s=1.6) for path in rated],
    }


def fold_takes(data: Path) -> dict[str, list[Take]]:
    """The takes of mood4q, by form."""
    clips = mood4q(data)
    return {**mood_forms(clips), "mood4q-mixed": mixtures(clips)}


def excerpts(paths: Sequence[Path]) -> list[Take]:
    """One or two places of each piece that is long enough; what cannot be opened is left out."""
    takes = []
    for path in paths:
        duration_s = _duration_s(path)
        if duration_s >= _SHORTEST_S:
            takes.append(Take(str(path), start_s=round(0.25 * duration_s, 1)))
        if duration_s > _LONG_S:
            takes.append(Take(str(path), start_s=round(0.6 * duration_s, 1)))
    return takes


def _duration_s(path: Path) -> float:
    try:
        with av.open(str(path)) as container:
            return float(container.duration or 0) / av.time_base
    except av.FFmpegError:
        return 0.0
