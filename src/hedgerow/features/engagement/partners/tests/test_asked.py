"""An agreement is asked in groups that leave nothing out."""

from hedgerow.features.engagement.partners.forms import AgreementForm


def test_each_visible_field_of_an_agreement_stands_in_one_group() -> None:
    grouped = [name for _title, names in AgreementForm.GROUPS for name in names]
    assert sorted([*grouped, "revision"]) == sorted(AgreementForm.base_fields)
