"""Training and evaluation of the mood model; optional, and the only room that knows torch."""
