"""The commands of the command line: the engine without a window, in plain English and JSON."""

SOME_FAILED, WRONG_USE = 1, 2
"""Exit codes beside 0."""
