"""What the window says when something is missing, damaged or in the way."""

import sys

from musemood.domain.notice import Notice, NoticeKind
from musemood.domain.track import shown_name
from musemood.ui.translate import tr


def no_vlc_sentence(are_plugins_missing: bool) -> str:
    """libVLC or its plugins are missing: what to install."""
    what = tr("VLC's plugins are missing") if are_plugins_missing else tr("libVLC is missing")
    if sys.platform.startswith("linux"):
        return tr(
            "Nothing can be played yet: {what}. Install it with: "
            "sudo apt install libvlc5 vlc-plugin-base, then start MuseMood again."
        ).format(what=what)
    return tr(
        "Nothing can be played yet: {what}. Install VLC from videolan.org, "
        "then start MuseMood again."
    ).format(what=what)


def gave_up_sentence(files: int) -> str:
    """So many files in a row could not be played, and the playback has stopped."""
    return tr(
        "Playback has stopped: {n} files in a row could not be played. Check that their drive "
        "is there, then play again."
    ).format(n=files)


def notice_sentence(notice: Notice) -> str:
    """What the store found damaged, and what became of it."""
    when = notice.written_at.astimezone().strftime("%Y-%m-%d %H:%M") if notice.written_at else ""
    if notice.kind is NoticeKind.BACKUP_RESTORED:
        return tr(
            "The library file was damaged, so the backup of {when} was restored; "
            "the damaged file is kept as {kept}. Add your folders again to fill what is newer."
        ).format(when=when, kept=notice.kept_at)
    sentences = {
        NoticeKind.STARTED_EMPTY: tr(
            "The library file is damaged and there is no backup; it is kept as {kept}. "
            "Add your folders again."
        ),
        NoticeKind.TRACKS_SKIPPED: tr(
            "{count} entries of the library could not be read; add their folders again."
        ),
        NoticeKind.FEATURES_LOST: tr(
            "The stored descriptors were damaged; the tracks are analysed again."
        ),
        NoticeKind.LINES_SKIPPED: tr(
            "{count} damaged lines of the play log in {path} were passed over and kept."
        ),
        NoticeKind.BACKUP_FAILED: tr(
            "No backup of the library could be written; check the space on the drive."
        ),
        NoticeKind.PLAYLISTS_RESTORED: tr(
            "The file of your playlists was damaged, so the backup of {when} was restored; "
            "the damaged file is kept as {kept}."
        ),
        NoticeKind.PLAYLISTS_LOST: tr(
            "The file of your playlists is damaged and there is no backup; it is kept as {kept}. "
            "Import the playlists again where you have them as files."
        ),
        NoticeKind.PLAYLISTS_SKIPPED: tr(
            "{count} playlists could not be read and were passed over; they stay in {path}."
        ),
    }
    return sentences[notice.kind].format(
        count=notice.count, path=notice.path, kept=notice.kept_at, when=when
    )


def unreadable_sentence(error: object) -> str:
    """The library could not be opened at all."""
    return tr(
        "The library cannot be read ({error}), so nothing can be added now; mend the data folder, "
        "then start MuseMood again."
    ).format(error=error)


def output_sentence(is_paused: bool) -> str:
    """The sound reaches no device any more: what became of the music."""
    if is_paused:
        return tr(
            "No sound comes out: the output device is gone, so the music waits. Plug it in or "
            "choose another one under Sound, then play on."
        )
    return tr(
        "The chosen output device is gone; the music goes on at the system's own. Choose another "
        "one under Sound if you like."
    )


def unwatched_sentence(folder: str) -> str:
    """The system watches no more folders, or not this one."""
    return tr(
        "{folder} cannot be watched for changes; it is looked through every five minutes, and "
        "at once with F5."
    ).format(folder=shown_name(folder))


def trouble_sentence(error: object) -> str:
    """Background work failed as a whole."""
    kind = type(error).__name__  # the rooms that raise them are not for views to see
    if kind == "PathMissing":
        path = shown_name(getattr(error, "path", ""))
        return tr("{path} is not there; check the name and the drive.").format(path=path)
    if kind == "MoodModelError":
        return tr("The mood model cannot be used; install MuseMood again.")
    return tr(
        "Something could not be saved ({error}); check the space and permissions of the "
        "data folder."
    ).format(error=error)
