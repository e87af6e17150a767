"""What the window says about moods, failures and reasons, in the person's language."""

import re

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.mood import Mood
from musemood.domain.reason import Part, Reason, Step
from musemood.domain.track import shown_name
from musemood.ui.translate import number_text, tr

_PARTS_AT_FIRST = (Part.MOOD, Part.LIKENESS)
"""Named in a row of a queue that an earlier version left behind."""

NO_WIDTH = "\u200b"
"""A line may break at it."""
_UNBROKEN = re.compile(r"/|[^/\s]{16}")


def mood_name(mood: Mood) -> str:
    """The mood's name; said in every row that is painted, so the others' are not looked up."""
    match mood:
        case Mood.HAPPY:
            return tr("happy")
        case Mood.FRESH:
            return tr("fresh")
        case Mood.RELAXED:
            return tr("relaxed")
        case Mood.SAD:
            return tr("sad")
        case Mood.INTENSE:
            return tr("intense")
        case Mood.UNSURE:
            return tr("unsure")


def failure_sentence(failure: Failure) -> str:
    """Why a file could not be used, and what to do next."""
    sentences = {
        FailureKind.MISSING: tr(
            "The file is missing; plug its drive in, or remove missing songs in the settings."
        ),
        FailureKind.BROKEN_LINK: tr("The link leads nowhere; mend or remove it."),
        FailureKind.NO_PERMISSION: tr(
            "You may not read this file; change its permissions and drop it again."
        ),
        FailureKind.EMPTY: tr("The file is empty; copy it again from its source."),
        FailureKind.NOT_AUDIO: tr("This is not an audio file, whatever its name says."),
        FailureKind.DAMAGED: tr(
            "The sound in this file is damaged; copy it again from its source."
        ),
        FailureKind.UNREADABLE: tr("The file could not be read; check the drive and try again."),
        FailureKind.CRASHED: tr(
            "The analysis of this file broke down; it still plays, without a mood."
        ),
        FailureKind.NO_PLAYER: tr("Nothing can be played until libVLC is installed."),
        FailureKind.CUE_SHEET: tr(
            "This cue sheet is broken, so its file is shown as one track; mend the sheet."
        ),
    }
    return sentences[failure.kind]


def reason_sentence(reason: Reason, like_title: str) -> str:
    """Why a track is recommended, in words and numbers, what carried most first.

    ``like_title``: of reason.like_path. How often it was played is always told, at the end.
    """
    words = {
        Part.MOOD: tr("{mood} {percent} %").format(
            mood=mood_name(reason.mood), percent=round(100 * reason.probability)
        ),
        Part.LIKENESS: tr("close to {title}").format(title=like_title) if like_title else "",
        Part.TASTE: tr("your taste: {points}/10").format(points=round(reason.preference)),
        Part.STATED: tr("you choose {genre} then").format(genre=reason.genre)
        if reason.genre
        else "",
        Part.ALIKE: tr("sounds {percent} % like {title}").format(
            percent=round(100 * reason.likeness), title=like_title
        ),
        Part.STEP: step_text(reason.step) if reason.step else "",
    }
    parts = [words[part] for part in reason.parts or _PARTS_AT_FIRST if part in words]
    if reason.is_new:
        parts.append(tr("new to you"))
    elif reason.plays:
        parts.append(plays_text(reason.plays))
    return tr(", ").join(filter(None, parts))


def step_text(step: Step) -> str:
    """Which step of a journey: ``step 3 of 12 to happy``."""
    return tr("step {n} of {count} to {mood}").format(
        n=step.number, count=step.count, mood=mood_name(step.goal)
    )


def plays_text(count: int) -> str:
    """``1 play``, ``7 plays``."""
    return tr("%Ln plays", None, count)


def thumbs_text(count: int) -> str:
    """``3 thumbs``."""
    return tr("%Ln thumbs", None, count)


def states_text(count: int) -> str:
    """``2 inferred moods``."""
    return tr("%Ln inferred moods", None, count)


def songs_text(count: int) -> str:
    """``1 song``, ``1,234 songs``."""
    return tr("%Ln songs", None, count)


def breakable(text: str) -> str:
    """A path or a name with places where a line may break; what is not UTF-8 shows a sign."""
    return _UNBROKEN.sub("\\g<0>" + NO_WIDTH, shown_name(text))


def total_text(seconds: float) -> str:
    """How long a list is: ``48 min``, ``3 h 5 min``."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return tr("{h} h {m} min").format(h=number_text(hours), m=minutes)
    return tr("{m} min").format(m=max(1, minutes))


def time_left_text(seconds: float) -> str:
    """How long the analysis will still take, roughly."""
    if seconds < 90:
        return tr("1 min left") if seconds > 30 else tr("almost done")
    return tr("{n} min left").format(n=round(seconds / 60))
