"""What could not be read in a query, and where it stands."""

from enum import StrEnum

from msgspec import Struct


class MistakeKind(StrEnum):
    """Kinds of mistakes; those of `HALF_TYPED` are set right by typing on."""

    NO_VALUE = "no value"
    NO_OTHER_SIDE = "no other side"
    OPEN_QUOTE = "open quote"
    OPEN_BRACKET = "open bracket"
    UNKNOWN_FIELD = "unknown field"
    NO_NUMBER = "no number"
    NO_LENGTH = "no length"
    NO_AGE = "no age"
    NO_MOOD = "no mood"
    NO_SHARE = "no share"
    EMPTY_RANGE = "empty range"
    LONE_SIGN = "lone sign"


HALF_TYPED = frozenset(
    {
        MistakeKind.NO_VALUE,
        MistakeKind.NO_OTHER_SIDE,
        MistakeKind.OPEN_QUOTE,
        MistakeKind.OPEN_BRACKET,
    }
)


class Mistake(Struct, frozen=True):
    """One mistake; the rest of the query still applies.

    ``start``, ``end``: place in the text. ``field``: the name before the colon, if there is
    one. ``suggestion``: the field that was perhaps meant by an unknown one; without any, the
    words were looked for as they stand.
    """

    kind: MistakeKind
    start: int
    end: int
    field: str = ""
    suggestion: str = ""

    @property
    def is_half_typed(self) -> bool:
        """Whether typing on sets it right."""
        return self.kind in HALF_TYPED


class UnreadableError(ValueError):
    """A value that cannot be read."""

    def __init__(self, kind: MistakeKind) -> None:
        super().__init__(kind)
        self.kind = kind
