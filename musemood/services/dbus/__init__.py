"""The session bus: one connection, Python values in its types, objects that others may call."""
