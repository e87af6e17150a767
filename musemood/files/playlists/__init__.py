"""Playlist files: m3u, m3u8, pls and xspf are read, m3u8 and xspf written.

No library does this for local files: what is called m3u8 on the package index reads video
streams, xspf-lib parses XML without guard against bombs and has rested since 2023, for pls there
is none. The formats are small; the care is in names, encodings and hostile files.
"""

from musemood.files.playlists.reading import read_playlist
from musemood.files.playlists.writing import write_playlist

__all__ = ["read_playlist", "write_playlist"]
