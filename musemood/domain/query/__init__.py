"""The search field's language: a line of text becomes a condition that tracks meet or do not.

Words stand beside each other and must all hold. Read in this order: `words.py` cuts the line,
`values.py` reads numbers, lengths and ages, `fields.py` knows the names before a colon,
`parse.py` puts a `Query` together, `terms.py` picks the tracks that meet it, and `implied.py`
says when a query only narrows the one before. What could not be read is a `Mistake`; the rest
of the line still counts.

    anna winter           both words, in title, artist, album, album artist or composer
    artist:anna           also album, title, genre, albumartist, composer, path, format
    "two words" -live     words that belong together; what must not be there
    mood:sad mood:sad>0.6 the mood shown; its probability
    year:1994 year:1990.. plays:>5 rating:4..5 length:>5:00 numbers and ranges
    played:<7d added:<2w  how long ago: h, d, w, m, y; played:never
    a OR (b c)            one or the other
"""

from musemood.domain.query.facts import NO_FACTS, Facts
from musemood.domain.query.fields import FIELDS
from musemood.domain.query.implied import implies
from musemood.domain.query.mistake import Mistake, MistakeKind
from musemood.domain.query.parse import Query, parse_query
from musemood.domain.query.searched import Searched

__all__ = [
    "FIELDS",
    "NO_FACTS",
    "Facts",
    "Mistake",
    "MistakeKind",
    "Query",
    "Searched",
    "implies",
    "parse_query",
]
