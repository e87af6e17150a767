"""``python -m musemood.training``: the files that ship, and the figures of the model card.

    evaluate   --data DIR [--cached]   cross-validated figures into the model card, resumable
    train      --data DIR              train on everything and write the ONNX files
    invariance --data DIR              the same music in other files, by the model that ships
    listeners  --data DIR --out FILE   what bench_recommender.py stands on, out of fold
    trial      --data DIR --set NAME=VALUE ...   one line of figures for another recipe

DIR holds all sets. --work holds music without labels (packaging/training-music.sh and
packaging/training-midi.sh) and everything made in between.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from musemood.shipped import shipped_folder
from musemood.training.card import write_card
from musemood.training.corpus import mood_forms
from musemood.training.encoders import ALL, School
from musemood.training.evaluate import answers_folder, brief, evaluate
from musemood.training.export import UNSURE_BELOW, export
from musemood.training.invariance import invariance
from musemood.training.lessons import prepare, sequences_through
from musemood.training.listeners import write_listeners
from musemood.training.report import report, save_plots
from musemood.training.scores import fit_temperatures, logits_of
from musemood.training.sets import emotify, mood4q, musifeast17
from musemood.training.takes import see
from musemood.training.train import Recipe, fit

SHIPPED_SEED = 0

_COMMANDS = ("evaluate", "train", "invariance", "listeners", "trial")
_LISTENERS = Path("tests/benchmarks/listeners.npz")


def main() -> None:
    """Run one command."""
    arguments = _parser().parse_args()
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)  # denormal weights make convolutions 20 times slower
    school = School(arguments.data, arguments.work)
    if arguments.command == "evaluate":
        _evaluate(school, arguments)
    elif arguments.command == "train":
        _train(school, arguments)
    elif arguments.command == "listeners":
        write_listeners(school, Recipe(), SHIPPED_SEED, arguments.out)
    elif arguments.command == "invariance":
        print(invariance(arguments.data / "library", arguments.work / "midi"))
    else:
        changes = dict(each.split("=", 1) for each in arguments.set)
        recipe = Recipe()
        # As the type of the default: epochs are whole, weights are not.
        values = {name: type(getattr(recipe, name))(value) for name, value in changes.items()}
        recipe = replace(recipe, **values)
        print(brief(evaluate(school, recipe, arguments.seeds), arguments.data))


def _evaluate(school: School, arguments: argparse.Namespace) -> None:
    kept = answers_folder(school, Recipe()) / "report.md"
    if not (arguments.cached and kept.is_file()):
        clips = mood4q(school.data)
        answers = evaluate(school, Recipe(), arguments.seeds)
        seen = see("mood4q", mood_forms(clips)["mood4q"], school.work)
        descriptors = [seen.descriptors[seen.of_take == i] for i in range(len(clips.paths))]
        rated, felt = musifeast17(school.data), emotify(school.data)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(report(clips, rated, felt, answers, descriptors), encoding="utf-8")
        save_plots(clips, answers, arguments.models, UNSURE_BELOW)
    write_card(arguments.models, kept.read_text(encoding="utf-8"))
    print(kept.read_text(encoding="utf-8"))


def _train(school: School, arguments: argparse.Namespace) -> None:
    answers = evaluate(school, Recipe(), arguments.seeds)
    encoder = school.encoder(ALL)
    prepared = prepare(sequences_through(encoder, school.data, school.work), school.data, ALL)
    network = fit(prepared.lesson, Recipe(), SHIPPED_SEED)
    # On clips that it learnt from the network is too sure; on those of other folds it is not.
    logits = np.concatenate([logits_of(one.probabilities) for one in answers])
    truth = np.tile(mood4q(school.data).moods, len(answers))
    network.temperatures.copy_(torch.from_numpy(fit_temperatures(logits, truth)))
    export(encoder, network, prepared.limits, UNSURE_BELOW, arguments.models)
    print(f"wrote encoder.onnx and mood.onnx to {arguments.models}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m musemood.training", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("command", choices=_COMMANDS)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--models", type=Path, default=shipped_folder("models"))
    parser.add_argument("--out", type=Path, default=_LISTENERS, help="what listeners writes")
    parser.add_argument("--cached", action="store_true", help="print the figures kept")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE")
    return parser


if __name__ == "__main__":
    main()
