"""Every sentence of "Habits people have" (product.md) and the tests that prove it."""

import re
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent
_PRODUCT = _TESTS.parents[1] / "shared" / "design" / "product.md"

_KEYS = "gui/test_habits.py::test_every_key_of_the_sheet_does_what_it_says"
_UNDONE = "gui/test_habits.py::test_what_takes_away_is_undone"
_COUNTS = "gui/test_habits.py::test_what_counts_as_a_play_a_skip_and_an_error"
_ORDER = "gui/test_habits.py::test_order_of_play_and_rows_set_aside"
_WHERE = "gui/test_whereabouts.py::"
_POLITE = "gui/test_polite_analysis.py::"
_SONGS = "gui/test_song_actions.py::"
_LISTS = "gui/test_playlists_window.py::"

PROVED: dict[str, tuple[str, ...]] = {
    "Space play/pause; Enter plays; Ctrl+Left/Right previous/next; Left/Right seek; Ctrl+Up/Down "
    "volume, M mute, S shuffle, R repeat; Ctrl+F search; Ctrl+D queue; Ctrl+Shift+D play next; "
    "Delete takes out of queue or playlist, never off the disk; Ctrl+Z undo; Ctrl+J show playing; "
    "Ctrl+E tags; Ctrl+1..5 sets the mood of the selected tracks, Ctrl+0 gives it back to the "
    "model; Alt+0..5 stars; Alt+Plus / Alt+Minus thumb for the playing track; F8 mini; ? the "
    "sheet of all keys; all re-bindable.": (
        _KEYS, _UNDONE,
        _LISTS + "test_delete_takes_out_and_undo_brings_back_in_the_order_of_doing",
        _SONGS + "test_tags_of_one_song_are_edited_by_keys_and_undone",
        "gui/test_keys.py::test_the_sheet_opens_by_its_key_and_shows_every_key",
        "gui/test_keys.py::test_a_key_is_changed_and_the_new_one_works",
    ),
    "Keys without Ctrl or Alt do nothing while a text field has the focus; arrows move inside the "
    "grid or slider that has it.": (
        _KEYS, "gui/test_keys.py::test_typing_in_the_search_field_commands_nothing",
        "gui/test_views.py::test_the_grid_by_keyboard",
        "gui/test_window.py::test_a_control_with_the_focus_keeps_its_own_keys",
    ),
    "Every destructive act can be undone.": (
        _UNDONE, _LISTS + "test_a_removal_from_the_queue_is_said_and_undone",
        _LISTS + "test_a_deleted_playlist_comes_back_whole",
        _SONGS + "test_the_trash_asks_first_and_undo_brings_the_song_back",
        _SONGS + "test_tags_of_one_song_are_edited_by_keys_and_undone",
        "gui/test_history_dialog.py::",
        "gui/test_habits.py::test_a_cleared_queue_stays_empty_though_all_is_repeated",
        "gui/test_settings.py::test_a_folder_taken_out_is_brought_back_by_undo",
    ),
    "Order of play: the playing track, the person's own rows, recommended rows, the list.": (
        _ORDER,
    ),
    "Double-click plays now; on a list or album it sets unplayed recommended rows aside (one "
    "click brings them back), own rows stay.": (
        _ORDER,
        "gui/test_views.py::test_a_double_click_plays_the_album_and_sets_recommended_rows_aside",
    ),
    "Recommend again replaces only unplayed recommended rows, by others.": (_ORDER,),
    "\"Keep going\" (off at first) adds five of the same mood when three are left.": (
        "gui/test_habits.py::test_keep_going_adds_five_of_the_same_mood_when_three_are_left",
    ),
    "A play: half the track or 4 minutes, of a track over 30 s, counted in seconds really heard.": (
        _COUNTS, "domain/test_play_log.py::",
    ),
    "A skip within 5 s is neither; a player error is never a skip.": (_COUNTS,),
    "One instance: opening files from the file manager hands them to the running window, in "
    "order.": (
        "gui/test_second_start.py::test_a_second_start_hands_over_and_a_kill_is_no_obstacle",
        "gui/test_desktop.py::test_opened_files_play_now_and_in_their_order",
    ),
    "Media keys and desktop controls through MPRIS.": (
        "gui/test_desktop.py::test_playerctl_drives_the_window_with_real_sound",
    ),
    "Volume, queue, position and window come back after a restart.": (
        "gui/test_habits.py::test_volume_queue_position_and_window_come_back",
    ),
    "Playlists read m3u, m3u8, pls, xspf; write m3u8 (relative paths) and xspf.": (
        _LISTS + "test_dropped_playlists_are_imported_with_their_songs",
        _LISTS + "test_export_asks_for_a_name_and_says_where_it_went",
        "files/test_playlist_reading.py::", "files/test_playlist_writing.py::",
    ),
    "Missing files stay, greyed.": (
        _LISTS + "test_a_playlist_plays_from_a_row_passing_over_what_is_missing",
    ),
    "Unplugging a drive deletes nothing.": (
        _WHERE + "test_an_unmounted_drive_greys_its_songs_and_deletes_nothing",
    ),
    "A moved or retagged file keeps its plays, mood and corrections.": (
        _WHERE + "test_moves_are_followed_while_the_window_is_open",
        _WHERE + "test_moves_while_the_window_was_closed_are_found_at_the_next_start",
    ),
    "Analysis is polite: starts by itself, shows n of m and time left, can be paused, stops "
    "taking CPU when the laptop is on battery if the person wants that, never makes playback "
    "stutter, resumes after a crash, reports each file that failed and why.": (
        _POLITE + "test_it_begins_by_itself_and_says_how_far_it_is_and_how_long_it_takes",
        "gui/test_window.py::test_analysis_can_be_paused_cancelled_and_taken_up",
        _POLITE + "test_on_battery_it_waits_where_asked_and_goes_on_by_itself",
        _POLITE + "test_a_pause_of_one_s_own_is_kept_apart_from_the_battery_s",
        _POLITE + "test_music_that_plays_meanwhile_has_no_gap_and_the_workers_step_back",
        _POLITE + "test_after_a_kill_it_goes_on_with_what_is_left",
        "gui/test_window.py::test_bad_files_are_listed_with_a_sentence_each_and_stop_nothing",
    ),
    "A wrong mood is corrected with one key, and the correction survives rescans and "
    "re-analysis.": (
        _SONGS + "test_an_own_mood_and_stars_survive_rescan_analysis_and_restart",
    ),
    "Mood can be written to files only when asked (TMOO, MOOD, the iTunes atom), with a dry run "
    "and an undo; audio data unchanged.": (
        "gui/test_mood_tags_window.py::test_moods_are_written_only_when_asked_and_undone",
        "gui/test_mood_tags_window.py::test_what_a_file_says_is_replaced_where_that_is_ticked",
        "files/test_mood_tags.py::test_the_mood_is_read_back_and_undone_and_the_sound_stays",
    ),
}  # fmt: skip

PARTLY: dict[str, tuple[str, ...]] = {}
"""What is not, or not wholly, proved through the window; a sentence moves up when it is."""


def _words(text: str) -> str:
    return " ".join(text.split())


def test_the_table_names_every_sentence_of_the_section() -> None:
    if not _PRODUCT.exists():
        pytest.skip("../shared/design does not stand beside this clone")
    section = _PRODUCT.read_text().split("## Habits people have")[1].split("\n## ")[0]
    sentences = [
        _words(sentence)
        for line in section.strip().splitlines()
        for sentence in re.split(r"(?<=\.)\s+(?=[A-Z\"])", line)
    ]
    assert sorted(sentences) == sorted(map(_words, (*PROVED, *PARTLY)))


def test_the_tests_that_it_names_are_there() -> None:
    assert all(PROVED.values())
    for named in {name for names in (*PROVED.values(), *PARTLY.values()) for name in names}:
        file, _, test = named.partition("::")
        text = (_TESTS / file).read_text()
        assert f"def {test}(" in text if test else "def test_" in text, named
