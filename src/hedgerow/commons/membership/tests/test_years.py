"""The next school year: everybody moves up once, and back while nothing was built on it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions.years import promote, undo_promotion
from hedgerow.commons.membership.errors import AlreadyPromoted, BuiltUpon
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace, Promotion
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2027, 6, 20, 9, tzinfo=UTC)
BEGINS, LAST_DAY = date(2027, 8, 1), date(2027, 7, 31)
Rows = list[tuple[object, ...]]


@dataclass
class Scene:
    aspen: Ecosystem
    by: Actor


@pytest.fixture
def scene() -> Scene:
    """A class of grade 5 with a learner and a teacher, one of grade 12, a club without a grade."""
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    for name, grade in (("5a", "5"), ("12b", "12"), ("Chess", "")):
        group = Group.objects.create(
            ecosystem=aspen, organisation=oak, name=name, grade=grade, starts=factories.STARTS
        )
        for leads in (False, True):
            person = (
                factories.person(aspen, f"Teacher of {name}") if leads
                else factories.learner(oak, f"Learner of {name}", grade)
            )  # fmt: skip
            GroupPlace.objects.create(
                group=group, person=person, leads=leads, starts=factories.STARTS
            )
    return Scene(aspen, factories.actor(factories.convener(aspen)))


def rows() -> tuple[Rows, Rows, Rows]:
    return (
        list(Group.objects.order_by("pk").values_list("pk", "name", "grade", "ends")),
        list(GroupPlace.objects.order_by("pk").values_list("pk", "group", "person", "ends")),
        list(Assignment.objects.order_by("pk").values_list("pk", "person", "grade", "ends")),
    )


def test_learners_and_groups_go_up_and_the_last_grade_leaves(scene: Scene) -> None:
    promote(scene.aspen, "2027-28", BEGINS, by=scene.by, at=AT)
    open_ = Group.objects.filter(ends__isnull=True).values_list("name", "grade", "school_year")
    assert set(open_) == {("6a", "6", "2027-28"), ("Chess", "", "")}
    new = Group.objects.get(name="6a")
    assert set(new.places.values_list("person__name", "leads", "starts")) == {
        ("Learner of 5a", False, BEGINS), ("Teacher of 5a", True, BEGINS),
    }  # fmt: skip
    grades = Assignment.objects.filter(role="learner").order_by("pk")
    assert set(grades.values_list("person__name", "grade", "ends")) == {
        ("Learner of 5a", "5", LAST_DAY), ("Learner of 5a", "6", None),
        ("Learner of 12b", "12", LAST_DAY), ("Learner of Chess", "", None),
    }  # fmt: skip
    assert Fact.objects.filter(kind="membership.promoted").count() == 1


def test_a_year_is_prepared_once(scene: Scene) -> None:
    promote(scene.aspen, "2027-28", BEGINS, by=scene.by, at=AT)
    before = rows()
    with pytest.raises(AlreadyPromoted):
        promote(scene.aspen, "2027-28", BEGINS, by=scene.by, at=AT)
    assert rows() == before


def test_undoing_leaves_everything_as_it_was(scene: Scene) -> None:
    before = rows()
    promote(scene.aspen, "2027-28", BEGINS, by=scene.by, at=AT)
    assert rows() != before
    undo_promotion(scene.aspen, by=scene.by, at=AT)
    assert rows() == before
    with pytest.raises(NotFound):
        undo_promotion(scene.aspen, by=scene.by, at=AT)
    promote(scene.aspen, "2027-28", BEGINS, by=scene.by, at=AT)


def test_what_was_built_upon_is_not_undone(scene: Scene) -> None:
    promote(scene.aspen, "2027-28", BEGINS, by=scene.by, at=AT)
    new = Group.objects.get(name="6a")
    newcomer = factories.person(scene.aspen, "Newcomer")
    place = GroupPlace.objects.create(group=new, person=newcomer, starts=BEGINS)
    before = rows()
    with pytest.raises(BuiltUpon):
        undo_promotion(scene.aspen, by=scene.by, at=AT)
    assert rows() == before
    place.delete()
    leaver = Assignment.objects.get(grade="12")
    Assignment.objects.create(
        ecosystem=scene.aspen, person=leaver.person, role="learner",
        organisation=leaver.organisation, grade="12", starts=BEGINS,
    )  # fmt: skip
    before = rows()
    with pytest.raises(BuiltUpon):
        undo_promotion(scene.aspen, by=scene.by, at=AT)
    assert rows() == before


def test_nobody_promotes_who_may_not(scene: Scene) -> None:
    before = rows()
    tutor = factories.person(scene.aspen, "Tutor")
    factories.assigned(tutor, "tutor", scene.aspen)
    before = rows()
    cy = factories.ecosystem("Birch", public=False)
    with pytest.raises(NotPermitted):
        promote(scene.aspen, "2027-28", BEGINS, by=factories.actor(tutor), at=AT)
    with pytest.raises(NotFound):
        promote(cy, "2027-28", BEGINS, by=scene.by, at=AT)
    assert rows() == before
    assert not Promotion.objects.exists()


def test_promoting_takes_the_same_queries_for_any_number(scene: Scene) -> None:
    taken = []
    for more in (2, 20):
        oak = factories.member_school(scene.aspen, f"School {more}")
        for number in range(more):
            factories.learner(oak, f"L{more} {number}", "3")
        with CaptureQueriesContext(connection) as seen:
            promote(scene.aspen, f"{more}", BEGINS, by=scene.by, at=AT)
        taken.append(len(seen))
        undo_promotion(scene.aspen, by=scene.by, at=AT)
    assert taken[0] == taken[1]


@pytest.mark.slow
def test_the_page_shows_who_goes_where_and_does_it_once(scene: Scene, client: Client) -> None:
    session = client.session
    session["person_id"] = scene.by.person_id
    session.save()
    page = f"/e/{scene.aspen.slug}/school-year/"
    sent = {"school_year": "2027-28", "begins": "2027-08-01", "last": "12"}
    text = client.get(page, sent).content.decode()
    assert "6a" in text
    assert "1 learner leaves." in text
    assert not Promotion.objects.exists()
    answers = [client.post(page, {**sent, "act_token": "once"}).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert client.post(page, sent).status_code == 422
    assert Promotion.objects.count() == 1
    assert client.post(f"{page}undo/").status_code == 302
    assert Promotion.objects.filter(undone_at__isnull=False).count() == 1
