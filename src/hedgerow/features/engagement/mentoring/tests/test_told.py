"""What those who help are checked for, in several languages."""

import pytest
from django.utils.translation import override

from hedgerow.features.engagement.mentoring import actions, queries
from hedgerow.features.engagement.mentoring.actions.pairable import not_checked
from hedgerow.features.engagement.mentoring.listing import Checks
from hedgerow.features.engagement.mentoring.models import MentoringTerms
from hedgerow.features.engagement.mentoring.term_forms import TermsForm
from hedgerow.foundation.errors import Invalid

from .factories import AT, DAY, STEWARD, Valley, valley

pytestmark = pytest.mark.django_db
ASKED = [("police", "Police check"), ("first-aid", "First aid")]
TOLD = {"en": {}, "es": {"check.police": "Antecedentes", "check.first-aid": "Primeros auxilios"}}
WEIGHTS = {
    "km": 1, "language": 30, "items": 20, "community": 5, "load": 10, "waiting": 120,
    "farthest_km": 60,
}  # fmt: skip


@pytest.fixture
def aspen() -> Valley:
    found = valley()
    found.ecosystem.languages = ["en", "es"]
    found.ecosystem.save()
    actions.set_terms(found.ecosystem, ASKED, {}, told=TOLD, by=STEWARD, at=AT)
    return found


def test_each_reader_meets_the_checks_in_their_language(aspen: Valley) -> None:
    place = aspen.ecosystem
    actions.record_check(place, aspen.tutor, "police", DAY, None, by=STEWARD, at=AT)
    with override("es"):
        titles = dict(queries.required_checks(place))
        assert titles == {"police": "Antecedentes", "first-aid": "Primeros auxilios"}
        page = Checks(queries.checks(aspen.actor("convener"), place), {}).page()
        assert "Antecedentes" in str(page.rows)
        refusal = not_checked(place, aspen.tutor, DAY)
        assert refusal.details["checks"] == "Primeros auxilios"
    with override("ar"):
        assert queries.required_checks(place) == ASKED


def test_its_form_shows_a_line_for_each_and_saved_again_it_stays(aspen: Valley) -> None:
    row = MentoringTerms.objects.get()
    form = TermsForm(terms=row)
    shown = {name: form.initial[name] for name in ("checks", "checks.es")}
    assert shown["checks.es"] == "Antecedentes\nPrimeros auxilios"
    again = TermsForm({**WEIGHTS, **shown}, terms=row)
    assert again.is_valid(), again.errors
    checks = again.cleaned_data["checks"]
    actions.set_terms(
        aspen.ecosystem, checks, again.weights(), told=again.told(), by=STEWARD, at=AT
    )
    row.refresh_from_db()
    assert (row.required_checks, row.told) == ([[*one] for one in ASKED], TOLD)
    assert row.weights["km"] == 1


def test_another_language_has_a_line_for_each_check_or_none(aspen: Valley) -> None:
    row = MentoringTerms.objects.get()
    given = {**WEIGHTS, "checks": "Police check\nFirst aid"}
    assert not TermsForm({**given, "checks.es": "Antecedentes"}, terms=row).is_valid()
    none = TermsForm({**given, "checks.es": ""}, terms=row)
    assert none.is_valid(), none.errors
    assert none.told() == {"en": {}, "es": {}}


def test_what_is_told_under_another_name_is_refused_and_nothing_changes(aspen: Valley) -> None:
    for wrong in ({"es": {"weights": "x"}}, {"es": {"check.police": "x" * 121}}):
        with pytest.raises(Invalid):
            actions.set_terms(aspen.ecosystem, ASKED, {}, told=wrong, by=STEWARD, at=AT)
    assert MentoringTerms.objects.get().told == TOLD


def test_what_a_pair_runs_as_is_called_in_the_language_of_who_reads() -> None:
    town = valley()
    activity = town.live().activity
    assert activity is not None
    with override("es"):
        assert activity.said("title") == f"Mentoría con {town.tutor.name}"
    with override("en"):
        assert activity.said("title") == f"Mentoring with {town.tutor.name}"
