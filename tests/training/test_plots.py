"""Plots of the model card: small, opaque, repeatable, and they show what they were given."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.figure
import numpy as np
import pytest

from musemood.training.plots import (
    Cost,
    plot_confusion,
    plot_costs,
    plot_reliability,
    plot_risk_coverage,
)
from musemood.training.scores import reliability

DICE = np.random.default_rng(0)
CONFIDENCE = DICE.uniform(0.2, 1, 2154)
IS_RIGHT = DICE.random(2154) < CONFIDENCE
MOODS = ["happy", "fresh", "relaxed", "sad", "intense"]
COSTS = [Cost("small", 0.3, 0.6), Cost("wide", 0.6, 0.7), Cost("teacher", 4.0, 0.71)]

PLOTS: dict[str, Callable[[Path], None]] = {
    "risk": lambda path: plot_risk_coverage(CONFIDENCE, IS_RIGHT, 0.4, path),
    "risk without threshold": lambda path: plot_risk_coverage(CONFIDENCE, IS_RIGHT, None, path),
    "reliability": lambda path: plot_reliability(reliability(CONFIDENCE, IS_RIGHT), path),
    "confusion": lambda path: plot_confusion(100 * np.eye(5), MOODS, path),
    "costs": lambda path: plot_costs(COSTS, "wide", path),
}


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_a_small_svg_on_white_and_always_the_same(name: str, tmp_path: Path) -> None:
    once, again = tmp_path / "once.svg", tmp_path / "again.svg"
    PLOTS[name](once)
    PLOTS[name](again)
    assert once.read_bytes() == again.read_bytes()
    assert once.stat().st_size < 60_000
    assert ElementTree.parse(once).getroot().tag.endswith("svg")
    ground = once.read_text("utf-8").partition('id="patch_1"')[2][:400]
    assert "fill: #ffffff" in ground


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[matplotlib.figure.Figure]:
    """The figures that were saved, still open to be asked."""
    figures: list[matplotlib.figure.Figure] = []
    monkeypatch.setattr(
        matplotlib.figure.Figure, "savefig", lambda self, *_, **__: figures.append(self)
    )
    return figures


def words(figure: matplotlib.figure.Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_a_confusion_shows_its_numbers_true_above_said(
    drawn: list[matplotlib.figure.Figure], tmp_path: Path
) -> None:
    plot_confusion(np.array([[90.0, 10.0], [35.4, 64.6]]), ["sad", "happy"], tmp_path / "c.svg")
    axes = drawn[0].axes[0]
    at = {text.get_text(): text.get_position() for text in axes.texts}
    assert at == {"90": (0, 0), "10": (1, 0), "35": (0, 1), "65": (1, 1)}
    assert axes.yaxis_inverted()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["sad", "happy"]


def test_risk_ends_where_all_are_named_and_marks_the_threshold(
    drawn: list[matplotlib.figure.Figure], tmp_path: Path
) -> None:
    plot_risk_coverage(CONFIDENCE, IS_RIGHT, 0.4, tmp_path / "r.svg")
    curve, mark = drawn[0].axes[0].lines
    x, y = curve.get_data()
    assert (x[-1], y[-1]) == pytest.approx((100, 100 * np.mean(~IS_RIGHT)))
    named = CONFIDENCE >= 0.4
    assert mark.get_xdata()[0] == pytest.approx(100 * named.mean())
    assert mark.get_ydata()[0] == pytest.approx(100 * np.mean(~IS_RIGHT[named]), abs=0.01)
    assert words(drawn[0])[0].startswith(f"unsure below 0.40: {100 * named.mean():.0f} %")


def test_reliability_says_its_error(drawn: list[matplotlib.figure.Figure], tmp_path: Path) -> None:
    found = reliability(np.array([0.5, 0.9]), np.array([True, False]), 2)
    plot_reliability(found, tmp_path / "r.svg")
    assert words(drawn[0]) == ["calibration error 70.0 %"]
    np.testing.assert_allclose(drawn[0].axes[0].lines[1].get_ydata(), [100, 0])


def test_costs_name_every_network_and_the_one_that_ships_stands_out(
    drawn: list[matplotlib.figure.Figure], tmp_path: Path
) -> None:
    plot_costs(COSTS, "wide", tmp_path / "c.svg", "macro-F1")
    axes = drawn[0].axes[0]
    assert words(drawn[0]) == ["small", "wide", "teacher"]
    points = [(line.get_xdata()[0], line.get_ydata()[0]) for line in axes.lines]
    assert points == [(each.cpu_s, 100 * each.accuracy) for each in COSTS]
    small, wide, teacher = (line.get_color() for line in axes.lines)
    assert small == teacher != wide
    assert axes.get_ylabel() == "macro-F1 (%)"
