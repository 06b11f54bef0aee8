"""Who meets which criterion, from the records."""

import pytest

from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.models import Consent, ConsentPurpose, OrganisationMembership
from hedgerow.commons.membership.tests import factories as members
from hedgerow.commons.people.models import DeclaredGroup, Guardian, PopulationGroup
from hedgerow.features.engagement.choice import actions, errors
from hedgerow.features.engagement.choice.models import Criterion, Outcome
from hedgerow.features.engagement.choice.permissions import RUN_ROUNDS
from hedgerow.features.engagement.choice.queries.composing import composed
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import LATER, NOW, STEWARD, Made, a_round


def rule(made: Made, kind: str, **values: object) -> Criterion:
    return actions.save_criterion(
        made.row, {"title": kind, "kind": kind, **values}, by=STEWARD, at=NOW
    )


def first_of(made: Made) -> list[int]:
    """The class of each learner at A."""
    for learner in range(len(made.learners)):
        made.wish(learner, "A")
    return composed(made.fresh(), NOW.date(), NOW).of.classes[:, 0].tolist()


@pytest.mark.slow
@pytest.mark.django_db
def test_a_brother_or_sister_who_is_there_gives_priority() -> None:
    made = a_round(3, opened=False)
    rule(made, "sibling")
    actions.save_offer(made.row, {"site_id": made.school.pk}, made.offers["A"], by=STEWARD, at=NOW)
    mother = members.person(made.ecosystem, "Mother")
    older = members.learner(made.school, "Older")
    for child in (made.learners[1], older):
        Guardian.objects.create(
            ecosystem=made.ecosystem, guardian=mother, learner=child, starts=members.STARTS
        )
    actions.open_round(made.row, by=STEWARD, at=NOW)
    assert first_of(made) == [1, 0, 1]


@pytest.mark.slow
@pytest.mark.django_db
def test_grade_school_distance_and_list_are_told_apart() -> None:
    made = a_round(2, opened=False)
    for kind, values in (
        ("grade", {"grades": ["8"]}), ("school", {"schools": [made.school.pk]}),
        ("list", {"people": ["b-0"]}), ("distance", {"kilometres": 3}),
    ):  # fmt: skip
        made.learners[0].code = "b-0"
        made.learners[0].save()
        rule(made, kind, **values)
    made.school.latitude, made.school.longitude = 33.77, -118.19
    made.school.save()
    actions.save_offer(made.row, {"site_id": made.school.pk}, made.offers["A"], by=STEWARD, at=NOW)
    actions.open_round(made.row, by=STEWARD, at=NOW)
    assert first_of(made) == [0, 0b0010]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_need_counts_only_by_permission_and_with_consent() -> None:
    made = a_round(3, opened=False)
    group = PopulationGroup.objects.create(
        ecosystem=made.ecosystem, dimension="need", key="s", title="Support", announced_at=NOW
    )
    ConsentPurpose.objects.create(ecosystem=made.ecosystem, key="seats", created_at=NOW)
    said = {"title": "n", "kind": "need", "group_id": group.pk, "purpose": "seats"}
    runs = Actor(person_id=1, grants={made.ecosystem.pk: frozenset({VIEW_ECOSYSTEM, RUN_ROUNDS})})
    with pytest.raises(NotPermitted):
        actions.save_criterion(made.row, said, by=runs, at=NOW)
    with pytest.raises(Invalid):
        actions.save_criterion(made.row, {**said, "purpose": "x"}, by=STEWARD, at=NOW)
    rule(made, "need", group_id=group.pk, purpose="seats")
    for one in made.learners[:2]:
        DeclaredGroup.objects.create(ecosystem=made.ecosystem, person=one, group=group)
    Consent.objects.create(
        ecosystem=made.ecosystem, person=made.learners[0], purpose="seats", answer="given", at=NOW
    )
    actions.open_round(made.row, by=STEWARD, at=NOW)
    assert first_of(made) == [0, 1, 1]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_zone_is_a_part_to_which_learner_and_place_belong() -> None:
    made = a_round(2, opened=False)
    zone = ecosystem("West", parent=made.ecosystem)
    rule(made, "zone")
    actions.save_offer(made.row, {"site_id": made.school.pk}, made.offers["A"], by=STEWARD, at=NOW)
    OrganisationMembership.objects.create(
        ecosystem=zone, organisation=made.school, starts=members.STARTS
    )
    members.assigned(made.learners[1], "learner", zone, made.school)
    actions.open_round(made.row, by=STEWARD, at=NOW)
    assert first_of(made) == [1, 0]


@pytest.mark.slow
@pytest.mark.django_db
def test_reserved_seats_go_to_their_group_first_and_never_beyond_the_seats() -> None:
    made = a_round(4, (("A", 2), ("B", 2)), opened=False)
    with pytest.raises(errors.TooManyReserved):
        rule(made, "list", offer_id=made.offers["A"].pk, seats=3, people=[])
    made.learners[3].code = "last"
    made.learners[3].save()
    reserve = rule(made, "list", offer_id=made.offers["A"].pk, seats=1, people=["last"])
    with pytest.raises(errors.TooManyReserved):
        actions.save_offer(made.row, {"seats": 0}, made.offers["A"], by=STEWARD, at=NOW)
    actions.open_round(made.row, by=STEWARD, at=NOW)
    for learner in range(4):
        made.wish(learner, "AB")
    run = actions.run_round(made.row, by=STEWARD, at=LATER)
    assert run.blocking == 0
    outcome = Outcome.objects.get(person=made.learners[3])
    assert (outcome.offer, outcome.reserve) == (made.offers["A"], reserve)


@pytest.mark.django_db
def test_a_code_that_nobody_has_is_named_and_nothing_is_kept() -> None:
    made = a_round(1, opened=False)
    with pytest.raises(Invalid) as refusal:
        rule(made, "list", people=["nobody"])
    assert "nobody" in refusal.value.fields["people"][0]
    assert not Criterion.objects.exists()


@pytest.mark.django_db
def test_there_are_seven_rules_at_most() -> None:
    made = a_round(1, opened=False)
    for _ in range(7):
        rule(made, "school")
    with pytest.raises(errors.TooManyRules):
        rule(made, "school")
    assert Criterion.objects.count() == 7
