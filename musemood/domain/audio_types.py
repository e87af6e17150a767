"""MIME types of what we play, as desktops call them (shared-mime-info)."""

AUDIO_TYPES = (
    "audio/mpeg",
    "audio/flac",
    "audio/ogg",
    "audio/x-vorbis+ogg",
    "audio/x-opus+ogg",
    "audio/mp4",
    "audio/x-m4b",
    "audio/aac",
    "audio/x-wav",
    "audio/vnd.wave",
    "audio/x-aiff",
    "audio/x-ape",
    "audio/x-matroska",
    "audio/mp2",
    "audio/x-musepack",
    "audio/x-tta",
    "audio/x-ms-wma",
    "audio/x-wavpack",
)
"""One or more for every ending that is looked for in folders (files/scan.py)."""

PLAYLIST_TYPES = (
    "audio/x-mpegurl",
    "application/vnd.apple.mpegurl",
    "audio/x-scpls",
    "application/xspf+xml",
    "application/x-cue",
)
