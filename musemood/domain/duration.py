"""Lengths of time as clocks show them."""


def duration_text(seconds: float) -> str:
    """``4:05``, or ``1:02:03`` from an hour on; of a second begun only the whole ones."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
