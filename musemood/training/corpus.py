"""The corpus: which takes of which sets the encoder learns from, and who may hear them.

The *base* is what nothing is judged on: MUSEMO, free music without labels
(``packaging/training-music.sh`` fetches game soundtracks from Debian) and rendered MIDI
(``packaging/training-midi.sh``). On top come the takes of mood4q and MUSIFEAST-17, each with its
fold, so that a fold's encoder never hears its clips. Emotify is heard by none.
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
_PLACE_S = 40.0
_MOST_PLACES = 4


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


def over_music(clips: MoodClips, music: Sequence[Take], seed: int = 0) -> list[Take]:
    """Each clip at the same time as some excerpt of music without labels."""
    dice = random.Random(seed)
    others = [dice.choice(music) for _ in clips.paths] if music else []
    return [
        Take(path, fold, mixed_with=other.path, mixed_start_s=other.start_s)
        for path, fold, other in zip(clips.paths, clips.folds.tolist(), others, strict=False)
    ]


def base_takes(data: Path, unlabelled: Path) -> dict[str, list[Take]]:
    """The takes that every fold's encoder may hear, by set.

    ``unlabelled`` holds the folders ``music`` and ``midi``.
    """
    rendered = sorted((unlabelled / "midi").glob("*.wav"))
    return {
        "musemo": [Take(path) for path in musemo(data)[0]],
        "music": excerpts(_music_in(unlabelled)),
        "midi": [Take(str(path)) for path in rendered],
    }


def fold_takes(data: Path, unlabelled: Path) -> dict[str, list[Take]]:
    """The takes of mood4q and MUSIFEAST-17, by form."""
    clips, rated = mood4q(data), musifeast17(data)
    pairs = list(zip(rated.paths, rated.folds.tolist(), strict=True))
    return {
        **mood_forms(clips),
        "mood4q-mixed": mixtures(clips),
        "mood4q-mixed-again": mixtures(clips, seed=1),
        "mood4q-over-music": over_music(clips, excerpts(_music_in(unlabelled))),
        "musifeast17": [Take(path, fold) for path, fold in pairs],
        "musifeast17-fast": [Take(path, fold, speed=1.12, start_s=1.6) for path, fold in pairs],
    }


def _music_in(unlabelled: Path) -> list[Path]:
    return sorted(p for p in (unlabelled / "music").rglob("*") if p.suffix.lower() in _AUDIO)


def excerpts(paths: Sequence[Path]) -> list[Take]:
    """Up to `_MOST_PLACES` places of each piece that is long enough, none twice.

    What cannot be opened is left out.
    """
    takes = []
    for path in paths:
        duration_s = _duration_s(path)
        if duration_s < _SHORTEST_S:
            continue
        n_places = min(_MOST_PLACES, max(1, int(duration_s // _PLACE_S)))
        for place in range(n_places):
            middle_s = duration_s * (place + 0.5) / n_places
            takes.append(Take(str(path), start_s=round(middle_s - 15, 1)))
    return takes


def _duration_s(path: Path) -> float:
    try:
        with av.open(str(path)) as container:
            return float(container.duration or 0) / av.time_base
    except av.FFmpegError:
        return 0.0
