"""The model card: what `evaluate` found, between what a person should know of the model."""

from importlib.resources import files
from pathlib import Path


def write_card(models: Path, figures: str) -> None:
    """Write ``MODEL_CARD.md`` into ``models``: the text of card.md with the figures in it."""
    text = files(__package__).joinpath("card.md").read_text(encoding="utf-8")
    (models / "MODEL_CARD.md").write_text(text.replace("{figures}", figures), encoding="utf-8")
