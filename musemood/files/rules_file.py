"""The settings of the recommender: one small JSON file, for the window and the command line.

What cannot be read is as if it had never been set.
"""

from pathlib import Path

from musemood.domain.listening_rules import (
    LONGEST_HALF_LIFE_DAYS,
    SHORTEST_HALF_LIFE_DAYS,
    RuleSettings,
)
from musemood.files.atomic import replace_file
from musemood.files.json_text import dumps, loads

NAME = "recommendations.json"
"""In the folder of settings."""


def save_rule_settings(path: Path, settings: RuleSettings) -> None:
    """Write them. Raises OSError."""
    document = {
        "half_life_days": settings.half_life_days,
        "allows_long": settings.allows_long,
        "allows_spoken": settings.allows_spoken,
    }
    replace_file(path, [dumps(document)])


def load_rule_settings(path: Path) -> RuleSettings:
    """What was saved, or what holds at first."""
    try:
        document = loads(path.read_bytes())
        days = float(document["half_life_days"])
        if not SHORTEST_HALF_LIFE_DAYS <= days <= LONGEST_HALF_LIFE_DAYS:
            return RuleSettings()
        return RuleSettings(
            days, document["allows_long"] is True, document["allows_spoken"] is True
        )
    except (OSError, ValueError, KeyError, TypeError):
        return RuleSettings()
