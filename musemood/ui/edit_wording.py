"""What the window says of what was done and may be taken back."""

from musemood.domain.edit import Edit, EditKind
from musemood.ui.translate import tr
from musemood.ui.wording import songs_text


def edit_sentence(edit: Edit) -> str:
    """What was done; "" for what the person sees anyway."""
    sentences = {
        EditKind.QUEUE_REMOVED: tr("{songs} removed from the queue."),
        EditKind.PLAYLIST_ADDED_TO: tr("{songs} added to {name}."),
        EditKind.PLAYLIST_TAKEN_OUT: tr("{songs} removed from {name}."),
        EditKind.PLAYLIST_DELETED: tr("Playlist {name} deleted."),
        EditKind.TAGS_CHANGED: tr("Tags of {songs} changed."),
        EditKind.MOODS_WRITTEN: tr("Moods of {songs} written to their files."),
        EditKind.MISSING_REMOVED: tr("{songs} that are missing removed from the library."),
        EditKind.TRASHED: tr("{songs} moved to the trash."),
        EditKind.FOLDER_TAKEN_OUT: tr("{name} taken out of the library."),
        EditKind.BANNED: tr("{name} is never recommended any more."),
        EditKind.ALLOWED: tr("{name} may be recommended again."),
        EditKind.LEFT_OUT: tr("{songs} left out of your week."),
        EditKind.TAKEN_IN: tr("{songs} back in your week."),
    }
    return sentences.get(edit.kind, "").format(songs=songs_text(edit.count), name=edit.name)
