"""Who signs up for whom, and whether the opportunity is for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hedgerow.commons.activities.permissions import ENROL
from hedgerow.commons.membership.actions import answer_consent
from hedgerow.commons.membership.actions.standing import is_guardian, standing_of
from hedgerow.commons.membership.errors import AnswersOneself, NeedsGuardian
from hedgerow.commons.membership.models import Assignment, ConsentPurpose
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.opportunities.errors import ConsentNeeded, NoGuardian, NotForThem
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.permissions import OFFER
from hedgerow.features.engagement.opportunities.queries.agreed import called, lacking_consent
from hedgerow.features.engagement.opportunities.queries.fitting import fits
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True, slots=True)
class Answering:
    """As whom the actor answers for a person, and from which age that person does it alone."""

    capacity: str
    of_age: bool
    age: int

    def needs_guardian(self, row: Opportunity) -> bool:
        """Whether what the actor says is not enough."""
        return self.capacity != "guardian" and not self.of_age and row.guardian_agrees


def answering(row: Opportunity, person: Person, by: Actor, at: datetime) -> Answering:
    """As whom the actor answers: oneself, a guardian, or the staff; raises NotFound for nobody.

    From the age of own consent a guardian answers no more: AnswersOneself.
    """
    found = standing_of(row.ecosystem, [person], at)[person.pk]
    if by.person_id == person.pk:
        return Answering("self", found.of_age, found.age)
    if by.person_id is not None and is_guardian(by, row.ecosystem, person, at):
        if found.of_age:
            raise AnswersOneself(name=person.called or person.name)
        return Answering("guardian", found.of_age, found.age)
    if serves(row, person, by):
        return Answering("staff", found.of_age, found.age)
    raise NotFound


def serves(row: Opportunity, person: Person, by: Actor) -> bool:
    """Whether the actor gives places here: who offers it, or who enrols the learners of a school."""
    offers = by.may(OFFER, row.ecosystem_id)
    offers = offers or by.may_at(OFFER, row.ecosystem_id, row.organisation_id)
    if offers and SignUp.objects.filter(opportunity=row, person=person).exists():
        return True
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        return False
    if offers:
        return True
    roles = Assignment.objects.filter(ecosystem=row.ecosystem, person=person, ends=None)
    sites = by.sites_with(ENROL, row.ecosystem_id)
    return by.may(ENROL, row.ecosystem_id) or roles.filter(organisation__in=sites).exists()


def require_answer(row: Opportunity, person: Person, said: Answering) -> None:
    """Raise NeedsGuardian where a guardian has to say so."""
    if said.needs_guardian(row):
        raise NeedsGuardian(age=said.age)


def check_fits(row: Opportunity, person: Person, said: Answering, at: datetime) -> None:
    """Raise NotForThem unless the person is among those it is for."""
    if not fits(row, person, at, of_age=said.of_age):
        raise NotForThem(title=row.said("title"), name=person.called or person.name)


def require_guardian(row: Opportunity, person: Person) -> None:
    """Raise NoGuardian where there is nobody to ask."""
    ties = Guardian.objects.seeing().filter(ecosystem=row.ecosystem, learner=person)
    if not ties.filter(ends__isnull=True).exists():
        raise NoGuardian(name=person.called or person.name)


def require_consent(
    row: Opportunity, person: Person, said: Answering, *, agrees: bool, by: Actor, at: datetime
) -> None:
    """Raise ConsentNeeded unless what has to be agreed to is; who ``agrees`` now says so by it."""
    asked = lacking_consent([row], [person.pk]).get((row.pk, person.pk))
    if asked is not None and agrees and said.capacity in ("self", "guardian"):
        answer_consent(asked, person, True, by=by, at=at)
    elif asked is not None:
        raise _needed(row, person, asked)


def require_consents(row: Opportunity, people: Sequence[Person]) -> None:
    """Raise ConsentNeeded for the first of these people for whom what has to be agreed to is not."""
    lacking = lacking_consent([row], [one.pk for one in people])
    for person in people:
        if (row.pk, person.pk) in lacking:
            raise _needed(row, person, lacking[row.pk, person.pk])


def _needed(row: Opportunity, person: Person, asked: ConsentPurpose) -> ConsentNeeded:
    purpose = called(asked, row.ecosystem.languages)
    return ConsentNeeded(name=person.called or person.name, purpose=purpose)
