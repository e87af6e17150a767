"""Low-level descriptors: pure functions, arrays in and arrays out. No file access."""
