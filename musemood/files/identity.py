"""What makes two files the same sound: a hash of the encoded audio, without tags and covers.

It stays when a file is moved, renamed, copied or tagged, and changes with any byte of its sound.
"""

import hashlib

from musemood.domain.span import span_of
from musemood.files.audio import encoded_sound

_BYTES = 16
"""Even among a million files, two of one hash by chance are a matter of 1 in 10**26."""


def sound_identity(path: str) -> str:
    """32 hexadecimal digits. Reads the whole file once; raises FileError as `decode_blocks`.

    A track of a cue sheet is the sound of its file and its span there.
    """
    digest = hashlib.blake2b(digest_size=_BYTES)
    span = span_of(path)
    for piece in encoded_sound(span.file):
        digest.update(piece)
    if not span.is_whole:  # one of several tracks in the file
        digest.update(f"{span.start_s} {span.end_s}".encode())
    return digest.hexdigest()
