"""The same laws for every player body; and for libVLC, the sound itself."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from composed_music import FORMATS, RATE_HZ, Codec, encode, tone, write_sound
from numpy.typing import NDArray

from musemood.domain.failure import FailureKind
from musemood.files.sound_file import SoundFile
from musemood.player.player import (
    Ended,
    Failed,
    Paused,
    Player,
    PlayerEvent,
    Playing,
    VlcProblem,
    find_problem,
)
from musemood.player.silent_player import SilentPlayer
from musemood.player.vlc_library import find_vlc, open_vlc
from musemood.player.vlc_player import VlcPlayer, open_player

STEPS_HZ = (300.0, 500.0, 800.0, 1200.0, 1700.0, 2300.0, 400.0, 600.0, 1000.0, 1500.0, 2000.0)
STEP_S = 4.0

VARIABLE_MP3 = Codec("libmp3lame", None, (("flags", "+qscale"), ("global_quality", "472")))


class Told:
    """The events of a player, from whatever thread they come."""

    def __init__(self) -> None:
        self.events: list[PlayerEvent] = []
        self._news = threading.Condition()

    def __call__(self, event: PlayerEvent) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def wait_for(self, kind: type[PlayerEvent], serial: int) -> PlayerEvent:
        def found() -> PlayerEvent | None:
            ours = (e for e in self.events if isinstance(e, kind) and e.serial == serial)
            return next(ours, None)

        with self._news:
            event = self._news.wait_for(found, timeout=60)
        assert event is not None, f"no {kind.__name__} of {serial} in {self.events}"
        return event

    def of(self, serial: int) -> list[PlayerEvent]:
        return [event for event in self.events if event.serial == serial]


def let_pass(seconds: float) -> None:
    threading.Event().wait(seconds)


def length_of(path: str) -> float | FailureKind:
    problem = find_problem(path)
    if problem:
        return problem
    try:
        with av.open(path) as container:
            return (container.duration or 0) / 1_000_000 or FailureKind.NOT_AUDIO
    except av.FFmpegError:
        return FailureKind.NOT_AUDIO


def record_to(path: Path) -> list[str]:
    return [
        "--aout=afile",
        f"--audiofile-file={path}",
        "--audiofile-wav",
        "--audiofile-format=s16",
    ]


def recording(path: Path) -> tuple[NDArray[np.float64], int]:
    """What was recorded: (n,) one channel, and its rate in Hz."""
    content = path.read_bytes()
    channels, rate_hz = content[22], int.from_bytes(content[24:28], "little")
    samples = np.frombuffer(content[44 : 44 + (len(content) - 44) // 4 * 4], "<i2")
    return samples[::channels].astype(np.float64), rate_hz


def recorded(path: Path, least_s: float) -> tuple[NDArray[np.float64], int]:
    """As `recording`, as soon as there are so many seconds of it."""
    for _ in range(1500):
        if path.exists() and path.stat().st_size > 44:
            samples, rate_hz = recording(path)
            if len(samples) >= least_s * rate_hz:
                return samples, rate_hz
        let_pass(0.01)
    raise AssertionError("nothing was recorded")


def heard_hz(samples: NDArray[np.float64], rate_hz: int) -> float:
    """The loudest frequency, to 0.1 Hz or finer."""
    window = np.hanning(len(samples))
    size = max(len(samples), rate_hz * 10)
    return float(np.argmax(np.abs(np.fft.rfft(samples * window, size))) * rate_hz / size)


LOWEST_HZ, HZ_A_SECOND = 300.0, 50.0


def rising_pitch() -> NDArray[np.float32]:
    """Forty seconds whose pitch says which one it is: 300 Hz and 50 more each second."""
    time_s = np.arange(40 * RATE_HZ) / RATE_HZ
    mono = 0.4 * np.sin(2 * np.pi * (LOWEST_HZ * time_s + HZ_A_SECOND / 2 * time_s**2))
    return np.repeat(mono[:, None], 2, axis=1).astype(np.float32)


def steps() -> NDArray[np.float32]:
    """A tone for each step, the later ones in noise.

    Noise takes more bytes a second than a tone: a seek that guesses by bytes misses, as those
    of VLC's own demuxers do with this very music.
    """
    music = np.concatenate([tone(hz, STEP_S, 0.3) for hz in STEPS_HZ])
    noisy = music[len(music) // 2 :]
    noisy += np.random.default_rng(1).normal(0, 0.12, noisy.shape).astype(np.float32)
    return music


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "heard.wav"


@pytest.fixture(params=["silent", "vlc"])
def player(request: pytest.FixtureRequest, told: Told, record: Path) -> Iterator[Player]:
    body: Player
    if request.param == "silent":
        body = SilentPlayer(told, length_of)
    else:
        body = VlcPlayer(open_vlc(record_to(record)), told, SoundFile)
    yield body
    body.close()


@pytest.fixture
def vlc_player(told: Told, record: Path) -> Iterator[VlcPlayer]:
    body = VlcPlayer(open_vlc(record_to(record)), told, SoundFile)
    yield body
    body.close()


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two seconds of 440 Hz. (Into a file, VLC says Ended 1.1 s early.)"""
    return str(encode(tmp_path_factory.mktemp("short") / "short.wav", tone(440.0, 2.0)))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(encode(tmp_path_factory.mktemp("long") / "long.wav", tone(300.0, 60.0)))


