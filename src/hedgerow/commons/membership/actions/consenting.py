"""Consents are answered: by oneself, by a guardian, or recorded from paper."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..customs import in_language
from ..errors import AnswersOneself, NeedsGuardian, TextChanged
from ..models import Assignment, Consent, ConsentPurpose
from ..permissions import RECORD_CONSENT
from ..rules import answer_that_counts
from .checks import persons_of, require_at_sites, seen
from .standing import is_guardian, newest, standing_of


@transaction.atomic
def answer_consent(
    purpose: ConsentPurpose, person: Person, agrees: bool, *, by: Actor, at: datetime
) -> Consent | None:
    """Answer for oneself or for a ward; None where the answer is the one that counts already.

    Raises NotFound for a person who is neither, NeedsGuardian, AnswersOneself or TextChanged.
    """
    ecosystem = purpose.ecosystem
    if by.person_id is None or not _belongs(ecosystem, person):
        raise NotFound
    if by.person_id != person.pk and not is_guardian(by, ecosystem, person, at):
        raise NotFound
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)  # two answers at once
    _asked_now(purpose)
    standing = standing_of(ecosystem, [person], at)[person.pk]
    if by.person_id == person.pk and not standing.of_age:
        raise NeedsGuardian(age=standing.age)
    if by.person_id != person.pk and standing.of_age:
        raise AnswersOneself(name=person.called or person.name)
    oneself = by.person_id == person.pk
    capacity = Consent.Capacity.SELF if oneself else Consent.Capacity.GUARDIAN
    written = _write(purpose, [person], agrees, capacity, by, at)
    return written[0] if written else None


@transaction.atomic
def record_consents(
    purpose: ConsentPurpose, people: Sequence[Person], agrees: bool, *, by: Actor, at: datetime
) -> int:
    """Record what was signed on paper, for each person; return how many answers are new.

    Raises NotFound to outsiders and for persons of elsewhere or unseen, NotPermitted or
    TextChanged.
    """
    ecosystem, ids = purpose.ecosystem, {person.pk for person in people}
    seen(ecosystem, by)
    sites = Assignment.objects.filter(
        ecosystem=ecosystem, person__in=ids, ends=None, organisation__isnull=False
    )
    if not by.may(RECORD_CONSENT, ecosystem.pk):
        at_site = sites.filter(organisation__in=by.sites_with(RECORD_CONSENT, ecosystem.pk))
        reached = set(at_site.values_list("person_id", flat=True))
        require_at_sites(by, RECORD_CONSENT, ecosystem, by.sites_with(RECORD_CONSENT, ecosystem.pk))
        if not ids <= reached:
            raise NotFound
    persons_of(ecosystem, ids, by)
    locked = Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    rows = list(locked)
    _asked_now(purpose)
    return len(_write(purpose, rows, agrees, Consent.Capacity.RECORDED, by, at))


def _belongs(ecosystem: Ecosystem, person: Person) -> bool:
    here = Assignment.objects.filter(ecosystem=ecosystem, person=person)
    return person.erased_at is None and (person.kept_by_id == ecosystem.pk or here.exists())


def _asked_now(purpose: ConsentPurpose) -> None:
    if not ConsentPurpose.objects.filter(pk=purpose.pk, retired_at=None).exists():
        raise TextChanged


def _write(
    purpose: ConsentPurpose,
    people: Sequence[Person],
    agrees: bool,
    capacity: str,
    by: Actor,
    at: datetime,
) -> list[Consent]:
    """Add an answer for each whose newest one differs; one fact for all of them."""
    ecosystem = purpose.ecosystem
    before = newest(ecosystem, [person.pk for person in people], [purpose.key])
    text = in_language(purpose.texts, ecosystem.languages)
    new = []
    for person in people:
        last = before.get((person.pk, purpose.key))
        answer = answer_that_counts(last.answer if last else "", agrees)
        if last and (last.answer, last.version) == (answer, purpose.version):
            continue
        new.append(
            Consent(
                ecosystem=ecosystem, person=person, purpose=purpose.key, answer=answer, at=at,
                version=purpose.version, capacity=capacity, given_by_id=by.person_id, text=text,
            )
        )  # fmt: skip
    Consent.objects.bulk_create(new)
    if new:
        about = [("people.person", row.person.uuid) for row in new]
        said = {"purpose": purpose.key, "version": purpose.version, "agrees": agrees}
        journal.record(
            "membership.consents_recorded",
            by=by, at=at, ecosystem=ecosystem.pk, subjects=about, payload=said,
        )  # fmt: skip
    return new
