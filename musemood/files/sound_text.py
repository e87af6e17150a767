"""What a track sounds like (its embedding) as text: base64 of little-endian float16."""

import base64
import binascii

import numpy as np
from numpy.typing import NDArray

from musemood.domain.embeddings import WIDTH


def embedding_to_text(embedding: NDArray[np.float16]) -> str:
    """The embedding (WIDTH,), read back to the bit."""
    return base64.b64encode(embedding.astype("<f2").tobytes()).decode("ascii")


def text_to_embedding(text: object) -> NDArray[np.float16]:
    """The embedding (WIDTH,). Raises ValueError where it is none."""
    if not isinstance(text, str):
        raise ValueError("what it sounds like is not text")  # noqa: TRY004 (callers catch one)
    try:
        values = np.frombuffer(base64.b64decode(text, validate=True), "<f2").astype(np.float16)
    except binascii.Error as error:
        raise ValueError(f"cannot read what it sounds like: {error!r}") from error
    if values.shape != (WIDTH,) or not np.isfinite(values).all():
        raise ValueError("what it sounds like is nonsense")
    return values
