"""``python -m musemood.training``: the figures of the model card, and the file that ships.

    evaluate --data DIR [--cached]   cross-validated figures, printed as Markdown
    train    --data DIR [--out FILE] train on all clips and write the ONNX file

DIR holds labels.csv and clips/, as mood4q does. Descriptors and predictions are kept in --work
(`.training` here unless told otherwise).
"""

import argparse
from pathlib import Path

import torch

from musemood.shipped import shipped_folder
from musemood.training.dataset import load_clips
from musemood.training.evaluate import out_of_fold, report, trials
from musemood.training.export import UNSURE_BELOW, export
from musemood.training.train import PAPER, RECIPES, SHIPPED, fit

SHIPPED_SEED = 0


def main() -> None:
    """Run one command."""
    arguments = _parser().parse_args()
    torch.set_num_threads(1)  # the network is so small that threads only wait for each other
    torch.use_deterministic_algorithms(mode=True)
    clips = load_clips(arguments.data, arguments.work)
    if arguments.command == "evaluate":
        said = out_of_fold(clips, arguments.seeds, arguments.work, cached=arguments.cached)
        print(report(clips, said))
    elif arguments.command == "trials":
        for name, scores in trials(clips, {**RECIPES, "paper": PAPER}).items():
            print(name, *(f"{100 * score:.1f}" for score in scores))
    else:
        export(*fit(clips, RECIPES[SHIPPED], SHIPPED_SEED), UNSURE_BELOW, arguments.out)
        print(f"wrote {arguments.out}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m musemood.training", description=__doc__)
    parser.add_argument("command", choices=("evaluate", "trials", "train"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--cached", action="store_true", help="take kept predictions if there")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=shipped_folder("models") / "mood.onnx")
    return parser


if __name__ == "__main__":
    main()
