"""Sound: one protocol, and libVLC behind it."""
