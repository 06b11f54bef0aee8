"""Whether two mentions of a guardian are one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.membership.targets.families.rules import Told, verdict

ROSA = Told("Rosa Paz", email="rosa@example.org", phone="+1 918 555 0100")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Told("ROSA  PAZ", email="Rosa@Example.org"), "same"),
        (Told("Rosa Paz", phone="(918) 555-0100"), "same"),
        (Told("Rosa Paz"), "unsure"),
        (Told("Leo Paz", email="rosa@example.org"), "unsure"),
        (Told("Rosa Paz", email="other@example.org", phone="918 555 0100"), "unsure"),
        (Told("Rosa Paz", email="other@example.org"), "other"),
        (Told("Rosa Paz", phone="918 555 0199"), "other"),
        (Told("Leo Paz", phone="918 555 0100"), "other"),
    ],
)
def test_an_address_or_a_telephone_with_the_name_tells_and_a_name_alone_does_not(other, said):
    assert verdict(ROSA, other) == said


def test_a_number_of_each_goes_before_all_else():
    assert verdict(Told("Rosa", "G1"), Told("R. Paz", "G1")) == "same"
    assert verdict(Told("Rosa", "G1", "a@b.org"), Told("Rosa", "G2", "a@b.org")) == "other"


mentions = st.builds(
    Told,
    st.sampled_from(["Rosa", "Leo"]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "a@b.org", "c@d.org"]),
    st.sampled_from(["", "123456789", "987654321"]),
)


@given(mentions, mentions)
def test_it_is_the_same_whichever_is_named_first(one, other):
    assert verdict(one, other) == verdict(other, one)
