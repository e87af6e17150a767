"""What several files have in common, and what can stand in a field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.tag_sheet import (
    TagField,
    TagSheet,
    common_fields,
    is_fit,
    split_values,
)

_sheets = st.lists(
    st.dictionaries(st.sampled_from(TagField), st.sampled_from(["", "a", "b"])).map(
        lambda fields: TagSheet("/x", fields)
    ),
    min_size=1,
    max_size=4,
)


@given(_sheets)
def test_common_is_what_every_file_says(sheets: list[TagSheet]) -> None:
    common = common_fields(sheets)
    assert set(common) == set(TagField)
    for field, text in common.items():
        said = {sheet.fields.get(field, "") for sheet in sheets}
        assert (said == {text}) if text is not None else len(said) > 1


def test_no_file_says_nothing() -> None:
    assert set(common_fields([]).values()) == {""}


@pytest.mark.parametrize(
    ("field", "text", "fit"),
    [
        (TagField.YEAR, "2004", True),
        (TagField.YEAR, "204", False),
        (TagField.YEAR, "٢٠٠٤", False),
        (TagField.YEAR, "", True),
        (TagField.TRACK_NUMBER, "12", True),
        (TagField.TRACK_NUMBER, "0", False),
        (TagField.DISC_TOTAL, "1/2", False),
        (TagField.TRACK_TOTAL, "²", False),
        (TagField.TITLE, "anything", True),
    ],
)
def test_what_can_stand_in_a_field(field: TagField, text: str, fit: bool) -> None:
    assert is_fit(field, text) is fit


def test_values_are_separated_by_semicolons() -> None:
    assert split_values(" a;b ; ;c; ") == ["a", "b", "c"]
    assert split_values("") == []
