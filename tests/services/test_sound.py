"""The sound's rules: gains by tags and measurement, fades, sleep timer, and what is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QSettings

from musemood.domain.equaliser import PRESETS, Equaliser
from musemood.domain.library import Library
from musemood.domain.loudness import GainMode, Loudness
from musemood.domain.sound_settings import SoundSettings
from musemood.domain.track import Tags, Track
from musemood.player.silent_player import SilentPlayer
from musemood.services.output_watch import OutputWatch
from musemood.services.playback import Playback
from musemood.services.sleep_timer import FADE_S, SleepTimer
from musemood.services.sound import Sound
from musemood.services.sound_memory import load_sound, save_sound


def track(number: int, loudness: Loudness | None = None, **tags: float) -> Track:
    given = Tags(album="Still Water", album_artist="Anna Lind", track_number=number)
    given = replace(given, duration_s=60.0, **tags)
    return Track(f"/music/{number}.flac", 1, 1, given, loudness=loudness)


def sound_with(*tracks: Track, mode: GainMode = GainMode.TRACK) -> Sound:
    sound = Sound(Library(tracks))
    sound.set_gain_mode(mode)
    return sound


class TestGain:
    def test_tags_go_before_what_was_measured(self) -> None:
        both = track(1, Loudness(-30.0, 0.1), track_gain_db=-6.0, track_peak=1.0)
        assert sound_with(both).gain(both.path) == pytest.approx(0.501, abs=0.001)

    def test_without_tags_what_was_measured_counts(self) -> None:
        quiet, loud = track(1, Loudness(-24.0, 0.2)), track(2, Loudness(-12.0, 1.0))
        sound = sound_with(quiet, loud)
        assert sound.gain(quiet.path) == pytest.approx(2.0, abs=0.01)
        assert sound.gain(loud.path) == pytest.approx(0.5, abs=0.01)

    def test_an_album_keeps_its_quiet_and_its_loud_tracks(self) -> None:
        quiet, loud = track(1, Loudness(-30.0, 0.1)), track(2, Loudness(-10.0, 0.5))
        other = replace(track(3, Loudness(-50.0, 0.1)), tags=Tags(album="Iron Road"))
        sound = sound_with(quiet, loud, other, mode=GainMode.ALBUM)
        assert sound.gain(quiet.path) == sound.gain(loud.path)
        assert sound.gain(loud.path) == pytest.approx(10 ** ((-18 + 12.97) / 20), abs=0.01)

    def test_album_tags(self) -> None:
        tagged = track(1, album_gain_db=-3.0, album_peak=1.0, track_gain_db=-9.0)
        assert sound_with(tagged, mode=GainMode.ALBUM).gain(tagged.path) == pytest.approx(
            0.708, abs=0.001
        )
        only_track = track(1, Loudness(-40.0, 0.1), track_gain_db=-6.0)
        sound = sound_with(only_track, mode=GainMode.ALBUM)
        assert sound.gain(only_track.path) == pytest.approx(0.501, abs=0.001)

    def test_no_album_no_album_gain(self) -> None:
        single = replace(track(1, Loudness(-24.0, 0.1)), tags=Tags(duration_s=9.0))
        assert sound_with(single, mode=GainMode.ALBUM).gain(single.path) == pytest.approx(
            2.0, abs=0.01
        )

    def test_off_and_unknown_are_as_they_are(self) -> None:
        loud = track(1, Loudness(-5.0, 1.0))
        assert sound_with(loud, mode=GainMode.OFF).gain(loud.path) == 1.0
        assert sound_with(loud).gain("/elsewhere.mp3") == 1.0
        assert sound_with(track(1)).gain(loud.path) == 1.0


class TestFade:
    def test_everywhere_but_between_neighbours(self) -> None:
        sound = sound_with(track(1), track(2), track(4))
        assert sound.fade_s(track(1).path, track(4).path) == 0.0
        sound.set_crossfade(5.0)
        assert sound.fade_s(track(1).path, track(2).path) == 0.0
        assert sound.fade_s(track(2).path, track(4).path) == 5.0
        assert sound.fade_s(track(2).path, "/unknown.mp3") == 5.0

    def test_it_is_bounded(self) -> None:
        sound = sound_with()
        sound.set_crossfade(99.0)
        assert sound.settings.crossfade_s == 12.0
        sound.set_crossfade(-1.0)
        assert sound.settings.crossfade_s == 0.0


class TestMemory:
    def test_what_was_chosen_comes_back(self, tmp_path: Path) -> None:
        chosen = SoundSettings(7.0, GainMode.TRACK, True, PRESETS["Rock"], "alsa:second")
        for settings in (chosen, SoundSettings()):
            file = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
            save_sound(file, settings)
            file.sync()
            again = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
            assert load_sound(again) == settings

    @pytest.mark.parametrize("text", ["", "x", "1 2 3", "99 " * 11, "nan " * 11])
    def test_nonsense_is_the_default(self, tmp_path: Path, text: str) -> None:
        file = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        for name in ("crossfade_s", "gain_mode", "bands_db"):
            file.setValue(f"sound/{name}", text)
        assert load_sound(file).equaliser == Equaliser()
        assert load_sound(file).gain_mode is GainMode.ALBUM
        assert 0.0 <= load_sound(file).crossfade_s <= 12.0


class Listener(SilentPlayer):
    """A player that is heard or not, as one says."""

    is_deaf = False

    def __init__(self, on_event: object) -> None:
        super().__init__(on_event, lambda _path: 600.0)  # type: ignore[arg-type]
        self.volumes: list[int] = []

    def is_heard(self) -> bool:
        return not self.is_deaf

    def set_volume(self, percent: int, is_muted: bool) -> None:
        self.volumes.append(percent)


@pytest.fixture
def song(tmp_path: Path) -> str:
    path = tmp_path / "song"
    path.write_text("song")
    return str(path)


@pytest.fixture
def playback(qapp: QCoreApplication, song: str) -> Iterator[Playback]:
    playback = Playback(Listener)
    playback.play_list([song, song], 0)
    QCoreApplication.processEvents()
    yield playback
    playback.close()


def player_of(playback: Playback) -> Listener:
    player = playback._player
    assert isinstance(player, Listener)
    return player


class TestSleepTimer:
    @pytest.fixture
    def now_s(self) -> list[float]:
        return [0.0]

    @pytest.fixture
    def sleep(self, playback: Playback, now_s: list[float]) -> SleepTimer:
        return SleepTimer(playback, lambda _path: 600.0, lambda: now_s[0])

    def test_it_goes_down_and_stops(
        self, sleep: SleepTimer, playback: Playback, now_s: list[float]
    ) -> None:
        sleep.set_seconds(60.0)
        assert sleep.left_s == 60.0
        for now_s[0] in (10.0, 60.0 - FADE_S, 60.0 - FADE_S / 2, 59.9):
            sleep.tick()
        assert playback.is_playing
        assert player_of(playback).volumes[-3:] == [100, 50, 1]
        now_s[0] = 60.0
        sleep.tick()
        assert not playback.is_playing
        assert player_of(playback).volumes[-1] == 100
        assert sleep.left_s is None
        sleep.tick()

    def test_off_brings_the_volume_back(
        self, sleep: SleepTimer, playback: Playback, now_s: list[float]
    ) -> None:
        told: list[bool] = []
        sleep.changed.connect(lambda: told.append(True))
        sleep.turn_off()
        sleep.set_seconds(10.0)
        now_s[0] = 5.0
        sleep.tick()
        sleep.turn_off()
        assert player_of(playback).volumes[-1] == 100
        assert len(told) == 2
        assert playback.is_playing

    def test_with_the_track(self, sleep: SleepTimer, playback: Playback) -> None:
        sleep.set_with_track()
        assert sleep.is_with_track
        assert playback.stops_after_this
        sent = len(player_of(playback).volumes)
        sleep.tick()
        assert len(player_of(playback).volumes) == sent, "long before the end"
        playback.seek(600.0 - FADE_S / 2)
        sleep.tick()
        assert player_of(playback).volumes[-1] == pytest.approx(50, abs=1)
        playback.set_stops_after_this(False)  # by hand, elsewhere
        assert not sleep.is_with_track
        assert player_of(playback).volumes[-1] == 100

    def test_another_choice_replaces_the_first(self, sleep: SleepTimer, playback: Playback) -> None:
        sleep.set_with_track()
        sleep.set_seconds(30.0)
        assert not sleep.is_with_track
        assert not playback.stops_after_this
        assert sleep.left_s == 30.0


class TestOutputWatch:
    def test_a_chosen_device_that_is_gone_gives_way(self, playback: Playback) -> None:
        sound = Sound(Library())
        sound.set_device("second")
        watch = OutputWatch(playback, sound)
        told: list[str] = []
        watch.device_gone.connect(lambda: told.append("gone"))
        watch.nothing_heard.connect(lambda: told.append("nothing"))
        watch.check()
        watch.check()
        assert told == []
        player_of(playback).is_deaf = True
        watch.check()
        watch.check()
        assert told == ["gone"]
        assert sound.settings.device_id == ""
        assert playback.is_playing
        watch.check()
        watch.check()
        assert told == ["gone", "nothing"]
        assert not playback.is_playing

    def test_one_silent_second_is_no_loss(self, playback: Playback) -> None:
        watch = OutputWatch(playback, Sound(Library()))
        player_of(playback).is_deaf = True
        watch.check()
        player_of(playback).is_deaf = False
        watch.check()
        player_of(playback).is_deaf = True
        watch.check()
        assert playback.is_playing
