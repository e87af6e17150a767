"""Which tracks belong together on an album."""

from pathlib import PurePath

from musemood.domain.track import Track, fold

AlbumKey = tuple[str, str]


def album_key(track: Track) -> AlbumKey | None:
    """The same for all tracks of one album; None without an album tag.

    By album artist; where none is tagged, by folder: a sampler's artists differ.
    """
    album = fold(track.tags.album)
    if not album:
        return None
    return album, fold(track.tags.album_artist) or str(PurePath(track.path).parent)


def is_next_on_album(before: Track, after: Track) -> bool:
    """Whether one track follows the other on the same album, so that nothing may come between."""
    first, second = before.tags, after.tags
    if album_key(before) is None or album_key(before) != album_key(after):
        return False
    if first.track_number is None or second.track_number is None:
        return False
    first_disc, second_disc = first.disc_number or 1, second.disc_number or 1
    if first_disc == second_disc:
        return second.track_number == first.track_number + 1
    return second_disc == first_disc + 1 and second.track_number == 1
