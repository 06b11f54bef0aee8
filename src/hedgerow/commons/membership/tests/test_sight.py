"""Who sees whom: by role, by site, by group, by guardianship, and nobody from elsewhere."""

from datetime import UTC, date, datetime

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import assign_role
from hedgerow.commons.membership.actions.reach import reached
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.permissions import EDIT_GROUPS
from hedgerow.commons.people.editors import may_edit
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 1)
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Valley:
    """Two schools with a learner each, and an ecosystem elsewhere with another."""

    def __init__(self, slug: str = "valley") -> None:
        self.ecosystem = Ecosystem.objects.create(slug=slug, name=slug, created_at=NOON)
        self.hill, self.dale = (self.school(name) for name in ("Hill", "Dale"))
        self.hal = self.person("Hal", "learner", self.hill)
        self.dot = self.person("Dot", "learner", self.dale)

    def school(self, name: str) -> Organisation:
        return Organisation.objects.create(
            kept_by=self.ecosystem, name=name, kind="school", created_at=NOON
        )

    def person(self, name: str, role: str, at: Organisation | None = None) -> Person:
        person = Person.objects.create(kept_by=self.ecosystem, name=name, created_at=NOON)
        Assignment.objects.create(
            ecosystem=self.ecosystem, person=person, role=role, organisation=at, starts=TODAY
        )
        return person


def seen_by(person: Person) -> set[str]:
    actor = actor_of(person.pk, via="page", at=NOON)
    return set(Person.objects.visible_to(actor).values_list("name", flat=True))


@pytest.fixture
def valley() -> Valley:
    Valley("elsewhere")
    return Valley()


def test_the_public_sees_nobody(valley: Valley) -> None:
    assert not Person.objects.visible_to(Actor.public()).exists()


def test_a_convener_sees_everybody_here_and_nobody_elsewhere(valley: Valley) -> None:
    ada = valley.person("Ada", "convener")
    assert seen_by(ada) == {"Ada", "Hal", "Dot"}


def test_an_educator_sees_the_learners_of_the_own_school_alone(valley: Valley) -> None:
    bo = valley.person("Bo", "educator", valley.hill)
    assert seen_by(bo) == {"Bo", "Hal"}


def test_a_school_in_two_ecosystems_opens_only_ones_own(valley: Valley) -> None:
    bo = valley.person("Bo", "educator", valley.hill)
    other = Ecosystem.objects.create(slug="other", name="Other", created_at=NOON)
    cy = Person.objects.create(kept_by=other, name="Cy", created_at=NOON)
    Assignment.objects.create(
        ecosystem=other, person=cy, role="learner", organisation=valley.hill, starts=TODAY
    )
    assert seen_by(bo) == {"Bo", "Hal"}


def test_a_tutor_sees_the_learners_of_the_own_group_until_the_place_ends(valley: Valley) -> None:
    tam = valley.person("Tam", "tutor")
    group = Group.objects.create(ecosystem=valley.ecosystem, name="Oaks", starts=TODAY)
    GroupPlace.objects.create(group=group, person=valley.dot, starts=TODAY)
    place = GroupPlace.objects.create(group=group, person=tam, leads=True, starts=TODAY)
    assert seen_by(tam) == {"Tam", "Dot"}
    place.ends = TODAY
    place.save()
    assert seen_by(tam) == {"Tam"}


def test_a_learner_in_a_group_does_not_see_the_others(valley: Valley) -> None:
    group = Group.objects.create(ecosystem=valley.ecosystem, name="Oaks", starts=TODAY)
    for learner in (valley.hal, valley.dot):
        GroupPlace.objects.create(group=group, person=learner, starts=TODAY)
    assert seen_by(valley.hal) == {"Hal"}


def test_a_guardian_sees_the_ward_and_a_barred_one_does_not(valley: Valley) -> None:
    gil = valley.person("Gil", "guardian")
    tie = Guardian.objects.create(
        ecosystem=valley.ecosystem, guardian=gil, learner=valley.hal, starts=TODAY
    )
    assert seen_by(gil) == {"Gil", "Hal"}
    tie.barred = True
    tie.save()
    assert seen_by(gil) == {"Gil"}


@pytest.mark.parametrize("role", ["member", "partner", "tutor", "seat_holder", "evaluator"])
def test_a_guardian_is_no_colleague(valley: Valley, role: str) -> None:
    valley.person("Gil", "guardian")
    valley.person("Ann", "educator", valley.dale)
    seen = seen_by(valley.person("Cy", role))
    assert "Ann" in seen
    assert "Gil" not in seen


def test_guardians_are_seen_with_the_learner_and_the_barred_too(valley: Valley) -> None:
    """Whoever works with a child has to know who may not come near."""
    bo = valley.person("Bo", "educator", valley.hill)
    for name, learner, barred in (("Gil", valley.hal, False), ("Kim", valley.hal, True),
                                  ("Lou", valley.dot, False)):  # fmt: skip
        Guardian.objects.create(ecosystem=valley.ecosystem, guardian=valley.person(name, "guardian"),
                                learner=learner, barred=barred, starts=TODAY)  # fmt: skip
    assert seen_by(bo) == {"Bo", "Hal", "Gil", "Kim"}
    assert seen_by(valley.person("Ada", "convener")) >= {"Gil", "Kim", "Lou"}


