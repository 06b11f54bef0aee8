"""Two records of one person become one; what cannot both stay is settled as told beforehand."""

from datetime import date

import pytest

from hedgerow.commons.activities.models import Attendance, Enrolment, Session
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import (
    Assignment,
    Group,
    GroupPlace,
)
from hedgerow.commons.membership.tests.factories import person
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.codes import person_ids
from hedgerow.commons.people.models import (
    DeclaredGroup,
    Guardian,
    Person,
    PopulationGroup,
)
from hedgerow.commons.people.queries import person_for, search
from hedgerow.foundation.journal.models import Fact

from .records import DAY, STEWARD, club, day, enrolled, marked, merged

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_what_stays_is_chosen_field_by_field_and_the_rest_is_filled(eco, ada, twin) -> None:
    Person.objects.filter(pk=ada.pk).update(phone="1", email="a@example.org", code="A1")
    Person.objects.filter(pk=twin.pk).update(
        name="Augusta Ada", phone="2", born=date(2010, 1, 1), code="B1"
    )
    merged(eco, ada, twin, name="gone")
    ada.refresh_from_db()
    twin.refresh_from_db()
    assert (ada.name, ada.phone, ada.email, ada.born, ada.code) == (
        "Augusta Ada", "1", "a@example.org", date(2010, 1, 1), "A1",
    )  # fmt: skip
    assert (twin.name, twin.phone, twin.code, twin.merged_into) == ("–", "", "B1", ada)
    assert [one.pk for one in search(STEWARD, eco, "augusta")] == [ada.pk]
    assert Fact.objects.filter(kind="people.persons_merged").count() == 1


@pytest.mark.slow
def test_old_links_and_old_codes_lead_to_the_record_that_is_kept(eco, ada, twin) -> None:
    Person.objects.filter(pk=twin.pk).update(code="B1")
    Person.objects.filter(pk=ada.pk).update(code="A1")
    merged(eco, ada, twin)
    assert person_for(STEWARD, eco, twin.uuid) == ada
    assert person_ids(eco) == {"A1": ada.pk, "B1": ada.pk}
    save_people(eco, [{"code": "B1", "name": "Somebody"}], by=STEWARD, at=NOW)
    assert Person.objects.filter(kept_by=eco, erased_at=None).count() == 1


@pytest.mark.slow
def test_places_in_one_activity_become_one(eco, ada, twin) -> None:
    chess = club(eco)
    stays = enrolled(chess, ada, 10, 20, dropped=True)
    enrolled(chess, twin, 0, None)
    other = enrolled(club(eco), twin, 0, 5)
    merged(eco, ada, twin)
    stays.refresh_from_db()
    assert (stays.starts, stays.ends, stays.dropped) == (DAY, None, False)
    assert list(Enrolment.objects.filter(person=ada).order_by("pk")) == [stays, other]


@pytest.mark.slow
def test_stretches_that_share_no_day_both_stay(eco, ada, twin) -> None:
    chess = club(eco)
    enrolled(chess, ada, 10, 20)
    enrolled(chess, twin, 30, None)
    merged(eco, ada, twin)
    assert Enrolment.objects.filter(person=ada).count() == 2


@pytest.mark.slow
def test_one_place_over_two_becomes_one_of_all_three(eco, ada, twin) -> None:
    chess = club(eco)
    enrolled(chess, ada, 0, 5)
    enrolled(chess, ada, 10, None)
    enrolled(chess, twin, 3, 12)
    merged(eco, ada, twin)
    (row,) = Enrolment.objects.filter(person=ada)
    assert (row.starts, row.ends) == (DAY, None)


@pytest.mark.parametrize(
    ("mine", "theirs", "stays"),
    [
        (("absent", 0), ("present", 60), "present"),
        (("present", 60), ("absent", 0), "present"),
        (("excused", 0), ("late", 20), "late"),
        (("absent", 0), ("excused", 0), "excused"),
    ],
)
@pytest.mark.slow
def test_of_two_marks_of_a_session_the_one_that_says_they_came_stays(
    eco, ada, twin, mine, theirs, stays
) -> None:
    chess = club(eco)
    session = Session.objects.create(
        ecosystem=eco, activity=chess, day=DAY, starts_at=NOW, minutes=60
    )
    marked(session, ada, *mine)
    marked(session, twin, *theirs)
    merged(eco, ada, twin)
    row = Attendance.objects.get()
    assert (row.person, row.status) == (ada, stays)


@pytest.mark.slow
def test_families_become_one_and_nobody_answers_for_oneself(eco, ada, twin) -> None:
    kim, lee = person(eco, "Kim"), person(eco, "Lee")
    for guardian, learner, barred in (
        (ada, kim, False), (twin, kim, True), (twin, lee, False), (ada, twin, False),
    ):  # fmt: skip
        Guardian.objects.create(
            ecosystem=eco, guardian=guardian, learner=learner, starts=DAY, barred=barred
        )
    merged(eco, ada, twin)
    ties = Guardian.objects.order_by("learner__name").values_list("guardian", "learner", "barred")
    assert list(ties) == [(ada.pk, kim.pk, True), (ada.pk, lee.pk, False)]


@pytest.mark.slow
def test_roles_groups_and_declarations_are_held_once(eco, ada, twin) -> None:
    for who, starts in ((ada, day(5)), (twin, DAY)):
        Assignment.objects.create(ecosystem=eco, person=who, role="learner", starts=starts)
    group = Group.objects.create(ecosystem=eco, name="5a", starts=DAY)
    for who, leads in ((ada, False), (twin, True)):
        GroupPlace.objects.create(group=group, person=who, leads=leads, starts=DAY)
    told = PopulationGroup.objects.create(
        ecosystem=eco, dimension="grade", key="5", title="5", announced_at=NOW
    )
    for who in (ada, twin):
        DeclaredGroup.objects.create(ecosystem=eco, person=who, group=told)
    merged(eco, ada, twin)
    role = Assignment.objects.get()
    assert (role.person, role.starts) == (ada, DAY)
    assert (GroupPlace.objects.get().person, GroupPlace.objects.get().leads) == (ada, True)
    assert DeclaredGroup.objects.get().person == ada


def test_what_both_were_told_is_told_once_and_nobody_is_told_about_oneself(eco, ada, twin) -> None:
    for who, once, about in (
        (ada, "a", twin),
        (twin, "a", None),
        (twin, "b", ada),
        (twin, "", ada),
    ):
        Notice.objects.create(
            ecosystem=eco, person=who, about=about, kind="message", once=once, subject="S",
            text="T", language="en", at=NOW,
        )  # fmt: skip
    merged(eco, ada, twin)
    told = Notice.objects.order_by("pk").values_list("person", "once", "about")
    assert [*told] == [(ada.pk, "a", None), (ada.pk, "b", None), (ada.pk, "", None)]
