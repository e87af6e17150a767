"""What the window says of the search language: its examples, and what is wrong with a query."""

from msgspec import Struct

from musemood.domain.query import Mistake, MistakeKind
from musemood.ui.translate import tr


class Example(Struct, frozen=True):
    """One way to search. ``changed``: the part that the person will put other words for."""

    text: str
    meaning: str
    changed: str


def examples() -> list[Example]:
    """The whole language, by example."""
    return [
        Example("anna winter", tr("both words, anywhere in title, artist or album"), "anna winter"),
        Example('"blue river"', tr("these words beside each other"), "blue river"),
        Example("-live", tr("without this word"), "live"),
        Example("anna OR bob", tr("one or the other"), "anna OR bob"),
        Example("zjl", tr("Chinese by its pinyin or the first letters of it"), "zjl"),
        Example("artist:anna", tr("also album: title: genre: albumartist: composer:"), "anna"),
        Example("mood:sad", tr("the mood shown"), "sad"),
        Example("mood:sad>0.6", tr("how sure the mood is"), "sad>0.6"),
        Example("year:1990..1999", tr("from, to; also 1990.. or 1994"), "1990..1999"),
        Example("plays:>5", tr("played more often than that; also <5 or 2..5"), ">5"),
        Example("played:<7d", tr("heard in the last 7 days; h d w m y"), "<7d"),
        Example("played:never", tr("not heard yet"), "never"),
        Example("added:<2w", tr("new in the last two weeks"), "<2w"),
        Example("length:>5:00", tr("longer than five minutes"), ">5:00"),
        Example("rating:>=4", tr("four stars or more"), ">=4"),
        Example("format:flac", tr("also path: for the folder or file name"), "flac"),
    ]


def mistake_sentence(mistake: Mistake) -> str:
    """A word of help."""
    if mistake.kind is MistakeKind.UNKNOWN_FIELD and mistake.suggestion:
        text = tr("There is no {field}: here; perhaps {suggestion}: is meant.")
    else:
        text = _sentences()[mistake.kind]
    return text.format(
        field=mistake.field, suggestion=mistake.suggestion, example=_example_of(mistake.field)
    )


def _example_of(field: str) -> str:
    found = [each.text for each in examples() if each.text.startswith(f"{field}:")]
    return found[-1] if found else f"{field}:anna"


def _sentences() -> dict[MistakeKind, str]:
    return {
        MistakeKind.NO_VALUE: tr("Type on after {field}: as in {example}"),
        MistakeKind.NO_OTHER_SIDE: tr("OR stands between two searches, as in anna OR bob"),
        MistakeKind.OPEN_QUOTE: tr("The quotation mark is not closed yet."),
        MistakeKind.OPEN_BRACKET: tr("The bracket is not closed yet."),
        MistakeKind.UNKNOWN_FIELD: tr("There is no {field}: here; looked for as it stands."),
        MistakeKind.NO_NUMBER: tr("After {field}: comes a number, as in {example}"),
        MistakeKind.NO_LENGTH: tr("A length is minutes and seconds, as in length:>5:00"),
        MistakeKind.NO_AGE: tr("A time is a number with h, d, w, m or y, as in {example}"),
        MistakeKind.NO_MOOD: tr("The moods are happy, fresh, relaxed, sad, intense and unsure."),
        MistakeKind.NO_SHARE: tr("How sure a mood is goes from 0 to 1, as in mood:sad>0.6"),
        MistakeKind.LONE_SIGN: tr("No blanks beside such signs, as in plays:>5 or mood:sad>0.6"),
        MistakeKind.EMPTY_RANGE: tr("The smaller number comes first, as in year:1990..1999"),
    }
