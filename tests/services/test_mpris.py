"""MPRIS2 on a real bus: playerctl drives everything, and every type is the specification's."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from private_bus import Bus, map_signatures, private_bus, signature
from pytestqt.qtbot import QtBot

from musemood.domain.failure import FailureKind
from musemood.domain.file_address import file_address
from musemood.domain.mood import Mood, MoodReading
from musemood.domain.repeat import Repeat
from musemood.domain.track import Tags, Track
from musemood.player.player import OnEvent
from musemood.player.silent_player import SilentPlayer
from musemood.services.collection import Collection
from musemood.services.dbus.connection import SessionBus, bus_address
from musemood.services.dbus.wire import Int64
from musemood.services.mpris.metadata import track_url
from musemood.services.mpris.player import PLAYER, MprisPlayer
from musemood.services.mpris.root import ROOT, root_interface
from musemood.services.mpris.service import NAME, PATH, Mpris
from musemood.services.playback import Playback

# The tables of the MPRIS D-Bus Interface Specification, version 2.2.
ROOT_PROPERTIES = {
    "CanQuit": "b",
    "CanRaise": "b",
    "HasTrackList": "b",
    "Identity": "s",
    "DesktopEntry": "s",
    "SupportedUriSchemes": "as",
    "SupportedMimeTypes": "as",
}
PLAYER_PROPERTIES = {
    "PlaybackStatus": "s",
    "LoopStatus": "s",
    "Rate": "d",
    "Shuffle": "b",
    "Metadata": "a{sv}",
    "Volume": "d",
    "Position": "x",
    "MinimumRate": "d",
    "MaximumRate": "d",
    "CanGoNext": "b",
    "CanGoPrevious": "b",
    "CanPlay": "b",
    "CanPause": "b",
    "CanSeek": "b",
    "CanControl": "b",
}
METADATA = {
    "mpris:trackid": "o",
    "mpris:length": "x",
    "mpris:artUrl": "s",
    "xesam:url": "s",
    "xesam:title": "s",
    "xesam:artist": "as",
    "xesam:album": "s",
    "xesam:albumArtist": "as",
    "xesam:composer": "as",
    "xesam:genre": "as",
    "xesam:contentCreated": "s",
    "xesam:trackNumber": "i",
    "xesam:discNumber": "i",
    "xesam:useCount": "i",
    "xesam:userRating": "d",
}
OWN_METADATA = {
    "musemood:mood": "s",
    "musemood:probability": "d",
    "musemood:valence": "d",
    "musemood:arousal": "d",
}

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None or shutil.which("playerctl") is None,
    reason="needs dbus-daemon and playerctl: run packaging/setup.sh test",
)


@dataclass
class Stage:
    """A player on a bus of its own, and what the window was asked."""

    bus: Bus
    session: SessionBus
    playback: Playback
    collection: Collection
    mpris: Mpris
    paths: list[str]
    asked: list[str] = field(default_factory=list)
    covers: dict[str, str] = field(default_factory=dict)


READING = MoodReading((0.7, 0.1, 0.1, 0.05, 0.05), 0.4, -0.2, Mood.HAPPY)


def _length_of(_path: str) -> float | FailureKind:
    return 200.0


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    collection = Collection()
    paths = []
    for number, name in enumerate((b"one.flac", b"two #1?.flac", b"caf\xe9.flac")):
        path = tmp_path / os.fsdecode(name)
        path.write_text("music")
        paths.append(str(path))
        tags = Tags(f"Title {number}", "Artist", "Album", "Album artist", "Composer", "Rock",
                    1999, number + 1, 1, 200.0)  # fmt: skip
        collection.put([Track(str(path), 1, 1, tags, reading=READING)])

    def make_player(on_event: OnEvent) -> SilentPlayer:
        return SilentPlayer(on_event, _length_of)

    playback = Playback(make_player)
    with private_bus() as address:
        session = SessionBus.open({"DBUS_SESSION_BUS_ADDRESS": address})
        assert session is not None
        asked: list[str] = []
        covers: dict[str, str] = {}
        player = MprisPlayer(
            playback,
            collection,
            lambda path: covers.get(path, ""),
            asked.extend,
            lambda _: 4,
        )
        root = root_interface(lambda: asked.append("raise"), lambda: asked.append("quit"))
        mpris = Mpris(session, root, player, playback, collection)
        yield Stage(Bus(address, qtbot), session, playback, collection, mpris, paths, asked, covers)
        mpris.close()
        playback.close()
        session.close()


@pytest.fixture
def changes(stage: Stage) -> Iterator[Callable[[], list[str]]]:
    """The signals that went out so far, as dbus-monitor prints them."""
    with subprocess.Popen(
        ["dbus-monitor", "--session", f"path='{PATH}',type='signal'"],
        stdout=subprocess.PIPE,
        text=True,
        env={"DBUS_SESSION_BUS_ADDRESS": stage.bus.address},
    ) as monitor:
        assert monitor.stdout is not None
        os.set_blocking(monitor.stdout.fileno(), False)
        lines: list[str] = []

        def told() -> list[str]:
            # A signal of our own comes last: all that went out before it has arrived by then.
            stage.bus.qtbot.waitUntil(lambda: not stage.mpris._timer.isActive())
            mark = f"mark {len(lines)}"
            stage.mpris._object.tell(PLAYER, "Mark", mark)
            output = monitor.stdout
            assert output is not None

            def has_arrived() -> bool:
                lines.extend(output.readlines())
                return f'   string "{mark}"\n' in lines

            stage.bus.qtbot.waitUntil(has_arrived)
            signals = "".join(lines).split("signal ")[1:]
            return [s for s in signals if f"path={PATH}" in s and "member=Mark" not in s]

        # It listens once it is no ordinary connection any more.
        stage.bus.qtbot.waitUntil(lambda: bool(monitor.stdout and monitor.stdout.readlines()))
        yield told
        monitor.terminate()


def test_every_property_has_the_type_of_the_specification(stage: Stage) -> None:
    stage.covers[stage.paths[0]] = "/covers/one"
    stage.playback.play_list(stage.paths, 0)
    for interface, table in ((ROOT, ROOT_PROPERTIES), (PLAYER, PLAYER_PROPERTIES)):
        code, every = stage.bus.send(
            "org.freedesktop.DBus.Properties.GetAll", f"string:{interface}"
        )
        assert code == 0
        for name, wanted in table.items():
            text = stage.bus.property_text(interface, name)
            assert signature(text) == wanted, name
            assert f'string "{name}"' in every
    inside = map_signatures(stage.bus.property_text(PLAYER, "Metadata"))
    assert inside == METADATA | OWN_METADATA
    _, every = stage.bus.send("org.freedesktop.DBus.Properties.GetAll", f"string:{PLAYER}")
    assert map_signatures(every) == PLAYER_PROPERTIES | METADATA | OWN_METADATA


def test_the_introspection_says_the_same_types(stage: Stage) -> None:
    from xml.etree import ElementTree

    _, text = stage.bus.send("org.freedesktop.DBus.Introspectable.Introspect")
    node = ElementTree.fromstring(text.strip().removeprefix('string "').removesuffix('"'))
    for interface, table in ((ROOT, ROOT_PROPERTIES), (PLAYER, PLAYER_PROPERTIES)):
        found = node.findall(f"./interface[@name='{interface}']/property")
        assert {each.get("name"): each.get("type") for each in found} == table
    writable = node.findall(f"./interface[@name='{PLAYER}']/property[@access='readwrite']")
    assert [each.get("name") for each in writable] == ["LoopStatus", "Rate", "Shuffle", "Volume"]
    methods = node.findall(f"./interface[@name='{PLAYER}']/method")
    taken = {m.get("name"): "".join(str(a.get("type")) for a in m) for m in methods}
    assert taken == {
        "Next": "", "Previous": "", "Pause": "", "PlayPause": "", "Stop": "", "Play": "",
        "Seek": "x", "SetPosition": "ox", "OpenUri": "s",
    }  # fmt: skip


def test_playerctl_drives_everything(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    bus, playback = stage.bus, stage.playback
    assert bus.playerctl("status") == "Stopped"
    playback.add(stage.paths)
    bus.playerctl("play")
    assert bus.playerctl("status") == "Playing"
    assert bus.playerctl("metadata", "title") == "Title 0"
    bus.playerctl("pause")
    assert (bus.playerctl("status"), playback.is_playing) == ("Paused", False)
    bus.playerctl("play-pause")
    assert playback.is_playing
    bus.playerctl("next")
    assert bus.playerctl("metadata", "title") == "Title 1"
    bus.playerctl("previous")
    assert bus.playerctl("metadata", "title") == "Title 0"
    bus.playerctl("position", "100")
    assert float(bus.playerctl("position")) == pytest.approx(100, abs=5)
    bus.playerctl("position", "20+")
    assert playback.position_s() == pytest.approx(120, abs=5)
    bus.playerctl("position", "50-")
    assert playback.position_s() == pytest.approx(70, abs=5)
    bus.playerctl("volume", "0.4")
    assert (playback.volume, float(bus.playerctl("volume"))) == (40, 0.4)
    bus.playerctl("volume", "0.1+")
    assert playback.volume == 50
    for word, repeat in (("Track", Repeat.ONE), ("Playlist", Repeat.ALL), ("None", Repeat.OFF)):
        bus.playerctl("loop", word)
        assert (playback.repeat, bus.playerctl("loop")) == (repeat, word)
    bus.playerctl("shuffle", "On")
    assert (playback.is_shuffled, bus.playerctl("shuffle")) == (True, "On")
    bus.playerctl("open", str(tmp_path / "two #1?.flac"))
    assert stage.asked == [stage.paths[1]]
    bus.playerctl("stop")
    assert (bus.playerctl("status"), playback.is_stopped) == ("Stopped", True)


def test_metadata_is_the_playing_rows(stage: Stage) -> None:
    stage.playback.play_list(stage.paths, 2)
    row = stage.playback.current
    assert row is not None
    names = ("mpris:trackid", "mpris:length", "artist", "xesam:genre", "xesam:userRating",
             "musemood:mood", "xesam:url")  # fmt: skip
    wanted = "|".join(f"{{{{{name}}}}}" for name in names)
    shown = stage.bus.playerctl("metadata", "--format", wanted)
    trackid, length, artist, genre, rating, mood, url = shown.split("|")
    assert trackid.strip("'") == f"/org/musemood/queue/{row.id}"
    assert (length, artist, genre, mood) == ("200000000", "Artist", "Rock", "happy")
    assert float(rating) == 0.8
    # A name that is not UTF-8 survives as its bytes.
    assert os.fsdecode(unquote_to_bytes(url.removeprefix("file://"))) == row.path
    stage.playback.next()
    assert stage.bus.property_text(PLAYER, "Metadata").count("dict entry") == 1
    assert "TrackList/NoTrack" in stage.bus.property_text(PLAYER, "Metadata")


def test_a_stale_track_is_not_moved_in(stage: Stage) -> None:
    stage.playback.play_list(stage.paths, 0)
    move = f"{PLAYER}.SetPosition"
    for path, position in (
        ("/org/musemood/queue/999", 50_000_000),
        (stage_id := f"/org/musemood/queue/{stage.playback.current.id}", -1),  # type: ignore[union-attr]
        (stage_id, 200_000_001),
    ):
        code, _ = stage.bus.send(move, f"objpath:{path}", f"int64:{position}")
        assert (code, stage.playback.position_s() < 10) == (0, True)
    stage.bus.send(move, f"objpath:{stage_id}", "int64:50000000")
    assert stage.playback.position_s() == pytest.approx(50, abs=5)


def test_seeking_past_the_end_is_next_and_before_the_start_is_the_start(stage: Stage) -> None:
    stage.playback.play_list(stage.paths, 0)
    stage.bus.send(f"{PLAYER}.Seek", "int64:-9000000")
    assert stage.playback.position_s() < 5
    stage.bus.send(f"{PLAYER}.Seek", "int64:900000000")
    assert stage.bus.playerctl("metadata", "title") == "Title 1"


def test_next_leaves_paused_what_was_paused(stage: Stage) -> None:
    stage.playback.play_list(stage.paths, 0)
    stage.playback.pause()
    stage.bus.playerctl("next")
    assert stage.bus.playerctl("metadata", "title") == "Title 1"
    assert stage.bus.playerctl("status") == "Paused"
    stage.bus.playerctl("stop")
    stage.bus.playerctl("next")
    assert stage.bus.playerctl("status") == "Stopped"
    assert stage.bus.playerctl("metadata", "title") == "Title 2"


def test_only_what_changed_is_told_and_never_the_position(
    stage: Stage, changes: Callable[[], list[str]]
) -> None:
    stage.playback.set_volume(30)
    (volume,) = changes()
    assert map_signatures(volume) == {"Volume": "d"}
    stage.playback.play_list(stage.paths, 0)
    stage.playback.set_volume(30)
    _, start = changes()
    names = {name for name in map_signatures(start) if ":" not in name}
    assert names == {"PlaybackStatus", "Metadata", "CanGoNext", "CanGoPrevious", "CanPlay",
                     "CanPause", "CanSeek"}  # fmt: skip
    assert map_signatures(start)["mpris:length"] == "x"
    stage.playback.pause()
    stage.playback.stop()
    ended = changes()[2:]
    assert [set(map_signatures(each)) for each in ended] == [{"PlaybackStatus", "CanGoPrevious"}]
    assert not any("Position" in each for each in changes())


def test_seeked_is_told_on_seeks_only(stage: Stage, changes: Callable[[], list[str]]) -> None:
    playback = stage.playback

    def seeks() -> list[str]:
        return [each.split()[-1] for each in changes() if "member=Seeked" in each]

    playback.play_list(stage.paths, 0)
    playback.next()
    playback.stop()
    playback.toggle()
    assert seeks() == []
    playback.seek(12.5)
    assert seeks() == ["12500000"]
    playback.previous()  # later than three seconds: this track again
    assert seeks() == ["12500000", "0"]
    assert "   int64 0" in [each for each in changes() if "Seeked" in each][-1]


def test_wrong_calls_are_answered_and_change_nothing(stage: Stage) -> None:
    bus = stage.bus
    for member, *arguments in (
        (f"{PLAYER}.Seek", "string:far"),
        (f"{PLAYER}.Fly",),
        (f"{PLAYER}.OpenUri", "string:http://localhost/x.mp3"),
        (f"{PLAYER}.OpenUri", "string:file:///not/there.mp3"),
        ("org.freedesktop.DBus.Properties.Get", "string:org.nothing", "string:X"),
        ("org.freedesktop.DBus.Properties.Get", f"string:{PLAYER}", "string:X"),
        ("org.freedesktop.DBus.Properties.Set", f"string:{PLAYER}", "string:Volume",
         "variant:string:loud"),
        ("org.freedesktop.DBus.Properties.Set", f"string:{PLAYER}", "string:CanPlay",
         "variant:boolean:true"),
        ("org.freedesktop.DBus.Properties.Set", f"string:{PLAYER}", "string:LoopStatus",
         "variant:string:Forever"),
    ):  # fmt: skip
        code, text = bus.send(member, *arguments)
        assert (code, "Error" in text) == (1, True), member
    assert (stage.asked, stage.playback.volume) == ([], 100)
    assert bus.send("org.freedesktop.DBus.Peer.Ping")[0] == 0


def test_the_window_is_raised_and_closed(stage: Stage) -> None:
    stage.bus.send(f"{ROOT}.Raise")
    stage.bus.send(f"{ROOT}.Quit")
    assert stage.asked == ["raise", "quit"]


def test_a_second_player_has_a_name_of_its_own(stage: Stage) -> None:
    assert stage.mpris.name == NAME
    second = SessionBus.open({"DBUS_SESSION_BUS_ADDRESS": stage.bus.address})
    assert second is not None
    assert second.claim(NAME) == f"{NAME}.instance{os.getpid()}"
    second.close()


def test_titles_that_the_bus_forbids_are_sent_without_it(stage: Stage, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    odd.write_text("x")
    stage.collection.put([Track(str(odd), 1, 1, Tags("nul\0 and \udce9 alone", duration_s=5e5))])
    stage.playback.play_list([str(odd)], 0)
    assert stage.bus.playerctl("metadata", "title") == "nul and ? alone"
    assert stage.bus.playerctl("metadata", "mpris:length") == "500000000000"


def test_without_a_bus_there_is_none(tmp_path: Path) -> None:
    assert SessionBus.open({}) is None
    assert SessionBus.open({"XDG_RUNTIME_DIR": str(tmp_path)}) is None
    assert SessionBus.open({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"}) is None
    (tmp_path / "bus").touch()
    assert bus_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix:path={tmp_path}/bus"


def test_a_bus_that_ends_takes_nothing_along(qtbot: QtBot, tmp_path: Path) -> None:
    song = tmp_path / "song"
    song.write_text("x")
    playback, collection = Playback(lambda e: SilentPlayer(e, _length_of)), Collection()
    with private_bus() as address:
        session = SessionBus.open({"DBUS_SESSION_BUS_ADDRESS": address})
        assert session is not None
        player = MprisPlayer(playback, collection, lambda _: "", lambda _: None)
        mpris = Mpris(
            session, root_interface(lambda: None, lambda: None), player, playback, collection
        )
    qtbot.waitUntil(lambda: not session.connection.isConnected())
    playback.play_list([str(song)], 0)
    playback.seek(3.0)
    qtbot.waitUntil(lambda: not mpris._timer.isActive())
    assert playback.is_playing
    mpris.close()
    playback.close()
    session.close()


def test_addresses_of_files_keep_every_byte() -> None:
    assert file_address("/a b/#1?%.mp3") == "file:///a%20b/%231%3F%25.mp3"
    assert file_address(os.fsdecode(b"/caf\xe9")) == "file:///caf%E9"
    assert track_url("/a #1.flac#t=10,20.5") == "file:///a%20%231.flac#t=10,20.5"
    assert track_url("/a.flac") == "file:///a.flac"
    assert Int64(5) == Int64(5)
