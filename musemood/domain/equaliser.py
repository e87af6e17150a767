"""The equaliser: ten bands and a level, and libVLC's own presets for it."""

from msgspec import Struct

BANDS_HZ = (31, 62, 125, 250, 500, 1000, 2000, 4000, 8000, 16_000)
MOST_DB = 20.0


class Equaliser(Struct, frozen=True):
    """``bands_db``: one for each of `BANDS_HZ`, -20..20. ``level_db``: of all, -20..20.

    Raised bands need a lower level, or loud music clips; the presets have theirs.
    """

    bands_db: tuple[float, ...] = (0.0,) * len(BANDS_HZ)
    level_db: float = 0.0

    def __post_init__(self) -> None:
        if len(self.bands_db) != len(BANDS_HZ):
            raise ValueError(f"an equaliser has {len(BANDS_HZ)} bands")
        if not all(-MOST_DB <= db <= MOST_DB for db in (*self.bands_db, self.level_db)):
            raise ValueError(f"a band goes from -{MOST_DB:.0f} to {MOST_DB:.0f} dB")

    @property
    def is_flat(self) -> bool:
        """Whether it changes nothing."""
        return not any((*self.bands_db, self.level_db))


FLAT = Equaliser()

# A test holds them against libVLC's.
PRESETS: dict[str, Equaliser] = {
    "Flat": FLAT,
    "Classical": Equaliser((0, 0, 0, 0, 0, 0, -7.2, -7.2, -7.2, -9.6), 0),
    "Club": Equaliser((0, 0, 8, 5.6, 5.6, 5.6, 3.2, 0, 0, 0), -6),
    "Dance": Equaliser((9.6, 7.2, 2.4, 0, 0, -5.6, -7.2, -7.2, 0, 0), -7),
    "Full bass": Equaliser((-8, 9.6, 9.6, 5.6, 1.6, -4, -8, -10.4, -11.2, -11.2), -7),
    "Full bass and treble": Equaliser((7.2, 5.6, 0, -7.2, -4.8, 1.6, 8, 11.2, 12, 12), -8),
    "Full treble": Equaliser((-9.6, -9.6, -9.6, -4, 2.4, 11.2, 16, 16, 16, 16.8), -9),
    "Headphones": Equaliser((4.8, 11.2, 5.6, -3.2, -2.4, 1.6, 4.8, 9.6, 12.8, 14.4), -8),
    "Large Hall": Equaliser((10.4, 10.4, 5.6, 5.6, 0, -4.8, -4.8, -4.8, 0, 0), -7),
    "Live": Equaliser((-4.8, 0, 4, 5.6, 5.6, 5.6, 4, 2.4, 2.4, 2.4), -5),
    "Party": Equaliser((7.2, 7.2, 0, 0, 0, 0, 0, 0, 7.2, 7.2), -6),
    "Pop": Equaliser((-1.6, 4.8, 7.2, 8, 5.6, 0, -2.4, -2.4, -1.6, -1.6), -6),
    "Reggae": Equaliser((0, 0, 0, -5.6, 0, 6.4, 6.4, 0, 0, 0), -4),
    "Rock": Equaliser((8, 4.8, -5.6, -8, -3.2, 4, 8.8, 11.2, 11.2, 11.2), -7),
    "Ska": Equaliser((-2.4, -4.8, -4, 0, 4, 5.6, 8.8, 9.6, 11.2, 9.6), -6),
    "Soft": Equaliser((4.8, 1.6, 0, -2.4, 0, 4, 8, 9.6, 11.2, 12), -7),
    "Soft rock": Equaliser((4, 4, 2.4, 0, -4, -5.6, -3.2, 0, 2.4, 8.8), -5),
    "Techno": Equaliser((8, 5.6, 0, -5.6, -4.8, 0, 8, 9.6, 9.6, 8.8), -7),
}


def preset_name(equaliser: Equaliser) -> str | None:
    """The preset that it is, None if somebody moved a slider."""
    return next((name for name, preset in PRESETS.items() if preset == equaliser), None)