class TestEveryBody:
    def test_plays_to_the_end_and_says_so_once(
        self, player: Player, told: Told, short: str
    ) -> None:
        serial = player.load(short)
        assert not player.is_playing
        player.play()
        told.wait_for(Playing, serial)
        told.wait_for(Ended, serial)
        let_pass(0.3)
        assert told.events == [Playing(serial), Ended(serial)]
        assert not player.is_playing

    def test_nothing_plays_before_play(self, player: Player, told: Told, short: str) -> None:
        player.load(short)
        player.pause()
        let_pass(0.2)
        assert told.events == []

    def test_pause_holds_and_play_goes_on(self, player: Player, told: Told, short: str) -> None:
        serial = player.load(short)
        player.play()
        told.wait_for(Playing, serial)
        let_pass(0.2)
        player.pause()
        told.wait_for(Paused, serial)
        held_s = player.position_s()
        assert not player.is_playing
        let_pass(1.2)
        assert player.position_s() == pytest.approx(held_s, abs=0.05)
        assert told.of(serial) == [Playing(serial), Paused(serial)]
        player.play()
        told.wait_for(Ended, serial)
        assert told.of(serial)[2:] == [Playing(serial), Ended(serial)]

    def test_pause_right_after_play_holds(self, player: Player, told: Told, long: str) -> None:
        for _ in range(10):
            serial = player.load(long)
            player.play()
            player.pause()
            told.wait_for(Paused, serial)
            let_pass(0.05)
            assert told.of(serial)[-1] == Paused(serial)
            assert not player.is_playing

    def test_another_track_silences_the_first(
        self, player: Player, told: Told, short: str, long: str
    ) -> None:
        first = player.load(long)
        player.play()
        told.wait_for(Playing, first)
        second = player.load(short)
        assert second > first
        assert not player.is_playing
        player.play()
        told.wait_for(Ended, second)
        assert Ended(first) not in told.events

    def test_stop_is_silent_until_the_next_load(
        self, player: Player, told: Told, short: str
    ) -> None:
        serial = player.load(short)
        player.play()
        told.wait_for(Playing, serial)
        player.stop()
        assert not player.is_playing
        player.play()
        player.pause()
        player.seek(1.0)
        let_pass(1.5)
        assert told.events == [Playing(serial)]
        again = player.load(short)
        player.play()
        told.wait_for(Ended, again)

    def test_after_the_end_nothing_happens_until_the_next_load(
        self, player: Player, told: Told, short: str
    ) -> None:
        serial = player.load(short)
        player.play()
        told.wait_for(Ended, serial)
        player.play()
        player.pause()
        let_pass(0.3)
        assert told.of(serial) == [Playing(serial), Ended(serial)]

    def test_seek_is_where_it_was_sent(self, player: Player, told: Told, long: str) -> None:
        serial = player.load(long)
        player.play()
        told.wait_for(Playing, serial)
        for target_s in (30.0, 5.0, 41.5):
            player.seek(target_s)
            for _ in range(25):
                assert player.position_s() == pytest.approx(target_s + 0.3, abs=0.7)
                let_pass(0.02)

    def test_seek_before_play_and_start_s(self, player: Player, told: Told, long: str) -> None:
        player.load(long, start_s=20.0)
        assert player.position_s() == 20.0
        player.seek(30.0)
        assert player.position_s() == 30.0
        player.play()
        let_pass(0.6)
        assert player.position_s() == pytest.approx(30.6, abs=0.35)

    def test_seek_while_paused_stays_paused(self, player: Player, told: Told, long: str) -> None:
        serial = player.load(long)
        player.play()
        told.wait_for(Playing, serial)
        player.pause()
        told.wait_for(Paused, serial)
        player.seek(25.0)
        let_pass(0.4)
        assert player.position_s() == pytest.approx(25.0, abs=0.1)
        assert told.of(serial)[-1] == Paused(serial)

    def test_position_runs_between_the_reports(self, player: Player, told: Told, long: str) -> None:
        serial = player.load(long)
        player.play()
        told.wait_for(Playing, serial)
        positions = []
        for _ in range(20):
            let_pass(0.02)
            positions.append(player.position_s())
        assert len(set(positions)) == 20

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("missing", FailureKind.MISSING),
            ("link", FailureKind.BROKEN_LINK),
            ("empty", FailureKind.EMPTY),
            ("folder", FailureKind.NOT_AUDIO),
            ("text.mp3", FailureKind.NOT_AUDIO),
            ("text.flac", FailureKind.NOT_AUDIO),
            ("text.wav", FailureKind.NOT_AUDIO),
            ("text.ogg", FailureKind.NOT_AUDIO),
            ("short text.mp3", FailureKind.NOT_AUDIO),
        ],
    )
    def test_what_is_no_music_fails_once(
        self, player: Player, told: Told, tmp_path: Path, name: str, kind: FailureKind
    ) -> None:
        (tmp_path / "empty").touch()
        (tmp_path / "folder").mkdir()
        (tmp_path / "link").symlink_to("nowhere")
        (tmp_path / "short text.mp3").write_text("hi")
        for ending in ("mp3", "flac", "wav", "ogg"):
            (tmp_path / f"text.{ending}").write_text("bread, milk, two lemons\n" * 2000)
        serial = player.load(str(tmp_path / name))
        player.play()
        event = told.wait_for(Failed, serial)
        assert isinstance(event, Failed)
        assert event.kind is kind
        let_pass(0.2)
        assert [e for e in told.events if not isinstance(e, Playing)] == [event]
        assert not player.is_playing

    def test_a_track_shorter_than_a_report_ends_well(
        self, player: Player, told: Told, tmp_path: Path
    ) -> None:
        for ending in FORMATS:
            serial = player.load(str(encode(tmp_path / f"brief{ending}", tone(440.0, 0.5))))
            player.play()
            told.wait_for(Ended, serial)
            assert not [e for e in told.of(serial) if isinstance(e, Failed)]

    @pytest.mark.parametrize(
        "name", ["春江花月夜.wav", "100% #1 ?.wav", os.fsdecode(b"caf\xe9.wav")]
    )
    def test_odd_names_play(
        self, player: Player, told: Told, short: str, tmp_path: Path, name: str
    ) -> None:
        odd = tmp_path / name
        odd.write_bytes(Path(short).read_bytes())
        serial = player.load(str(odd))
        player.play()
        told.wait_for(Ended, serial)
        assert not [e for e in told.of(serial) if isinstance(e, Failed)]

    def test_a_hundred_quick_loads_end_in_the_last_one(
        self, player: Player, told: Told, short: str, long: str
    ) -> None:
        serial = 0
        for index in range(100):
            serial = player.load(short if index % 2 else long)
            player.play()
            if index % 5 == 0:
                player.seek(1.0)
            if index % 7 == 0:
                player.pause()
            if index % 11 == 0:
                let_pass(0.01)
        told.wait_for(Ended, serial)
        longs = set(range(serial % 2 + 1, serial, 2))
        assert not [e for e in told.events if isinstance(e, Ended) and e.serial in longs]
        assert not [e for e in told.events if isinstance(e, Failed)]

    def test_close_twice_and_no_word_after_it(self, player: Player, told: Told, short: str) -> None:
        player.load(short)
        player.play()
        player.close()
        told.events.clear()
        player.close()
        let_pass(0.3)
        assert told.events == []
        assert not player.is_playing


