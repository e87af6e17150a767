"""From which likeness on are two files one recording? What `recordings.SAME_SOUND` stands on.

    make bench NAME=copies ARGS="FOLDER... [--files N] [--copied N]"

Of some files, spread evenly over the folders, copies are made by PyAV: other codecs, bit rates and
sample rates, 1 s cut off at the start or 2 s at the end, half as loud. Printed: the cosine of the
embeddings of file and copy, by kind; that of each file and the nearest other file, from the same
album too where the tags name one; and, by threshold, the share of copies that are found and the
share of files that would be taken for another one. Files of one title and artist are no others.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from musemood.analysis import shipped_mood_model
from musemood.domain.embeddings import embedding_of
from musemood.domain.track import fold
from musemood.features.extract import BLOCK_S, SAMPLE_RATE, extract_blocks
from musemood.files.audio import decode_blocks
from musemood.files.scan import AUDIO_ENDINGS
from musemood.files.tags import read_tags
from musemood.recommender.recordings import SAME_SOUND


@dataclass(frozen=True)
class Kind:
    """How a copy is made; ``gain``: factor of the samples."""

    name: str
    suffix: str
    codec: str
    bit_rate: int
    sample_rate: int
    cut_start_s: float = 0.0
    cut_end_s: float = 0.0
    gain: float = 1.0


KINDS = (
    Kind("mp3 256 kbit/s", ".mp3", "libmp3lame", 256_000, 44_100),
    Kind("mp3 128 kbit/s", ".mp3", "libmp3lame", 128_000, 44_100),
    Kind("mp3 64 kbit/s", ".mp3", "libmp3lame", 64_000, 44_100),
    Kind("AAC 128 kbit/s", ".m4a", "aac", 128_000, 44_100),
    Kind("AAC 64 kbit/s", ".m4a", "aac", 64_000, 44_100),
    Kind("Opus 96 kbit/s", ".opus", "libopus", 96_000, 48_000),
    Kind("Opus 32 kbit/s", ".opus", "libopus", 32_000, 48_000),
    Kind("MP2 192 kbit/s", ".mp2", "mp2", 192_000, 44_100),
    Kind("flac at 32 kHz", ".flac", "flac", 0, 32_000),
    Kind("mp3 96, 1 s off the start", ".mp3", "libmp3lame", 96_000, 44_100, cut_start_s=1.0),
    Kind("AAC 96, 2 s off the end", ".m4a", "aac", 96_000, 44_100, cut_end_s=2.0),
    Kind("Opus 64, half as loud", ".opus", "libopus", 64_000, 48_000, gain=0.5),
)
THRESHOLDS = (0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.995)


def make_copy(path: Path, kind: Kind, folder: Path) -> Path:
    """A copy of the file in the folder; mono stays mono."""
    target = folder / f"copy{kind.suffix}"
    with av.open(str(path)) as file, av.open(str(target), "w") as copy:
        layout = "mono" if file.streams.audio[0].layout.nb_channels == 1 else "stereo"
        samples = decoded(file, kind.sample_rate, layout)
        first = int(kind.cut_start_s * kind.sample_rate)
        last = samples.shape[1] - int(kind.cut_end_s * kind.sample_rate)
        stream = copy.add_stream(kind.codec, rate=kind.sample_rate, layout=layout)
        if kind.bit_rate:
            stream.bit_rate = kind.bit_rate
        kept = np.ascontiguousarray(samples[:, first:last] * np.float32(kind.gain))
        frame = av.AudioFrame.from_ndarray(kept, "fltp", layout)
        frame.sample_rate = kind.sample_rate
        fifo = av.AudioFifo()
        fifo.write(frame)
        shape = av.AudioResampler(stream.format, layout, kind.sample_rate)
        size = stream.codec_context.frame_size or 4096
        while part := fifo.read(size, partial=True):
            for each in shape.resample(part):
                copy.mux(stream.encode(each))
        copy.mux(stream.encode(None))
    return target


def decoded(file: av.container.InputContainer, rate: int, layout: str) -> NDArray[np.float32]:
    """(channels, n) samples at that rate."""
    shape = av.AudioResampler("fltp", layout, rate)
    parts = [out.to_ndarray() for frame in file.decode(audio=0) for out in shape.resample(frame)]
    parts += [out.to_ndarray() for out in shape.resample(None)]
    return np.concatenate(parts, axis=1)


def direction(path: Path) -> NDArray[np.float64]:
    """The embedding that the program keeps of a file, of length 1."""
    model = shipped_mood_model()
    blocks = decode_blocks(str(path), BLOCK_S, SAMPLE_RATE)
    kept = embedding_of(extract_blocks(blocks, model.encode).encoded).astype(np.float64)
    return kept / np.linalg.norm(kept)


def shown(values: NDArray[np.float64], *shares: float) -> str:
    return "  ".join(f"{100 * s:g} %: {np.quantile(values, s):.4f}" for s in shares)


def nearest_others(paths: list[Path], rows: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Of each file the cosine of the nearest other; and of the nearest of its album, if any."""
    tags = [read_tags(str(path)) for path in paths]
    songs = np.array([f"{fold(t.artist)}\n{fold(t.title)}" if t.title else str(i)
                      for i, t in enumerate(tags)])  # fmt: skip
    albums = np.array([fold(t.album) or str(i) for i, t in enumerate(tags)])
    cosines = rows @ rows.T
    cosines[songs[:, None] == songs] = -1.0
    of_album = np.where(albums[:, None] == albums, cosines, -1.0).max(axis=1)
    return cosines.max(axis=1), of_album[of_album > -1]


