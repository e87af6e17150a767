"""Failures in English: one sentence, with what to do next."""

from musemood.domain.failure import Failure, FailureKind

_SENTENCES = {
    FailureKind.MISSING: "The file is not there any more.",
    FailureKind.BROKEN_LINK: "The link leads nowhere; mend or remove it.",
    FailureKind.NO_PERMISSION: "You may not read this file; change its permissions and try again.",
    FailureKind.EMPTY: "The file is empty; copy it again from its source.",
    FailureKind.NOT_AUDIO: "This is not an audio file, whatever its name says.",
    FailureKind.DAMAGED: "The sound in this file is damaged; copy it again from its source.",
    FailureKind.UNREADABLE: "The file could not be read; check the drive and try again.",
    FailureKind.CRASHED: "The analysis of this file broke down; it still plays, without a mood.",
    FailureKind.NO_PLAYER: "Nothing can be played until libVLC is installed.",
    FailureKind.CUE_SHEET: "This cue sheet is broken, so its file is one track; mend the sheet.",
}


def failure_sentence(failure: Failure) -> str:
    """What went wrong with a file, in one sentence."""
    return _SENTENCES[failure.kind]
