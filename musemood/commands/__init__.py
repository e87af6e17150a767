"""The commands of the command line: the engine without a window, in plain English and JSON."""
