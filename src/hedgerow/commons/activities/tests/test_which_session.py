"""Whoever moves or cancels a session reads which; whoever opens an activity reads when first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hedgerow.commons.activities.models import Room, Session
from hedgerow.commons.activities.session_forms import SeriesForm
from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.activities.tests.test_pages import at, tutor
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


def put_ahead() -> None:
    """A session a day, from tomorrow on."""
    for days, row in enumerate(Session.objects.order_by("pk"), 1):
        row.starts_at = timezone.now() + timedelta(days)
        row.day = row.starts_at.date()
        row.save()


@pytest.mark.parametrize("form", ["cancel-session", "move-session", "substitute"])
def test_the_form_names_the_day_of_the_session_and_leads_back(form: str) -> None:
    made = club(sessions=1)
    put_ahead()
    page = tutor(made).get(at(form, made)).content.decode()
    crumbs = page.split('class="crumbs"')[1].split("</nav>")[0]
    link = crumbs.split(f'href="{at("session", made)}">')[1]
    assert "day, " in link.split("</a>")[0]


@pytest.mark.parametrize("sites", [1, 2])
def test_rooms_say_whose_they_are_where_there_are_several_houses(sites: int) -> None:
    made = club(sessions=1)
    elm = factories.member_school(made.ecosystem, "Elm School")
    for one in (made.school, elm)[:sites]:
        Room.objects.create(ecosystem=made.ecosystem, organisation=one, name="Gym")
    form = SeriesForm(rooms=Room.objects.order_by("pk"))
    assert ("Elm School" in str(form["room"])) == (sites == 2)
    assert str(form["room"]).count("Gym") == sites


def test_sessions_stand_before_a_long_list_of_who_takes_part() -> None:
    made = club(sessions=7)
    put_ahead()
    page = tutor(made).get(at("activity", made, made.activity)).content.decode()
    assert page.index('id="coming"') < page.index('id="places"')
    first, _summary, later = page.split('id="coming"')[1].partition("Later sessions")
    rows = [part.split("</section>")[0].count('<th scope="row">') for part in (first, later)]
    assert rows == [5, 2]
