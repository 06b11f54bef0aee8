"""Who served whom: exact counts, each learner once in the total, for who may see the records."""

from datetime import date

import pytest
from django.urls import reverse

from hedgerow.commons.activities.actions import confirm_sessions, mark_many
from hedgerow.commons.activities.models import Delivery, Kind
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, Club, club, enrol
from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.membership.tests.factories import (
    actor,
    convener,
    ecosystem,
    learner,
    member_school,
    organisation,
)
from hedgerow.features.engagement.serving import queries
from hedgerow.features.engagement.serving.forms import ReportForm
from hedgerow.features.engagement.serving.queries import Counted
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


@pytest.fixture
def robotics() -> Club:
    """Three learners of one school, one of another, in the first of two sessions of two partners."""
    found = club(learners=3)
    elm = member_school(found.ecosystem, "Elm School")
    cy = learner(elm, "Cy")
    enrol(found, cy)
    rows = [*found.marks()[:2], {**found.marks()[2], "status": "absent"}]
    rows.append({"session_id": found.sessions[0].pk, "person_id": cy.pk, "status": "late",
                 "minutes": 30})  # fmt: skip
    mark_many(found.ecosystem, rows, by=STEWARD, at=LATER)
    library = organisation(found.ecosystem, "Library", kind="partner")
    Delivery.objects.create(activity=found.activity, organisation=library)
    return found


def told(found: Club, who: object = None, **asked: object) -> queries.Report:
    by = who or actor(convener(found.ecosystem))
    given = queries.asked_of(found.ecosystem, **{"first": FIRST, "last": LAST, **asked})
    return queries.report(by, found.ecosystem, given)


def test_a_learner_served_by_two_partners_counts_for_each_and_once_in_all(robotics: Club) -> None:
    found = told(robotics)
    assert {str(line.name): line.counted for line in found.lines} == {
        "Makers": Counted(3, 1, 150),
        "Library": Counted(3, 1, 150),
    }
    assert (found.total, found.several, found.whole) == (Counted(3, 1, 150), 3, True)


def test_what_names_no_organisation_was_served_by_the_site_it_is_of(robotics: Club) -> None:
    Delivery.objects.all().delete()
    robotics.activity.site = robotics.school
    robotics.activity.save()
    found = told(robotics)
    assert [(str(one.name), one.counted) for one in found.lines] == [
        ("Oak School", Counted(3, 1, 150))
    ]
    assert told(robotics, partner=robotics.school.pk).total == Counted(3, 1, 150)
    assert told(robotics, partner=robotics.maker.pk).total == Counted(0, 0, 0)


def test_it_is_counted_by_school_kind_and_month_and_narrowed(robotics: Club) -> None:
    def lines(**asked: object) -> dict[str, Counted]:
        return {str(line.name): line.counted for line in told(robotics, **asked).lines}

    assert lines(by="site") == {"Oak School": Counted(2, 1, 120), "Elm School": Counted(1, 1, 30)}
    assert lines(by="kind") == {"Club": Counted(3, 1, 150)}
    assert list(lines(by="month")) == ["September 2026"]
    assert lines(partner=robotics.maker.pk, by="site", site=robotics.school.pk) == {
        "Oak School": Counted(2, 1, 120)
    }
    assert lines(first=date(2026, 10, 1), last=LAST) == {}


def test_staff_of_a_school_count_its_own_learners_alone(robotics: Club) -> None:
    found = told(robotics, robotics.staff("educator", robotics.school))
    assert (found.total, found.whole) == (Counted(2, 1, 120), False)


@pytest.mark.parametrize("role", ["partner", "tutor", "learner", "member"])
def test_who_does_not_see_the_records_sees_no_counts(robotics: Club, role: str) -> None:
    with pytest.raises(NotPermitted):
        told(robotics, robotics.staff(role, robotics.maker if role == "partner" else None))


def test_a_session_that_waits_for_the_other_side_is_told_and_not_counted(robotics: Club) -> None:
    Kind.objects.update(needs_confirmation=True)
    found = told(robotics)
    assert (found.total, found.lines, found.unconfirmed) == (Counted(0, 0, 0), [], 1)
    confirm_sessions(robotics.ecosystem, [robotics.sessions[0].pk], by=STEWARD, at=LATER)
    assert (told(robotics).total.learners, told(robotics).unconfirmed) == (3, 0)


@pytest.mark.slow
def test_the_way_to_confirm_is_shown_to_who_may_confirm(robotics: Club) -> None:
    Kind.objects.update(needs_confirmation=True)
    here = robotics.ecosystem.slug
    given = {"first": FIRST.isoformat(), "last": LAST.isoformat()}
    for role, site, is_led in (
        ("leader", robotics.school, True),
        ("educator", robotics.school, False),
    ):
        client = signed_in(robotics.staff(role, site, role).person_id or 0)
        page = client.get(reverse("serving", args=[here]), given).content.decode()
        link = f'class="no-print" href="{reverse("unconfirmed", args=[here])}"'
        assert "1 session waits" in page
        assert (link in page) is is_led


def test_it_is_narrowed_to_whatever_holds_learners_here(robotics: Club) -> None:
    hive = organisation(robotics.ecosystem, "Hive", kind="hive")
    learner(hive, "Di")
    learner(organisation(ecosystem("Elm"), "Elsewhere", kind="hive"))
    organisation(robotics.ecosystem, "Empty")

    def offered(by: Actor) -> list[str]:
        form = ReportForm({}, actor=by, ecosystem=robotics.ecosystem)
        return [one.name for one in form.fields["site"].queryset]  # type: ignore[attr-defined]  # a field of choices has one

    assert offered(actor(convener(robotics.ecosystem))) == ["Elm School", "Hive", "Oak School"]
    assert offered(robotics.staff("educator", hive)) == ["Hive"]


def test_another_ecosystem_counts_nothing_of_it(robotics: Club) -> None:
    elm = ecosystem("Elm")
    asked = queries.asked_of(elm, first=FIRST, last=LAST)
    assert queries.report(actor(convener(elm)), elm, asked).total == Counted(0, 0, 0)
    with pytest.raises(NotPermitted):
        queries.report(actor(convener(elm)), robotics.ecosystem, asked)


def test_the_number_of_queries_does_not_grow(
    robotics: Club, django_assert_num_queries: object
) -> None:
    by = actor(convener(robotics.ecosystem))
    for n in range(6):
        maker = organisation(robotics.ecosystem, f"Partner {n}", kind="partner")
        Delivery.objects.create(activity=robotics.activity, organisation=maker)
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert len(told(robotics, by).lines) == 8
