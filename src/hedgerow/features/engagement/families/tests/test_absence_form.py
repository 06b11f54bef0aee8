"""A day of absence is one day unless a last one is given, and stands at what is coming."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities.actions import report_absence
from hedgerow.commons.activities.models import Session
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.families.forms import AbsenceForm
from hedgerow.features.engagement.families.queries.children import child_page

from .family import family


@pytest.mark.parametrize(("ends", "last"), [("", "2026-12-03"), ("2026-12-04", "2026-12-04")])
def test_without_a_last_day_it_is_the_first(ends: str, last: str) -> None:
    form = AbsenceForm({"starts": "2026-12-03", "ends": ends, "reason": "ill"})
    assert form.is_valid(), form.errors
    assert str(form.cleaned_data["ends"]) == last
    assert not AbsenceForm({"starts": "", "ends": ends, "reason": "ill"}).is_valid()


@pytest.mark.django_db
def test_what_is_coming_says_on_which_day_an_absence_was_reported() -> None:
    of = family()
    session = of.club.session
    Session.objects.exclude(pk=session.pk).delete()
    asked = session.starts_at - timedelta(days=3)
    by = factories.actor(of.mother)
    assert [one.excused for one in child_page(by, of.child.uuid, asked).coming] == [False]
    report_absence(of.place, of.child, session.day, session.day, "ill", by=by, at=asked)
    assert [one.excused for one in child_page(by, of.child.uuid, asked).coming] == [True]
