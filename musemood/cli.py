"""The command line: reads the arguments, opens the data folder, calls one command.

Exit codes: 0, 1 where some files failed, 2 for wrong use or a data folder that cannot be used.
stdout carries results only; progress and messages go to stderr.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from musemood import __version__
from musemood.commands import WRONG_USE
from musemood.domain.mood import MOODS, Mood
from musemood.domain.span import file_of
from musemood.services.request import COMMANDS

if TYPE_CHECKING:
    from musemood.files.data_folder import DataFolder

_COMMANDS = ("tag", "recommend", "play-log", "export", "import", "write-moods", "doctor")
_EXPORTED = ("track", "play", "earlier", "feedback", "correction", "rating",
             "ban", "left_out", "state", "stated", "playlist")  # fmt: skip
_WAIT_FOR_WINDOW_S = 3.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _keep_odd_names_printable()
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(given).parse_args(given)
    command: Callable[[argparse.Namespace], int] = options.command
    return _guarded(command, options)


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS,
                        help="keep settings, library and cache under DIR")  # fmt: skip
    if _first_word(given) in _COMMANDS or {"-h", "--help"} & set(given):
        return _command_parser(common)
    parser = argparse.ArgumentParser(prog="musemood", parents=[common])
    parser.add_argument("--version", action="version", version=f"musemood {__version__}")
    parser.add_argument("paths", nargs="*", metavar="PATH")
    commands = parser.add_mutually_exclusive_group()
    for name in COMMANDS:
        commands.add_argument(f"--{name}", dest="player_command", action="store_const", const=name,
                              default="", help="tell the open window")  # fmt: skip
    parser.set_defaults(command=_window)
    return parser


def _first_word(given: Sequence[str]) -> str:
    """The first argument that is no option and no value of --data-dir."""
    words = iter(given)
    for word in words:
        if word == "--data-dir":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def _command_parser(common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="musemood",
        parents=[common],
        description="A music player that hears the mood of your own files. "
        "Without a command it opens the window: musemood [PATH ...]; "
        "paths are added and the first one is played. To a window that is open already they are "
        "handed over; --play-pause, --next, --previous and --stop steer it.",
    )
    parser.add_argument("--version", action="version", version=f"musemood {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[common], help=text, description=text)
        sub.set_defaults(command=run)
        return sub

    tag = add("tag", _tag, "add to the library, analyse, print the mood of each track")
    tag.add_argument("paths", nargs="+", metavar="PATH")
    tag.add_argument("--json", action="store_true", help="one JSON object a line")
    tag.add_argument("--jobs", type=_positive, metavar="N", help="worker processes")
    recommend = add("recommend", _recommend, "the mood of your week, and a queue for it")
    recommend.add_argument("--json", action="store_true", help="one JSON object")
    recommend.add_argument("--count", type=_positive, default=20, metavar="N")
    recommend.add_argument("--mood", choices=[str(mood) for mood in MOODS], metavar="MOOD",
                           help="recommend this one: " + ", ".join(MOODS))  # fmt: skip
    recommend.add_argument("--seed", type=int, default=0, metavar="N")
    recommend.add_argument("--now", type=_moment, metavar="TIME", help="ISO 8601")
    play_log = add("play-log", _play_log, "what was played, when, and how long")
    play_log.add_argument("--json", action="store_true", help="one JSON object a line")
    play_log.add_argument("--since", type=_moment, metavar="TIME", help="ISO 8601 date or time")
    export = add("export", _export, "library, plays, thumbs, corrections, stars and playlists "
                 "as JSON lines")  # fmt: skip
    export.add_argument("--out", metavar="FILE", help="write to FILE instead of stdout")
    only = export.add_mutually_exclusive_group()
    only.add_argument("--only", action="append", choices=_EXPORTED, metavar="KIND",
                      help=f"only this kind, may be repeated: {', '.join(_EXPORTED)}")  # fmt: skip
    only.add_argument("--scrobbler-log", action="store_true",
                      help="only the plays, as an Audioscrobbler 1.1 .scrobbler.log")  # fmt: skip
    bring = add("import", _import, "bring an export, or another player's history: strawberry.db, "
                "rhythmdb.xml, a Last.fm CSV, a ListenBrainz export")  # fmt: skip
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help="only say what would be brought")
    bring.add_argument("--unmatched", metavar="LIST",
                       help="write the songs that the library does not have to LIST")  # fmt: skip
    write = add("write-moods", _write_moods, "write moods of the library to the files' tags")
    write.add_argument("paths", nargs="+", metavar="PATH", help="files, or folders of them")
    write.add_argument("--dry-run", action="store_true", help="only say what would be written")
    write.add_argument("--replace", action="store_true", help="also where a mood tag is there")
    add("doctor", _doctor, "what is installed, what is missing, how to mend it")
    return parser


def _tag(options: argparse.Namespace) -> int:
    from musemood.commands.tag import tag

    jobs = options.jobs or max(1, (os.cpu_count() or 2) - 1)
    return tag(_folder(options), options.paths, is_json=options.json, jobs=jobs)


def _recommend(options: argparse.Namespace) -> int:
    from musemood.commands.recommend import Question, recommend

    question = Question(
        now=options.now or datetime.now().astimezone(),
        count=options.count,
        mood=Mood(options.mood) if options.mood else None,
        seed=options.seed,
    )
    return recommend(_folder(options), question, is_json=options.json)


def _play_log(options: argparse.Namespace) -> int:
    from musemood.commands.play_log import play_log

    return play_log(_folder(options), options.since, is_json=options.json)


def _export(options: argparse.Namespace) -> int:
    from musemood.commands.export import export

    kinds = options.only or _EXPORTED
    return export(_folder(options), options.out, kinds, is_scrobbler_log=options.scrobbler_log)


def _import(options: argparse.Namespace) -> int:
    from musemood.commands.bring import bring

    return bring(_folder(options), options.file, options.unmatched, is_dry_run=options.dry_run)


def _write_moods(options: argparse.Namespace) -> int:
    from musemood.commands.write_moods import write_moods

    return write_moods(
        _folder(options), options.paths, is_dry_run=options.dry_run, replaces=options.replace
    )


def _doctor(options: argparse.Namespace) -> int:
    from musemood.commands.doctor import doctor

    return doctor(_folder(options))


def _window(options: argparse.Namespace) -> int:
    missing = next((path for path in options.paths if not os.path.lexists(file_of(path))), None)
    if missing is not None:
        print(f"musemood: {missing} does not exist.", file=sys.stderr)
        return WRONG_USE
    if not _has_display(os.environ):
        print(
            "There is no display to open a window on; use the command line instead: "
            "musemood tag PATH, musemood recommend (see musemood --help).",
            file=sys.stderr,
        )
        return WRONG_USE
    return _open_or_hand_over(_folder(options), options)


def _open_or_hand_over(folder: "DataFolder", options: argparse.Namespace) -> int:
    """Open the window, or tell the one that is open what this start was asked.

    Raises FolderInUse where neither can be done: a command such as `tag` is writing.
    """
    from musemood.files.data_folder import FolderInUse

    last_try = time.monotonic() + _WAIT_FOR_WINDOW_S
    while True:
        try:
            with folder.lock():
                return _open(folder, options)
        except FolderInUse:
            # A window that is just opening or closing does not listen: it is asked again, and
            # where it has gone meanwhile this start opens one itself.
            if _hand_over(folder, options):
                return 0
            if time.monotonic() > last_try:
                raise
            time.sleep(0.1)


def _hand_over(folder: "DataFolder", options: argparse.Namespace) -> bool:
    from musemood.services.request import make_request
    from musemood.services.single_instance import hand_over

    request = make_request(tuple(options.paths), options.player_command, os.environ)
    return hand_over(folder.data, request)


def _open(folder: "DataFolder", options: argparse.Namespace) -> int:
    if options.player_command not in ("", "play-pause"):
        print("MuseMood is not open, so nothing can be told to it.", file=sys.stderr)
        return WRONG_USE
    try:
        from musemood.services.request import make_request
        from musemood.start import open_window

        return open_window(folder, make_request(tuple(options.paths), options.player_command, {}))
    except ImportError as error:
        print(
            f"The window cannot open: {error}. Run `musemood doctor` to see what to install.",
            file=sys.stderr,
        )
        return WRONG_USE


def _guarded(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Errors that are the person's to mend become one sentence and exit code 2."""
    from musemood.files.data_folder import FolderInUse, FolderNotWritable
    from musemood.files.store import StoreError
    from musemood.mood_model import MoodModelError

    try:
        code = command(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # `musemood tag --json | head`: whoever read has had enough. Ended here and not by the
        # signal, which a worker's death would also send.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MoodModelError as error:
        message = f"The mood model cannot be used ({error}); install MuseMood again."
    except FolderInUse:
        message = "Another MuseMood is using this data folder; close it, then try again."
    except FolderNotWritable as error:
        message = f"The data folder {error.path} cannot be written; choose another by --data-dir."
    except StoreError as error:
        message = f"The library cannot be read or saved: {error}."
    except KeyboardInterrupt:
        message = "Stopped; what was finished is kept."
    print(f"musemood: {message}", file=sys.stderr)
    return WRONG_USE


def _folder(options: argparse.Namespace) -> "DataFolder":
    from musemood.files.data_folder import DataFolder

    return DataFolder.locate(getattr(options, "data_dir", None), os.environ)


def _has_display(environ: "os._Environ[str]") -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _keep_odd_names_printable() -> None:
    """Names that are not UTF-8 are printed with a sign in place of what cannot be shown."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no ISO 8601 date or time") from error
