"""Offers and wishes are asked in groups that leave nothing out."""

from hedgerow.features.engagement.mentoring.forms import NeedForm, OfferForm


def test_each_visible_field_of_offers_and_wishes_stands_in_one_group() -> None:
    grouped = [name for _title, names in OfferForm.GROUPS for name in names]
    assert sorted([*grouped, "revision"]) == sorted(OfferForm.base_fields)
    assert set(NeedForm.base_fields) <= set(grouped)
