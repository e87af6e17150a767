"""Everything that has a key: its name, its default keys, and what it does.

The one list of the program: the keys, the sheet of keys and re-binding all read it. A new
action is one more line here.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from musemood.domain.mood import MOODS
from musemood.domain.opinion import MOST_STARS
from musemood.domain.thumb import ThumbKind
from musemood.ui.key_menu import open_menu
from musemood.ui.tag_words import stars_text
from musemood.ui.translate import tr
from musemood.ui.wording import mood_name

if TYPE_CHECKING:
    from musemood.ui.main_window import MainWindow

_SEEK_S = 5.0
_VOLUME_STEP = 5


class Action(Struct, frozen=True):
    """``id``: its name in the settings, never changed. ``keys``: those it has at first."""

    id: str
    group: str
    name: str
    keys: tuple[str, ...]
    call: Callable[[], object]


def window_actions(window: "MainWindow") -> tuple[Action, ...]:
    """All actions, group by group, in the order in which the sheet shows them."""
    return (
        *_playback_actions(window),
        *_queue_actions(window),
        *_song_actions(window),
        *_mood_actions(window),
        *_window_actions(window),
    )


def _playback_actions(window: "MainWindow") -> tuple[Action, ...]:
    group, playback = tr("Playback"), window.services.playback

    def seek(by_s: float) -> None:
        playback.seek(max(0.0, playback.position_s() + by_s))

    def turn(by: int) -> None:
        playback.set_volume(playback.volume + by)

    def mute() -> None:
        playback.set_muted(not playback.is_muted)

    return (
        Action("play-pause", group, tr("Play or pause"), ("Space",), playback.toggle),
        Action("previous", group, tr("Previous"), ("Ctrl+Left",), playback.previous),
        Action("next", group, tr("Next"), ("Ctrl+Right",), playback.next),
        Action("back", group, tr("Back 5 seconds"), ("Left",), lambda: seek(-_SEEK_S)),
        Action("on", group, tr("On 5 seconds"), ("Right",), lambda: seek(_SEEK_S)),
        Action("louder", group, tr("Louder"), ("Ctrl+Up",), lambda: turn(_VOLUME_STEP)),
        Action("quieter", group, tr("Quieter"), ("Ctrl+Down",), lambda: turn(-_VOLUME_STEP)),
        Action("mute", group, tr("Mute"), ("M",), mute),
        Action("shuffle", group, tr("Shuffle"), ("S",),
               lambda: playback.set_shuffled(not playback.is_shuffled)),
        Action("repeat", group, tr("Repeat"), ("R",),
               lambda: playback.set_repeat(playback.repeat.following)),
        Action("stop-after-this", group, tr("Stop after this track"), ("Ctrl+.",),
               lambda: playback.set_stops_after_this(not playback.stops_after_this)),
        Action("sound", group, tr("Sound"), ("Ctrl+Shift+E",), window.open_sound),
    )  # fmt: skip


def _queue_actions(window: "MainWindow") -> tuple[Action, ...]:
    group, playback, undo = tr("Songs and queue"), window.services.playback, window.services.undo

    def selected() -> list[str]:
        return window.selected_paths()

    return (
        Action("search", group, tr("Search"), ("Ctrl+F",), lambda: _search(window)),
        Action("show-playing", group, tr("Show what plays"), ("Ctrl+J",), window.current.scroll_to),
        Action("queue", group, tr("Add to queue"), ("Ctrl+D",),
               lambda: playback.add(selected())),
        Action("play-next", group, tr("Play next"), ("Ctrl+Shift+D",),
               lambda: playback.play_next(selected())),
        Action("clear-queue", group, tr("Clear the queue"), ("Ctrl+K",), playback.clear),
        Action("undo", group, tr("Undo"), ("Ctrl+Z",), undo.undo),
        Action("redo", group, tr("Redo"), ("Ctrl+Shift+Z",), undo.redo),
        Action("new-playlist", group, tr("New playlist"), ("Ctrl+N",), window.desk.new),
        Action("save-queue", group, tr("Save queue as playlist"), ("Ctrl+S",),
               window.desk.save_queue),
        Action("add-folder", group, tr("Add a folder"), ("Ctrl+O",), window.choose_folder),
        Action("rescan", group, tr("Look for new files"), ("F5",), window.rescan_wanted.emit),
    )  # fmt: skip


def _song_actions(window: "MainWindow") -> tuple[Action, ...]:
    """What is done to the selected songs: tags, and a key for each mood and number of stars."""
    group, songs = tr("Selected songs"), window.track_actions
    return (
        Action("edit-tags", group, tr("Edit tags"), ("Ctrl+E",), songs.edit_tags),
        Action("details", group, tr("Details, and why this mood"), ("Ctrl+I",),
               songs.show_details),
        Action("write-moods", group, tr("Write moods to files"), ("Ctrl+Shift+M",),
               songs.write_moods),
        *(
            Action(f"mood-{mood}", group, tr("Mood: {mood}").format(mood=mood_name(mood)),
                   (f"Ctrl+{number}",), partial(songs.set_mood, mood))
            for number, mood in enumerate(MOODS, 1)
        ),
        Action("mood-none", group, tr("Mood: as the analysis says"), ("Ctrl+0",),
               lambda: songs.set_mood(None)),
        *(
            Action(f"stars-{stars}", group, stars_text(stars) or tr("No stars"),
                   (f"Alt+{stars}",), partial(songs.rate, stars))
            for stars in range(MOST_STARS + 1)
        ),
    )  # fmt: skip


def _mood_actions(window: "MainWindow") -> tuple[Action, ...]:
    group, side = tr("For my mood"), window.side
    return (
        Action("recommend", group, tr("Recommend"), ("Ctrl+R",), side.recommend_or_ask),
        Action("more-like", group, tr("More like this track"), ("Ctrl+Shift+R",),
               window.ways.more_like_chosen),
        Action("journey", group, tr("Journey from mood to mood"), ("Ctrl+Shift+J",),
               window.ways.plan_journey),
        Action("feel", group, tr("No, I feel …"), ("Ctrl+Shift+F",), window.ways.ask_feeling),
        Action("keep-going", group, tr("Keep going: five more when three are left"), ("Ctrl+G",),
               window.services.keep_going.toggle),
        Action("thumb-up", group, tr("Thumb up for what plays"), ("Alt++", "Alt+="),
               lambda: side.give_thumb_to_playing(ThumbKind.UP)),
        Action("thumb-down", group, tr("Thumb down for what plays"), ("Alt+-",),
               lambda: side.give_thumb_to_playing(ThumbKind.DOWN)),
        Action("private", group, tr("Private session"), ("Ctrl+Shift+P",),
               window.services.private.toggle),
        Action("erase-history", group, tr("Erase history"), ("Ctrl+Shift+Del",),
               window.erase_history),
        Action("panel", group, tr("Show or hide the panel"), ("Ctrl+B",),
               window.zones.toggle_panel),
    )  # fmt: skip


def _window_actions(window: "MainWindow") -> tuple[Action, ...]:
    group = tr("Window")
    return (
        Action(
            "page-back",
            group,
            tr("Back to the page before"),
            ("Alt+Left",),
            lambda: _go_back(window),
        ),
        Action(
            "page-below",
            group,
            tr("Next page of the library"),
            ("Ctrl+PgDown",),
            lambda: _go_beside(window, 1),
        ),
        Action(
            "page-above",
            group,
            tr("Page of the library before"),
            ("Ctrl+PgUp",),
            lambda: _go_beside(window, -1),
        ),
        Action("lyrics", group, tr("Show or hide lyrics"), ("Ctrl+L",), window.zones.toggle_lyrics),
        Action("mini", group, tr("Mini player"), ("F8",), window.mini_mode.toggle),
        Action("menu", group, tr("Menu of what is selected"), ("Shift+F10",), open_menu),
        Action("keys", group, tr("These keys"), ("?",), lambda: window.show_settings("keys")),
        Action("settings", group, tr("Settings"), ("Ctrl+,",), window.show_settings),
        Action("quit", group, tr("Quit"), ("Ctrl+Q",), window.close),
    )


def _go_back(window: "MainWindow") -> None:
    if window.pages.currentWidget() is window.playlist_page:
        window.desk.show_library()
    else:
        window.page.views.back()


def _go_beside(window: "MainWindow", step: int) -> None:
    window.desk.show_library()
    window.page.views.go_beside(step)


def _search(window: "MainWindow") -> None:
    window.desk.show_library()
    window.page.header.search.setFocus()
    window.page.header.search.selectAll()
