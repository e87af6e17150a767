"""The format of a file, by its name."""

from musemood.domain.span import file_of


def format_of(path: str) -> str:
    """What stands after the name's last dot, in small letters: ``flac``; "" without one."""
    path = file_of(path)
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot + 1 :].lower() if dot > 0 else ""