def test_a_guardian_kept_elsewhere_is_seen_by_the_convener(valley: Valley) -> None:
    gil = valley.person("Gil", "guardian")
    gil.kept_by = Ecosystem.objects.get(slug="elsewhere")
    gil.save()
    assert "Gil" in seen_by(valley.person("Ada", "convener"))


def test_a_guardian_who_is_a_partner_too_is_a_colleague(valley: Valley) -> None:
    gil = valley.person("Gil", "guardian")
    Assignment.objects.create(ecosystem=valley.ecosystem, person=gil, role="partner", starts=TODAY)
    assert "Gil" in seen_by(valley.person("Cy", "member"))


def test_an_erased_person_is_seen_by_nobody(valley: Valley) -> None:
    ada = valley.person("Ada", "convener")
    valley.hal.erased_at = NOON
    valley.hal.save()
    assert seen_by(ada) == {"Ada", "Dot"}


def test_a_role_that_has_ended_grants_nothing(valley: Valley) -> None:
    ada = valley.person("Ada", "convener")
    Assignment.objects.filter(person=ada).update(starts=date(2025, 1, 1), ends=date(2026, 4, 30))
    assert seen_by(ada) == {"Ada"}


def test_a_networks_convener_also_convenes_the_ecosystems_below(valley: Valley) -> None:
    network = Ecosystem.objects.create(slug="network", name="Network", created_at=NOON)
    Ecosystem.objects.filter(pk=valley.ecosystem.pk).update(parent=network)
    ned = Person.objects.create(kept_by=network, name="Ned", created_at=NOON)
    Assignment.objects.create(ecosystem=network, person=ned, role="convener", starts=TODAY)
    assert seen_by(ned) == {"Ned", "Hal", "Dot"}


def test_roles_take_equal_queries_however_many_there_are(
    valley: Valley, django_assert_num_queries: object
) -> None:
    ada = valley.person("Ada", "educator", valley.hill)
    with django_assert_num_queries(1):  # type: ignore[operator]
        actor_of(ada.pk, via="page", at=NOON)
    for number in range(20):
        Assignment.objects.create(
            ecosystem=valley.ecosystem,
            person=ada,
            role="educator",
            organisation=valley.school(f"School {number}"),
            starts=TODAY,
        )
    with django_assert_num_queries(1):  # type: ignore[operator]
        actor = actor_of(ada.pk, via="page", at=NOON)
    assert len(actor.site_grants) == 21


def test_an_ecosystem_that_is_being_planted_is_hidden_from_the_public(valley: Valley) -> None:
    Ecosystem.objects.filter(pk=valley.ecosystem.pk).update(state=Ecosystem.State.PLANTING)
    seen = Ecosystem.objects.visible_to(Actor.public()).values_list("slug", flat=True)
    assert set(seen) == {"elsewhere"}


def test_a_role_in_an_ecosystem_of_ones_own_opens_nothing_of_the_school_elsewhere(
    valley: Valley,
) -> None:
    gus = valley.person("Gus", "guardian")
    own = Ecosystem.objects.create(slug="own", name="own", created_at=NOON)
    for role, site in (("convener", None), ("leader", valley.hill), ("educator", valley.hill)):
        Assignment.objects.create(
            ecosystem=own, person=gus, role=role, organisation=site, starts=TODAY
        )
    Group.objects.create(
        ecosystem=valley.ecosystem, organisation=valley.hill, name="5a", starts=TODAY
    )
    actor = actor_of(gus.pk, via="page", at=NOON)
    assert actor.sites_with(EDIT_GROUPS, own.pk) == [valley.hill.pk]
    assert actor.sites_with(EDIT_GROUPS, valley.ecosystem.pk) == []
    assert not Group.objects.visible_to(actor).exists()
    assert not may_edit(actor, valley.hal)
    assert "Hal" not in seen_by(gus)
    assert not reached(valley.ecosystem, {valley.hal.pk}, actor)


def test_a_learner_one_sees_cannot_be_drawn_into_an_ecosystem_of_ones_own(valley: Valley) -> None:
    gus = valley.person("Gus", "guardian")
    Guardian.objects.create(
        ecosystem=valley.ecosystem, guardian=gus, learner=valley.hal, starts=TODAY
    )
    own = Ecosystem.objects.create(slug="own", name="own", created_at=NOON)
    Assignment.objects.create(ecosystem=own, person=gus, role="convener", starts=TODAY)
    actor = actor_of(gus.pk, via="page", at=NOON)
    assert "Hal" in seen_by(gus)
    with pytest.raises(NotFound):
        assign_role(own, valley.hal, "learner", by=actor, at=NOON)
    assert assign_role(own, gus, "educator", by=actor, at=NOON).person == gus


def test_no_card_is_issued_for_a_learner_of_two_ecosystems_from_one_of_them(
    valley: Valley,
) -> None:
    ada = valley.person("Ada", "convener")
    other = Ecosystem.objects.create(slug="other", name="other", created_at=NOON)
    Assignment.objects.create(ecosystem=other, person=valley.hal, role="learner", starts=TODAY)
    both = {valley.hal.pk, valley.dot.pk}
    actor = actor_of(ada.pk, via="page", at=NOON)
    assert reached(valley.ecosystem, both, actor) == {valley.dot.pk}
    Assignment.objects.create(ecosystem=other, person=ada, role="convener", starts=TODAY)
    actor = actor_of(ada.pk, via="page", at=NOON)
    assert reached(valley.ecosystem, both, actor) == both
