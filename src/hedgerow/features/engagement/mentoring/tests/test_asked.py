"""Offers and wishes are asked in groups that leave nothing out, of people who can be told apart."""

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.mentoring.forms import NeedForm, OfferForm
from hedgerow.foundation.permissions import Actor


def test_each_visible_field_of_offers_and_wishes_stands_in_one_group() -> None:
    grouped = [name for _title, names in OfferForm.GROUPS for name in names]
    assert sorted([*grouped, "revision"]) == sorted(OfferForm.base_fields)
    assert set(NeedForm.base_fields) <= set(grouped)


@pytest.mark.django_db
def test_who_shares_a_name_is_told_apart_by_school_and_then_by_code() -> None:
    valley = factories.ecosystem("Valley")
    oak, elm = (factories.member_school(valley, name) for name in ("Oak", "Elm"))
    for number, school in enumerate((oak, elm, elm)):
        child = factories.learner(school, "Ada Bloom")
        child.code = f"k{number}"
        child.save()
    factories.learner(oak, "Bo Reed")
    form = NeedForm(actor=Actor.the_steward(), ecosystem=valley)
    said = [str(label) for value, label in form.fields["person"].choices if value]  # type: ignore[attr-defined]
    assert said == [
        "Ada Bloom (learner, Oak)", "Ada Bloom (learner, Elm) k1", "Ada Bloom (learner, Elm) k2",
        "Bo Reed",
    ]  # fmt: skip
