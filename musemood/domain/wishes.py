"""What a recommended queue would rather have, and gives up where too few rows would remain."""

from enum import StrEnum


class WishKind(StrEnum):
    """In the order in which they are given up.

    ``smooth``: no jump in valence or arousal from row to row. ``rest``: what was heard lately
    rests. ``gap_4``, ``gap_2``: so many rows of others between two of one artist. ``album``: no
    two rows of one album side by side.
    """

    SMOOTH = "smooth"
    REST = "rest"
    GAP_4 = "gap_4"
    GAP_2 = "gap_2"
    ALBUM = "album"
