"""What the window says of the mood of a week, and of what a thumb will do and did."""

from collections.abc import Callable, Sequence

from musemood.domain.mood import Mood
from musemood.domain.stated_mood import GenreHabit
from musemood.domain.thumb import ThumbKind
from musemood.domain.wishes import WishKind
from musemood.services.recommending import Emotion, MoodChange, Stray
from musemood.ui.translate import tr
from musemood.ui.wording import mood_name, plays_text, songs_text

_NAMED = 3


def thumb_words(kind: ThumbKind, mood: Mood | None) -> str:
    """What a thumb on a track whose top mood this is will do; None before it is analysed."""
    if kind is ThumbKind.UP:
        if mood is None:
            return tr("Thumb up")
        return tr("Thumb up: {mood} goes on").format(mood=mood_name(mood))
    if mood is None:
        return tr("Thumb down: this track rests a week")
    return tr("Thumb down: less {mood} for today; this track rests a week").format(
        mood=mood_name(mood)
    )


def change_sentence(change: MoodChange) -> str:
    """What a thumb, or what stood for one, did to the mood of the week."""
    is_up = change.after >= change.before
    sentence = (tr("More {mood}: {before} → {after} %.") if is_up else
                tr("Less {mood}: {before} → {after} %.")).format(
        mood=mood_name(change.mood), before=round(100 * change.before),
        after=round(100 * change.after),
    )  # fmt: skip
    if change.is_implied:
        why = tr("You heard it out.") if is_up else tr("You skipped it soon.")
        sentence = f"{why} {sentence}"
    if change.leader is not None:
        leads = (
            tr("Now {mood} leads; it was close.") if change.was_close else tr("Now {mood} leads.")
        )
        sentence = f"{sentence} {leads.format(mood=mood_name(change.leader))}"
    return sentence


def stray_sentence(stray: Stray) -> str:
    """Where the week as a whole sounds unlike its tracks one by one."""
    return tr(
        "Heard together they sound {heard} % {mood}; one by one it would be {expected} %."
    ).format(
        heard=round(100 * stray.heard), mood=mood_name(stray.mood),
        expected=round(100 * stray.expected),
    )  # fmt: skip


def thin_sentence(plays: int, tracks: int) -> str:
    """Why nothing is said of a week with few plays."""
    return tr(
        "{plays} of {songs} this week; it takes 5 plays of 3 songs to tell. "
        "Until then, how do you feel?"
    ).format(plays=plays_text(plays), songs=songs_text(tracks))


def emotion_aside(emotion: Emotion, title_of: Callable[[str], str]) -> str:
    """What the why adds to its list: that more counted, where the week strays, what is to come."""
    parts = []
    if emotion.read > len(emotion.evidence) and emotion.is_told:
        words = tr("All {songs} of the week count; these weigh most.")
        parts.append(words.format(songs=songs_text(emotion.read)))
    if emotion.stray is not None and emotion.is_told:
        parts.append(stray_sentence(emotion.stray))
    waiting = emotion.not_analysed
    if waiting:
        names = ", ".join(map(title_of, waiting[:_NAMED]))
        if len(waiting) > _NAMED:
            names = tr("{names} and {n} more").format(names=names, n=len(waiting) - _NAMED)
        parts.append(tr("Not analysed yet: {names}.").format(names=names))
    return " ".join(parts)


def habit_sentence(habit: GenreHabit) -> str:
    """What was mostly played when a mood was stated."""
    is_always = habit.times == habit.moments
    words = (
        tr("When you chose {mood}: mostly {genre} ({n} times).")
        if is_always
        else tr("When you chose {mood}: mostly {genre} ({n} of {all}).")
    )
    return words.format(
        mood=mood_name(habit.mood), genre=habit.genre, n=habit.times, all=habit.moments
    )


def given_up_text(given_up: Sequence[WishKind]) -> str:
    """What a recommended queue does not keep, as so few songs fit; "" where it keeps all."""
    words = {
        WishKind.SMOOTH: tr("moods may jump"),
        WishKind.REST: tr("some were heard lately"),
        WishKind.GAP_4: tr("artists come back sooner"),
        WishKind.GAP_2: tr("an artist may come twice in a row"),
        WishKind.ALBUM: tr("albums stay together"),
    }
    # Of the gaps only the last one given up says how it is now.
    gaps = [WishKind.GAP_4, WishKind.GAP_2, WishKind.ALBUM]
    told = [wish for wish in given_up if wish not in gaps]
    told += [wish for wish in gaps if wish in given_up][-1:]
    if not told:
        return ""
    return tr("Few songs fit: {what}.").format(what=tr(", ").join(words[w] for w in told))
