"""``python -m musemood``."""

from multiprocessing import freeze_support

from musemood.cli import main

if __name__ == "__main__":
    freeze_support()
    raise SystemExit(main())
