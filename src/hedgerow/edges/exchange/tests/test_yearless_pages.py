"""A register whose days say no year: which they have is shown before anything is written."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.ecosystems.models import Term
from hedgerow.commons.membership.tests.factories import browser
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.guessing import flow
from hedgerow.edges.exchange.models import Import

from .sending import page
from .test_across import CONSTANTS, robotics
from .test_making import bring, choose, sent

__all__ = ["robotics"]
pytestmark = pytest.mark.django_db
WIDE = "Robotics 2026;;\nName;7/9;14/9\nBo 00;P;\nBo 01;a;late\n"


def test_it_comes_in_and_the_year_is_shown_before_anything_is_written(ada, robotics):
    row = sent(ada, WIDE)
    assert flow.proposal_of(row, this_year=2026).target == "attendance"
    told = "The days say no year: they are of 2026, as stands above them."
    asked = ada.get(reverse("import-columns", args=["grove", row.uuid])).content.decode()
    assert told in asked
    assert choose(ada, row, **CONSTANTS, heading="2").status_code == 302
    assert told in page(ada, row)
    assert not Attendance.objects.exists()
    api = (
        browser(Person.objects.get(name="Ada"))
        .get(f"/api/ecosystems/grove/imports/{row.uuid}")
        .json()
    )
    assert api["years"] == told
    assert bring(ada, row).state == "done"
    assert {str(one.session.day) for one in Attendance.objects.all()} == {
        "2026-09-07",
        "2026-09-14",
    }


def test_next_months_register_is_read_in_the_same_way_and_says_its_year(ada, robotics):
    row = sent(ada, WIDE)
    choose(ada, row, **CONSTANTS, heading="2")
    bring(ada, row)
    later = sent(ada, WIDE.replace("7/9", "5/10").replace("14/9", "12/10"))
    assert (later.state, later.preview["new"]) == ("ready", {"attendance": 3})
    assert "they are of 2026" in page(ada, later)


def test_by_the_calendar_of_the_ecosystem_but_not_by_days_made_up(ada, grove, robotics):
    today = timezone.now().date()
    term = Term.objects.create(
        ecosystem=grove, name="Term", starts=date(today.year - 2, 1, 1), ends=today, simulated=True
    )
    content = (
        f"Name;20. {today.month - 1 or 12}.;21. {today.month - 1 or 12}.\nBo 00;P;\nBo 01;a;late\n"
    )
    assert flow.proposal_of(sent(ada, content), this_year=2026).guesses[-1].column != "mark"
    Term.objects.filter(pk=term.pk).update(simulated=False)
    Import.objects.all().delete()
    found = flow.proposal_of(sent(ada, content), this_year=2026)
    assert found.guesses[-1].column == "mark"
    assert "by the terms of the calendar" in found.guesses[-2].reason


def test_the_page_of_columns_calls_them_so_and_their_mapping_stays_as_it_is(ada, robotics):
    row = sent(ada, WIDE)
    ada.cookies["django_language"] = "es"
    said = ada.get(reverse("import-columns", args=["grove", row.uuid])).content.decode()
    assert "<bdi>día</bdi>" in said
    assert "<bdi>day</bdi>" not in said
    choose(ada, row, **CONSTANTS, heading="2")
    assert 'heading = "day"' in Import.objects.get(pk=row.pk).mapping
