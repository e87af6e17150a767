"""MuseMood: a desktop music player that hears the mood of your own files."""

import os

# Before numpy is there. Its products are small here: threads for them would wait for one another,
# and on a machine that is analysing take many times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
