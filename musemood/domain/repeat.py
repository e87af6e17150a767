"""What is played again by itself."""

from enum import StrEnum


class Repeat(StrEnum):
    """Nothing, the whole list, or the one track that plays."""

    OFF = "off"
    ALL = "all"
    ONE = "one"

    @property
    def following(self) -> "Repeat":
        """The one that a press on the button or key gives."""
        order = list(Repeat)
        return order[(order.index(self) + 1) % len(order)]
