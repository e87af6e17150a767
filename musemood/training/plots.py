"""Plots of the model card: small SVG files on white, readable on light and dark pages.

The same figures give the same file, byte for byte: a model card that did not change is not a
change. Text is drawn as shapes, so it looks the same everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter

from musemood.training.scores import Doubles, Numbers, Reliability, Truths, risk_coverage

INK = "#2f3542"
LINE = "#2f6db3"
MARK = "#c2410c"
FAINT = "#9aa3af"

_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "musemood",  # else the ids inside are new each time
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": "#e5e7eb",
    "legend.frameon": False,
}

_POINTS = 150
"""Points of a curve, so that the file stays small."""

_LEAST_NAMED = 0.02
"""Where the curve of risk begins: of a handful of clips the share of wrong ones says nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A network that was tried: ``cpu_s`` a track, ``accuracy`` 0..1."""

    name: str
    cpu_s: float
    accuracy: float


def plot_risk_coverage(
    confidence: Numbers, is_right: Truths, threshold: float | None, path: Path
) -> None:
    """Share of wrong ones among the named (risk) against the share named, both (n,) clips.

    ``threshold``: of unsure, marked on the curve, or None.
    """
    coverage, risk = risk_coverage(confidence, is_right)
    with mpl.rc_context(_STYLE):
        figure, axes = _axes(5.2, 3.4, "clips named (%)", "of these wrong (%)")
        at = np.linspace(max(coverage[0], _LEAST_NAMED), 1, _POINTS)
        axes.plot(100 * at, 100 * np.interp(at, coverage, risk), color=LINE, linewidth=1.8)
        named = 0.0 if threshold is None else float(np.mean(confidence >= threshold))
        if named:
            wrong = 100 * float(np.interp(named, coverage, risk))
            axes.plot(100 * named, wrong, "o", color=MARK)
            axes.annotate(
                f"unsure below {threshold:.2f}: {100 * named:.0f} % named, {wrong:.0f} % wrong",
                (100 * named, wrong), (-4, 9), textcoords="offset points",
                ha="right" if named > 0.5 else "left", color=MARK,
            )  # fmt: skip
        axes.set_xlim(0, 101)
        axes.set_ylim(bottom=0)
        _save(figure, path)


def plot_reliability(found: Reliability, path: Path) -> None:
    """How often each bin is right against how sure it was; on the diagonal both agree."""
    with mpl.rc_context(_STYLE):
        figure, axes = _axes(4.2, 4.0, "largest probability (%)", "named rightly (%)")
        axes.plot([0, 100], [0, 100], "--", color=FAINT, linewidth=1.2)
        axes.plot(100 * found.confidence, 100 * found.accuracy, "o-", color=LINE, linewidth=1.5)
        axes.text(4, 95, f"calibration error {100 * found.error:.1f} %", va="top")
        axes.set_xlim(0, 100)
        axes.set_ylim(0, 100)
        axes.set_aspect("equal")
        _save(figure, path)


def plot_confusion(confusion: Doubles, names: Sequence[str], path: Path) -> None:
    """A confusion matrix (classes, classes): rows true, columns said, per cent of the row."""
    with mpl.rc_context(_STYLE):
        size = 1.6 + 0.62 * len(names)
        figure, axes = _axes(size + 0.4, size, "said", "true")
        axes.grid(visible=False)
        edges = np.arange(len(names) + 1) - 0.5
        axes.pcolormesh(edges, edges, confusion, cmap="Blues", vmin=0, vmax=100)
        for (row, column), share in np.ndenumerate(confusion):
            colour = "white" if share > 55 else INK
            axes.text(column, row, f"{share:.0f}", ha="center", va="center", color=colour)
        axes.set_xticks(range(len(names)), names)
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(length=0)
        axes.invert_yaxis()
        _save(figure, path)


def plot_costs(tried: Sequence[Cost], shipped: str, path: Path, measure: str = "accuracy") -> None:
    """Accuracy against CPU time of the networks tried; the one that ships stands out.

    ``measure``: what `Cost.accuracy` is, for the axis.
    """
    with mpl.rc_context(_STYLE):
        figure, axes = _axes(6.4, 4.0, "CPU seconds a track", f"{measure} (%)")
        for i, cost in enumerate(sorted(tried, key=lambda each: each.cpu_s)):
            colour = MARK if cost.name == shipped else LINE
            axes.plot(cost.cpu_s, 100 * cost.accuracy, "o", color=colour)
            axes.annotate(
                cost.name, (cost.cpu_s, 100 * cost.accuracy), (0, -15 if i % 2 else 7),
                textcoords="offset points", ha="center", color=colour, fontsize=8.5,
            )  # fmt: skip
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.margins(0.12)
        _save(figure, path)


def _axes(width: float, height: float, x_label: str, y_label: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), facecolor="white", layout="constrained")
    axes = figure.add_subplot(xlabel=x_label, ylabel=y_label)
    axes.grid(visible=True, linewidth=0.8)
    axes.set_axisbelow(True)
    return figure, axes


def _save(figure: Figure, path: Path) -> None:
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
