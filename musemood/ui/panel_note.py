"""The line below the sentence of the panel: what was just done, and what it led to."""

from collections.abc import Callable

from musemood.domain.track import Track
from musemood.domain.way_in import Journey, LikeTrack, WayIn
from musemood.services.recommending import ROWS, MoodState
from musemood.ui.mood_wording import change_sentence, given_up_text, thin_sentence
from musemood.ui.translate import tr
from musemood.ui.wording import mood_name, songs_text

TrackOf = Callable[[str], Track]


def panel_note(state: MoodState, track_of: TrackOf, *, is_lost: bool) -> str:
    """What there is to say, "" for nothing. ``is_lost``: there is no mood to go by."""
    if state.found_nothing:
        return _nothing_found(state.way, track_of)
    if state.change is not None:
        return change_sentence(state.change)
    if state.declined is not None:
        return tr("Noted: less {mood} for today.").format(mood=mood_name(state.declined))
    if state.accepted is not None:
        return tr("Noted: {mood} goes on.").format(mood=mood_name(state.accepted))
    if is_lost and state.way is None:
        return _how_to_begin(state)
    parts = (_way_sentence(state, track_of), given_up_text(state.given_up))
    return " ".join(filter(None, parts))


def _how_to_begin(state: MoodState) -> str:
    emotion = state.emotion
    if emotion is not None and emotion.evidence:
        return thin_sentence(emotion.plays, emotion.tracks)
    if emotion is not None and emotion.not_analysed:
        return tr("What you played is still being analysed. How do you feel?")
    return tr("Play some music: from half a track on it counts. Until then, how do you feel?")


def _way_sentence(state: MoodState, track_of: TrackOf) -> str:
    """How many songs came by another way than the mood; where they are few, that they are all."""
    way, songs = state.way, songs_text(state.found)
    if isinstance(way, LikeTrack):
        title = track_of(way.path).title
        if state.found < ROWS:
            return tr("Only {songs} may come that sound like “{title}”.").format(
                songs=songs, title=title
            )
        return tr("{songs} that sound like “{title}”, the nearest first.").format(
            songs=songs, title=title
        )
    if isinstance(way, Journey):
        words = (
            tr("Only {songs} lie on the way from {start} to {goal}; you asked for {n}.")
            if state.found < way.count
            else tr("{songs} from {start} to {goal}.")
        )
        start, goal = mood_name(way.start), mood_name(way.goal)
        return words.format(songs=songs, start=start, goal=goal, n=way.count)
    return ""


def _nothing_found(way: WayIn | None, track_of: TrackOf) -> str:
    if isinstance(way, LikeTrack):
        track = track_of(way.path)
        words = (
            tr("“{title}” is not analysed yet, so nothing can be compared with it.")
            if track.reading is None
            else tr("Nothing else that may come sounds like “{title}”.")
        )
        return words.format(title=track.title)
    if isinstance(way, Journey):
        return tr(
            "No songs of yours lead from {start} to {goal} yet. "
            "Let the analysis go on, or add music."
        ).format(start=mood_name(way.start), goal=mood_name(way.goal))
    return tr("No analysed track fits yet. Let the analysis go on, or add music.")
