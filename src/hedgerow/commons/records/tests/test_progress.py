"""Progress of learners: recorded at once for many, seen by few."""

from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import adopt_version, begin_version
from hedgerow.commons.frameworks.models import Framework, Item, Scale
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.records import actions, errors, privacy
from hedgerow.commons.records.forms import ProgressForm
from hedgerow.commons.records.models import Progress
from hedgerow.commons.records.queries import reached
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

pytestmark = pytest.mark.django_db


def item(ecosystem) -> Item:
    scale = Scale.objects.create(
        ecosystem=ecosystem, key="four", name="Four", steps=[[1, "begins"], [2, "can"]]
    )
    framework = Framework.objects.create(
        ecosystem=ecosystem, key="maths", title="Maths", kind="curriculum", scale=scale
    )
    return Item.objects.create(framework=framework, code="1", title="Counts to ten")


@pytest.fixture
def school():
    return factories.member_school(factories.ecosystem())


def test_an_educator_records_for_learners_of_the_own_school_once(school) -> None:
    aspen, counts = school.kept_by, item(school.kept_by)
    ed = factories.person(aspen, "Ed")
    factories.assigned(ed, "educator", aspen, school)
    rows = [
        {"person_id": factories.learner(school, name).pk, "item_id": counts.pk, "level": 2}
        for name in ("Bo", "Cy")
    ]
    by = factories.actor(ed)
    said = [actions.record_progress_many(aspen, rows, by=by, at=NOW) for _ in "ab"]
    assert said == [Outcome(new=2), Outcome(unchanged=2)]
    assert set(Progress.objects.values_list("witnessed_by", flat=True)) == {ed.pk}


def test_it_refuses_a_level_off_the_scale_and_a_day_to_come(school) -> None:
    counts, bo = item(school.kept_by), factories.learner(school)
    row = {"person_id": bo.pk, "item_id": counts.pk, "level": 9}
    by = Actor.the_steward()
    with pytest.raises(errors.NoSuchLevel):
        actions.record_progress_many(school.kept_by, [row], by=by, at=NOW)
    later = {**row, "level": 1, "at": NOW + timedelta(days=1)}
    with pytest.raises(errors.InTheFuture):
        actions.record_progress_many(school.kept_by, [later], by=by, at=NOW)
    assert not Progress.objects.exists()


@pytest.mark.parametrize("role", ["member", "evaluator"])
def test_others_record_nothing(school, role: str) -> None:
    aspen, counts, bo = school.kept_by, item(school.kept_by), factories.learner(school)
    dee = factories.person(aspen, "Dee")
    factories.assigned(dee, role, aspen)
    row = {"person_id": bo.pk, "item_id": counts.pk, "level": 1}
    with pytest.raises(NotFound):
        actions.record_progress_many(aspen, [row], by=factories.actor(dee), at=NOW)
    assert not Progress.objects.exists()


def test_what_belongs_elsewhere_is_not_found(school) -> None:
    other = factories.member_school(factories.ecosystem("Birch"))
    bo, theirs = factories.learner(school), item(other.kept_by)
    row = {"person_id": bo.pk, "item_id": theirs.pk, "level": 1}
    with pytest.raises(NotFound):
        actions.record_progress_many(school.kept_by, [row], by=Actor.the_steward(), at=NOW)
    assert not Progress.objects.exists()


def test_a_learner_sees_the_own_progress_and_a_classmate_does_not(school) -> None:
    aspen, counts = school.kept_by, item(school.kept_by)
    bo, cy = factories.learner(school, "Bo"), factories.learner(school, "Cy")
    row = {"person_id": bo.pk, "item_id": counts.pk, "level": 1, "note": "With beans"}
    actions.record_progress_many(aspen, [row], by=Actor.the_steward(), at=NOW)
    assert Progress.objects.visible_to(factories.actor(bo)).count() == 1
    assert not Progress.objects.visible_to(factories.actor(cy)).exists()
    assert not Progress.objects.visible_to(Actor.public()).exists()


def test_erasing_takes_the_progress_and_forgets_the_witness(school) -> None:
    aspen, counts = school.kept_by, item(school.kept_by)
    bo, cy = factories.learner(school, "Bo"), factories.learner(school, "Cy")
    rows = [
        {"person_id": bo.pk, "item_id": counts.pk, "level": 1},
        {"person_id": cy.pk, "item_id": counts.pk, "level": 1, "witnessed_by_id": bo.pk},
    ]
    actions.record_progress_many(aspen, rows, by=Actor.the_steward(), at=NOW)
    assert len(list(privacy.export_progress(bo.pk))) == 1
    assert privacy.erase_progress(bo.pk, NOW) == 2
    assert list(Progress.objects.values_list("person", "witnessed_by")) == [(cy.pk, None)]


@pytest.mark.parametrize(("role", "opened"), [("tutor", True), ("guardian", False)])
def test_leading_a_group_opens_records_while_a_role_lets_one_lead(school, role, opened) -> None:
    aspen, counts, bo = school.kept_by, item(school.kept_by), factories.learner(school)
    Progress.objects.create(ecosystem=aspen, person=bo, item=counts, level=1, at=NOW)
    tove = factories.person(aspen, "Tove")
    factories.assigned(tove, role, aspen)
    group = Group.objects.create(ecosystem=aspen, name="Oaks", starts=factories.STARTS)
    for person in (bo, tove):
        GroupPlace.objects.create(
            group=group, person=person, leads=person is tove, starts=factories.STARTS
        )
    assert Progress.objects.visible_to(factories.actor(tove)).exists() == opened


@pytest.mark.parametrize("role", ["convener", "educator"])
def test_a_role_opens_what_was_recorded_in_its_own_ecosystem_alone(school, role: str) -> None:
    birch = factories.ecosystem("Birch")
    bo = factories.learner(school)
    factories.assigned(bo, "learner", birch, school)
    for place in (school.kept_by, birch):
        Progress.objects.create(ecosystem=place, person=bo, item=item(place), level=1, at=NOW)
    dee = factories.person(birch, "Dee")
    factories.assigned(dee, role, birch, school if role == "educator" else None)
    factories.assigned(dee, "member", school.kept_by)
    (seen,) = Progress.objects.visible_to(factories.actor(dee))
    assert seen.ecosystem == birch


def test_progress_on_an_item_of_an_older_version_stays_and_names_what_replaced_it(school) -> None:
    aspen, old = school.kept_by, item(school.kept_by)
    bo, steward = factories.learner(school), Actor.the_steward()
    row = {"person_id": bo.pk, "item_id": old.pk, "level": 2}
    actions.record_progress_many(aspen, [row], by=steward, at=NOW)
    draft = begin_version(old.framework, "2", by=steward, at=NOW)
    assert [one.now for one in reached(steward, bo.pk)] == [[]]
    adopt_version(draft, NOW.date(), by=steward, at=NOW)
    (entry,) = reached(steward, bo.pk)
    assert (entry.item, entry.level) == ("Counts to ten", "can")
    assert entry.now == ["1 Counts to ten (Maths · 2)"]
    assert Progress.objects.get().item == old


def test_new_progress_is_recorded_with_versions_in_use(school) -> None:
    old = item(school.kept_by)
    draft = begin_version(old.framework, "2", by=Actor.the_steward(), at=NOW)
    offered = ProgressForm(ecosystem=school.kept_by).fields["item"].queryset
    assert list(offered) == [old]
    adopt_version(draft, NOW.date(), by=Actor.the_steward(), at=NOW)
    offered = ProgressForm(ecosystem=school.kept_by).fields["item"].queryset
    assert list(offered) == [draft.items.get()]