def nearest_pairs(
    paths: list[Path], rows: NDArray[np.float64], count: int = 6
) -> list[tuple[float, Path, Path]]:
    cosines = np.triu(rows @ rows.T, 1)
    order = np.argsort(-cosines, axis=None)[:count]
    return [
        (float(cosines[i, k]), paths[i], paths[k])
        for i, k in zip(*np.unravel_index(order, cosines.shape), strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--files", type=int, default=1000, help="compared with each other")
    parser.add_argument("--copied", type=int, default=100, help="of which copies are made")
    arguments = parser.parse_args()
    found = sorted(
        p for f in arguments.folders for p in f.rglob("*") if p.suffix.lower() in AUDIO_ENDINGS
    )
    paths = found[:: max(1, -(-len(found) // arguments.files))]
    rows = np.array([direction(path) for path in paths])
    others, of_album = nearest_others(paths, rows)
    print(f"{len(paths)} files; the nearest other one: {shown(others, 0.5, 0.9, 0.99, 1)}")
    if len(of_album):
        print(f"{len(of_album)} of them, the nearest of the album: {shown(of_album, 0.5, 0.9, 1)}")
    print("the nearest pairs (listen to them: some may be one recording):")
    for likeness_of_pair, one, other in nearest_pairs(paths, rows):
        print(f"  {likeness_of_pair:.4f}  {one.name}, {other.name}")
    copied = range(0, len(paths), max(1, -(-len(paths) // arguments.copied)))
    likeness: dict[str, list[float]] = {kind.name: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        for i in copied:
            for kind in KINDS:
                copy = direction(make_copy(paths[i], kind, Path(folder)))
                likeness[kind.name].append(float(rows[i] @ copy))
    for name, values in likeness.items():
        print(f"{len(values)} copies, {name}: {shown(np.array(values), 0, 0.01, 0.05, 0.5)}")
    copies = np.concatenate([np.array(values) for values in likeness.values()])
    print(f"all {len(copies)} copies: {shown(copies, 0, 0.01, 0.05, 0.5)}")
    for threshold in sorted({*THRESHOLDS, SAME_SOUND}):
        is_ours = " (ours)" if threshold == SAME_SOUND else ""
        print(
            f"from {threshold:g} on{is_ours}: {100 * (copies >= threshold).mean():.1f} % of the "
            f"copies found, {100 * (others >= threshold).mean():.1f} % of files taken for others"
        )


if __name__ == "__main__":
    main()
