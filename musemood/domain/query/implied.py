"""When one query only narrows another: typing on then starts from the rows that are left."""

from musemood.domain.query.terms import Condition, Every, NumberTerm, ShareTerm, TextTerm


def implies(narrower: Condition, wider: Condition) -> bool:
    """Whether every track that meets the one is sure to meet the other.

    False where that is not plain to see: the search is then done anew, with the same result.
    """
    if narrower == wider:
        return True
    if isinstance(wider, Every):
        return all(implies(narrower, term) for term in wider.terms)
    if isinstance(narrower, Every):
        return any(_is_narrower(term, wider) for term in narrower.terms)
    return _is_narrower(narrower, wider)


def _is_narrower(one: Condition, other: Condition) -> bool:
    match one, other:
        case TextTerm(field, text), TextTerm(wider_field, wider_text):
            # What is spoken so is met from the beginning of a syllable on.
            return field == wider_field and text.startswith(wider_text)
        case NumberTerm(field, span), NumberTerm(wider_field, wider_span):
            return field == wider_field and span.is_within(wider_span)
        case ShareTerm(mood, span), ShareTerm(wider_mood, wider_span):
            return mood is wider_mood and span.is_within(wider_span)
    return one == other