class TestTheSoundOfVlc:
    @pytest.mark.parametrize("ending", FORMATS)
    def test_every_format_sounds(
        self, vlc_player: VlcPlayer, told: Told, record: Path, tmp_path: Path, ending: str
    ) -> None:
        serial = vlc_player.load(str(encode(tmp_path / f"tone{ending}", tone(440.0, 3.0))))
        vlc_player.play()
        told.wait_for(Ended, serial)
        vlc_player.stop()
        samples, rate_hz = recording(record)
        assert len(samples) > 1.5 * rate_hz
        assert heard_hz(samples[rate_hz // 2 :], rate_hz) == pytest.approx(440.0, abs=0.5)

    @pytest.mark.parametrize("ending", [*FORMATS, " of variable bit rate.mp3"])
    def test_seek_finds_the_place(
        self, vlc_player: VlcPlayer, told: Told, record: Path, tmp_path: Path, ending: str
    ) -> None:
        path = tmp_path / f"steps{ending}"
        if ending in FORMATS:
            encode(path, steps())
        else:
            write_sound(path, steps(), VARIABLE_MP3, RATE_HZ)
        serial = vlc_player.load(str(path))
        vlc_player.play()
        told.wait_for(Playing, serial)
        recorded(record, 0.2)
        for step in (5, 9, 2, 7):
            record.unlink()
            vlc_player.seek(step * STEP_S + 0.5)
            samples, rate_hz = recorded(record, 1.0)
            tail = samples[-rate_hz // 4 :]
            assert heard_hz(tail, rate_hz) == pytest.approx(STEPS_HZ[step], abs=3.0)

    @pytest.mark.parametrize("ending", [*FORMATS, " of variable bit rate.mp3"])
    def test_five_places_are_found_within_half_a_second(
        self, vlc_player: VlcPlayer, told: Told, record: Path, tmp_path: Path, ending: str
    ) -> None:
        path = tmp_path / f"rising{ending}"
        if ending in FORMATS:
            encode(path, rising_pitch())
        else:
            write_sound(path, rising_pitch(), VARIABLE_MP3, RATE_HZ)
        serial = vlc_player.load(str(path))
        vlc_player.play()
        told.wait_for(Playing, serial)
        recorded(record, 0.2)
        for place_s in (31.3, 4.1, 17.77, 38.5, 0.4):
            record.unlink()  # each seek begins a new stream, and the recording with it
            vlc_player.seek(place_s)
            samples, rate_hz = recorded(record, 0.5)
            start, size = rate_hz // 10, rate_hz // 5
            middle_s = (start + size / 2) / rate_hz
            heard_s = (heard_hz(samples[start : start + size], rate_hz) - LOWEST_HZ) / HZ_A_SECOND
            assert heard_s - middle_s == pytest.approx(place_s, abs=0.5)

    def test_starts_where_it_is_told(
        self, vlc_player: VlcPlayer, told: Told, record: Path, tmp_path: Path
    ) -> None:
        path = str(encode(tmp_path / "steps.ogg", steps()))
        serial = vlc_player.load(path, start_s=3 * STEP_S + 0.5)
        vlc_player.play()
        told.wait_for(Playing, serial)
        let_pass(0.8)
        vlc_player.stop()
        samples, rate_hz = recording(record)
        assert heard_hz(samples, rate_hz) == pytest.approx(STEPS_HZ[3], abs=3.0)

    def test_pause_stops_the_sound(
        self, vlc_player: VlcPlayer, told: Told, record: Path, long: str
    ) -> None:
        serial = vlc_player.load(long)
        vlc_player.play()
        told.wait_for(Playing, serial)
        let_pass(0.6)
        vlc_player.pause()
        told.wait_for(Paused, serial)
        let_pass(0.2)
        size = record.stat().st_size
        let_pass(1.0)
        assert record.stat().st_size == size
        vlc_player.play()
        let_pass(0.6)
        vlc_player.stop()
        assert record.stat().st_size > size

    @pytest.mark.skipif(sys.platform != "linux", reason="records through ALSA")
    def test_volume_holds_from_the_first_sample(self, tmp_path: Path, short: str) -> None:
        (tmp_path / "asound.conf").write_text(
            f'pcm.file {{ type file format raw file "{tmp_path}/heard.raw" '
            "slave.pcm { type null } }\n"
            'pcm.record { type plug slave { pcm "file" format S16_LE } }\n'
        )
        script = """
import sys, threading
from musemood.player.player import Ended
from musemood.files.sound_file import SoundFile
from musemood.player.vlc_library import open_vlc
from musemood.player.vlc_player import VlcPlayer
over = threading.Event()
def on_event(event):
    if isinstance(event, Ended):
        over.set()
player = VlcPlayer(open_vlc(["--aout=alsa", "--alsa-audio-device=record"]), on_event, SoundFile)
player.set_volume(int(sys.argv[2]), sys.argv[3] == "muted")
player.load(sys.argv[1])
player.play()
assert over.wait(20)
player.close()
"""
        env = {**os.environ, "ALSA_CONFIG_PATH": str(tmp_path / "asound.conf")}
        for percent, mute, expected in ((100, "", 1.0), (50, "", 0.125), (80, "muted", 0.0)):
            command = [sys.executable, "-c", script, short, str(percent), mute]
            subprocess.run(command, env=env, check=True, timeout=60)
            sound = np.frombuffer((tmp_path / "heard.raw").read_bytes(), "<i2")
            loudest = np.abs(sound.astype(np.int32)).max() / 16384
            assert loudest == pytest.approx(expected, abs=0.02)


def run_python(script: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


ASK = """
import sys
from musemood.player.vlc_library import find_vlc, open_vlc
from musemood.player.vlc_player import open_player
assert "vlc" not in sys.modules
status = find_vlc()
print(status.problem, status.is_usable)
told = []
player = open_player(open_vlc(), told.append, None)
player.load(sys.executable)
player.play()
print(type(player).__name__, *(event.kind for event in told if hasattr(event, "kind")))
player.close()
"""


class TestWithoutVlc:
    def test_here_it_is_usable(self, told: Told) -> None:
        status = find_vlc()
        assert (status.is_usable, status.problem) == (True, None)
        assert status.version.startswith("3.")
        player = open_player(open_vlc(), told, SoundFile)
        assert isinstance(player, VlcPlayer)
        player.close()

    @pytest.mark.parametrize("library", ["nowhere.so", "libc.so.6"])
    def test_library_missing(self, library: str) -> None:
        done = run_python(ASK, PYTHON_VLC_LIB_PATH=library)
        assert done.stdout.split("\n")[:2] == [
            f"{VlcProblem.LIBRARY_MISSING} False",
            f"SilentPlayer {FailureKind.NO_PLAYER}",
        ]
        assert done.returncode == 0

    @pytest.mark.skipif(sys.platform != "linux", reason="copies the library as Linux names it")
    def test_plugins_missing(self, tmp_path: Path) -> None:
        find_vlc()  # Loads the library, so that its place is known.
        maps = Path("/proc/self/maps").read_text().splitlines()
        for name in ("libvlc.so.5", "libvlccore.so.9"):
            found = next(line.split()[-1] for line in maps if f"/{name}" in line)
            (tmp_path / name).write_bytes(Path(found).read_bytes())
        done = run_python(
            ASK,
            PYTHON_VLC_LIB_PATH=str(tmp_path / "libvlc.so.5"),
            LD_LIBRARY_PATH=str(tmp_path),
            VLC_PLUGIN_PATH="",
        )
        assert f"{VlcProblem.PLUGINS_MISSING} False" in done.stdout
        assert f"SilentPlayer {FailureKind.NO_PLAYER}" in done.stdout
        assert done.returncode == 0

    def test_leaving_without_a_close_is_no_crash(self, long: str) -> None:
        script = f"""
from musemood.files.sound_file import SoundFile
from musemood.player.vlc_library import open_vlc
from musemood.player.vlc_player import VlcPlayer
import threading
begun = threading.Event()
player = VlcPlayer(open_vlc(["--aout=dummy"]), lambda event: begun.set(), SoundFile)
player.load({long!r})
player.play()
assert begun.wait(15)
"""
        done = run_python(script)
        assert (done.returncode, done.stderr) == (0, "")


class TestFindProblem:
    def test_a_file_without_permission(self, short: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "access", lambda _path, _mode: False)  # Root may read all.
        assert find_problem(short) is FailureKind.NO_PERMISSION

    def test_names_no_disk_can_hold(self) -> None:
        assert find_problem("a\0b") is FailureKind.UNREADABLE
        assert find_problem("/" + "x" * 5000) is FailureKind.UNREADABLE

    def test_a_sound_file_has_none(self, short: str) -> None:
        assert find_problem(short) is None


def test_the_silent_player_by_another_clock() -> None:
    """No second passes but those of the clock that it was given."""
    now_s, waiting, told = [0.0], [], Told()

    def later(delay_s: float, call: Callable[[], None]) -> Callable[[], None]:
        waiting.append((now_s[0] + delay_s, call))
        return waiting.clear

    player = SilentPlayer(told, lambda _path: 200.0, lambda: now_s[0], later)
    serial = player.load(__file__)
    player.play()
    now_s[0] = 150.0
    assert player.position_s() == 150.0
    player.seek(190.0)
    assert waiting[0][0] == 160.0
    waiting[0][1]()
    assert told.events == [Playing(serial), Ended(serial)]
