"""Bans of folders and albums go along where all of one is renamed, and only then."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from at_once import AtOnce
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from musemood.domain.ban import Ban, BanKind, bans_for
from musemood.domain.listening_rules import RuleSettings
from musemood.domain.moves import Moved
from musemood.domain.track import Tags, Track
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.services.ban_following import BanFollowing
from musemood.services.collection import Collection
from musemood.services.rules import Rules
from musemood.services.storage import Storage
from musemood.services.undo import Undo

JUNK = Ban(BanKind.FOLDER, "/m/junk", "junk")


class World:
    def __init__(self, folder: Path) -> None:
        self.collection, self.undo = Collection(), Undo()
        self.storage = Storage(lambda: Store.open(DataFolder.under(folder)), AtOnce())
        self.rules = Rules(self.storage, self.undo, RuleSettings(), lambda _: None)
        self.following = BanFollowing(self.collection, self.rules)
        songs = ["/m/junk/a.mp3", "/m/junk/deep/b.mp3", "/m/good/c.mp3"]
        tags = Tags(artist="Anna", album="First", album_artist="Anna")
        self.collection.put([Track(path, 1, 1, tags) for path in songs])

    def move(self, **to: str) -> None:
        """By the file's name, where it goes."""
        tracks = [t for t in self.collection.library if Path(t.path).stem in to]
        self.collection.move(
            [Moved(t.path, replace(t, path=to[Path(t.path).stem])) for t in tracks]
        )

    def bans(self) -> list[str]:
        self.rules.load()
        return [ban.value for ban in self.rules.rules.bans]


@pytest.fixture
def world(qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.storage.close()


def test_a_renamed_folder_stays_banned_and_undo_knows_it(world: World) -> None:
    world.rules.ban(JUNK)
    world.move(a="/m/trash/a.mp3")
    assert world.bans() == ["/m/junk"]  # the other song is still there
    world.move(b="/m/trash/deep/b.mp3")
    assert world.bans() == ["/m/trash"]
    world.move(a="/m/junk/a.mp3", b="/m/junk/deep/b.mp3")
    assert world.bans() == ["/m/junk"]
    world.move(a="/n/x/a.mp3", b="/n/x/deep/b.mp3")
    world.undo.undo()
    assert world.bans() == []
    world.undo.redo()
    assert world.bans() == ["/n/x"]


def test_songs_moved_among_others_take_no_ban_along(world: World) -> None:
    world.rules.ban(JUNK)
    world.move(a="/m/good/a.mp3", b="/m/good/deep/b.mp3")
    assert world.bans() == ["/m/junk"]
    world.move(a="/m/else/a.mp3", b="/m/other/b.mp3")
    assert world.bans() == ["/m/junk"]


def test_an_album_that_gets_another_title_stays_banned(world: World) -> None:
    library = world.collection.library
    tracks = list(library)
    (album,) = (ban for ban in bans_for(tracks[0]) if ban.kind is BanKind.ALBUM)
    world.rules.ban(album)
    renamed = [replace(t, tags=replace(t.tags, album="Renamed")) for t in tracks]
    world.collection.put(renamed[:2])
    assert world.bans() == [album.value]
    world.collection.put(renamed[2:])
    assert world.bans() == [bans_for(renamed[0])[1].value]
