"""Every kind of bad or odd input that MuseMood must bear, each as a real file."""

import os
from pathlib import Path

from composed_music import Codec, compose, encode, silence, tone, write_sound

NOT_UTF8_NAME = b"caf\xe9 \xff\xfe.mp3"

FAILING = ("text", "empty", "unreadable", "broken_link")
"""Those that cannot be analysed; "unreadable" only where the reader is not root."""

WORKING = ("truncated", "one_second", "silent", "chinese", "not_utf8")


def make_bad_files(folder: Path) -> dict[str, Path]:
    """Make them all in an existing folder; file by name, the names of `FAILING` and `WORKING`.

    The name of "not_utf8" is no valid UTF-8: its path holds surrogates.
    """
    return {
        "text": _text(folder / "text.mp3"),
        "empty": _empty(folder / "empty.mp3"),
        "truncated": _truncated(folder / "truncated.flac"),
        "unreadable": _unreadable(folder / "unreadable.mp3"),
        "broken_link": _broken_link(folder / "broken link.mp3"),
        "one_second": encode(folder / "one second.mp3", tone(440.0, 1.0)),
        "silent": encode(folder / "silent.ogg", silence(8.0)),
        "chinese": encode(folder / "春江花月夜.mp3", compose(11, 8.0, "calm")),
        "not_utf8": _not_utf8(folder),
    }


def make_two_hour_file(path: Path) -> Path:
    """An mp3 of 7200 s (29 MB): one minute of music 120 times; made in about a second."""
    minute = compose(12, 60.0, "dark")[::2, :1]
    codec = Codec("libmp3lame", 32_000, (("compression_level", "9"), ("reservoir", "0")))
    # Without the headers that tell the length of the whole, minutes can simply be strung together.
    headerless = {"write_xing": "0", "id3v2_version": "0"}
    write_sound(path, minute, codec, 22_050, headerless)
    path.write_bytes(path.read_bytes() * 120)
    return path


def _text(path: Path) -> Path:
    path.write_text("This is a shopping list: bread, milk, two lemons.\n" * 200, encoding="utf-8")
    return path


def _empty(path: Path) -> Path:
    path.touch()
    return path


def _truncated(path: Path) -> Path:
    encode(path, compose(13, 16.0, "bright"))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _unreadable(path: Path) -> Path:
    encode(path, tone(440.0, 2.0))
    path.chmod(0)
    return path


def _broken_link(path: Path) -> Path:
    path.symlink_to("not here.mp3")
    return path


def _not_utf8(folder: Path) -> Path:
    encoded = encode(folder / "named later.mp3", compose(14, 8.0, "driving"))
    return encoded.rename(folder / os.fsdecode(NOT_UTF8_NAME))
