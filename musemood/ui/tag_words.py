"""What the window says about tags, lyrics, ratings and the trash, in the person's language."""

from collections.abc import Iterable
from pathlib import PurePath

from PySide6.QtCore import QLocale

from musemood.domain.duration import duration_text
from musemood.domain.mood import MOODS
from musemood.domain.span import file_of
from musemood.domain.tag_sheet import TagFailure, TagField, TagProblem, TagSheet
from musemood.domain.track import Track, shown_name
from musemood.ui.translate import tr
from musemood.ui.wording import mood_name


def field_name(field: TagField) -> str:
    """The label beside a field."""
    names = {
        TagField.TITLE: tr("Title"),
        TagField.ARTIST: tr("Artist"),
        TagField.ALBUM: tr("Album"),
        TagField.ALBUM_ARTIST: tr("Album artist"),
        TagField.COMPOSER: tr("Composer"),
        TagField.GENRE: tr("Genre"),
        TagField.YEAR: tr("Year"),
        TagField.TRACK_NUMBER: tr("Track"),
        TagField.TRACK_TOTAL: tr("Tracks on the disc"),
        TagField.DISC_NUMBER: tr("Disc"),
        TagField.DISC_TOTAL: tr("Discs"),
        TagField.COMMENT: tr("Comment"),
        TagField.LYRICS: tr("Lyrics"),
        TagField.MOOD: tr("Mood"),
    }
    return names[field]


def unfit_sentence(field: TagField) -> str:
    """Why a text cannot stand in the field."""
    if field is TagField.YEAR:
        return tr("A year has four digits.")
    return tr("{field} is a number from 1 to 9999.").format(field=field_name(field))


def tag_failure_sentence(failure: TagFailure) -> str:
    """Why the tags of a file are as they were, and what to do next."""
    sentences = {
        TagProblem.MISSING: tr("{name} is not there any more; look for it, then try again."),
        TagProblem.NO_PERMISSION: tr(
            "{name} may not be read; change its permissions, then try again."
        ),
        TagProblem.READ_ONLY: tr(
            "{name} or its folder is read-only and stays as it is; change the permissions, "
            "then try again."
        ),
        TagProblem.NO_SPACE: tr(
            "There is no room on the drive of {name}, which stays as it is; make some, "
            "then try again."
        ),
        TagProblem.NOT_SUPPORTED: tr("{name} is of a kind whose tags MuseMood cannot edit."),
        TagProblem.DAMAGED: tr(
            "{name} is damaged, so nothing is written to it; copy it again from its source."
        ),
        TagProblem.CUE_SHEET: tr(
            "The tracks of {name} are named by its cue sheet; edit the sheet in a text editor."
        ),
        TagProblem.UNREADABLE: tr("{name} stays as it is; check the drive and try again."),
    }
    return sentences[failure.problem].format(name=file_name(failure.path))


def file_name(path: str) -> str:
    """The last part of a path, fit to be shown."""
    return shown_name(PurePath(file_of(path)).name)


def trash_failure_sentence(paths: Iterable[str], is_undo: bool) -> str:
    """Which files are where they were, and what to do."""
    first, *others = [file_name(path) for path in paths]
    name = tr("{name} and {n} more").format(name=first, n=len(others)) if others else first
    if is_undo:
        return tr("{name} could not be brought back; look for it in the trash.").format(name=name)
    return tr(
        "{name} could not be moved to the trash and stays; check the permissions of its folder."
    ).format(name=name)


def mood_tip(track: Track) -> str:
    """Whose the mood is where the person said it, else how probable each one is."""
    if track.own_mood is None:
        shares = zip(MOODS, track.heard.probabilities if track.heard else (), strict=False)
        return "\n".join(f"{mood_name(mood)} {round(100 * share)} %" for mood, share in shares)
    if track.heard is None:
        return tr("You said so; the analysis has not heard it yet.")
    return tr("You said so; the analysis says {mood} {percent} %.").format(
        mood=mood_name(track.heard.mood), percent=round(100 * track.heard.confidence)
    )


def stars_text(stars: int) -> str:
    """For those who hear the list."""
    return tr("%Ln stars", None, stars) if stars else ""


def details_text(sheets: Iterable[TagSheet]) -> str:
    """What the files are: format, bit rate, length and size; sums for several."""
    given = list(sheets)
    parts = [", ".join(dict.fromkeys(sheet.format for sheet in given))]
    if len(given) == 1 and given[0].bit_rate:
        parts.append(tr("{n} kbit/s").format(n=round(given[0].bit_rate / 1000)))
    parts.append(duration_text(sum(sheet.duration_s for sheet in given)))
    parts.append(QLocale().formattedDataSize(sum(sheet.size for sheet in given), 1))
    return " · ".join(filter(None, parts))
