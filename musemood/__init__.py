"""MuseMood: a desktop music player that hears the mood of your own files."""

__version__ = "0.1.0"
