"""Joining, taking roles and signing in."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from .errors import LinkSpent
from .models import Assignment, OrganisationMembership, SignInLink
from .permissions import ASSIGN_ROLES, EDIT_MEMBERS

LINK_LASTS = timedelta(minutes=30)
DEMO_LINK_LASTS = timedelta(days=30)


@transaction.atomic
def join_organisations(
    ecosystem: Ecosystem,
    organisations: Sequence[Organisation],
    starts: date,
    *,
    by: Actor,
    at: datetime,
    partner: bool = False,
) -> int:
    """Make organisations members from a day on; return how many were not yet.

    Raises NotFound to outsiders and for an organisation unseen by the actor, or NotPermitted.
    """
    _seen(ecosystem, by)
    require(by, EDIT_MEMBERS, within=ecosystem.pk)
    wanted = {row.pk: row for row in organisations}
    if Organisation.objects.visible_to(by).filter(pk__in=wanted).count() != len(wanted):
        raise NotFound
    already = set(
        OrganisationMembership.objects.filter(
            ecosystem=ecosystem, ends__isnull=True, organisation__in=wanted
        ).values_list("organisation_id", flat=True)
    )
    new = [row for pk, row in wanted.items() if pk not in already]
    OrganisationMembership.objects.bulk_create(
        OrganisationMembership(
            ecosystem=ecosystem, organisation=row, starts=starts, partner=partner, origin=by.origin
        )
        for row in new
    )
    if new:
        journal.record(
            "membership.organisations_joined",
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[("people.organisation", row.uuid) for row in new],
            payload={"starts": starts.isoformat(), "partner": partner},
        )
    return len(new)


@transaction.atomic
def assign_role(
    ecosystem: Ecosystem,
    person: Person,
    role: str,
    *,
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    starts: date | None = None,
    grade: str = "",
) -> Assignment:
    """Give a person a role, in the whole or for one organisation; a held role is left as is.

    Raises NotFound to outsiders, or NotPermitted.
    """
    _seen(ecosystem, by)
    require(by, ASSIGN_ROLES, within=ecosystem.pk)
    _check_of(ecosystem, person, organisation, by)
    row, created = Assignment.objects.get_or_create(
        ecosystem=ecosystem,
        person=person,
        role=role,
        organisation=organisation,
        ends=None,
        defaults={"starts": starts or at.date(), "grade": grade, "origin": by.origin},
    )
    if created:
        about = [("people.person", person.uuid)]
        said = {"role": role}
        journal.record(
            "membership.role_assigned",
            by=by, at=at, ecosystem=ecosystem.pk, subjects=about, payload=said,
        )  # fmt: skip
    return row


def make_sign_in_link(person: Person, *, at: datetime, reusable: bool = False) -> str:
    """The secret of a new link for the person: 30 minutes and once; 30 days if ``reusable``."""
    secret = secrets.token_urlsafe(32)
    lasts = DEMO_LINK_LASTS if reusable else LINK_LASTS
    SignInLink.objects.create(
        person=person,
        secret_hash=_hash(secret),
        created_at=at,
        expires_at=at + lasts,
        reusable=reusable,
    )
    return secret


@transaction.atomic
def sign_in_by_link(secret: str, *, at: datetime) -> Person:
    """The person whom the link signs in, spending it; raises LinkSpent."""
    link = (
        SignInLink.objects.select_for_update()
        .filter(secret_hash=_hash(secret), expires_at__gt=at, person__erased_at__isnull=True)
        .first()
    )
    if link is None or (link.used_at is not None and not link.reusable):
        raise LinkSpent
    link.used_at = at
    link.save(update_fields=["used_at"])
    return link.person


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _check_of(
    ecosystem: Ecosystem, person: Person, organisation: Organisation | None, by: Actor
) -> None:
    """Raise NotFound for a person unseen, or an organisation that is not the ecosystem's own.

    A role for one organisation opens its learners, so it is given by that ecosystem alone.
    """
    seen = Person.objects.visible_to(by).filter(pk=person.pk)
    if person.kept_by_id != ecosystem.pk and not seen.exists():
        raise NotFound
    if organisation is None or organisation.kept_by_id == ecosystem.pk:
        return
    if not organisation.memberships.filter(ecosystem=ecosystem, ends__isnull=True).exists():
        raise NotFound


def _seen(ecosystem: Ecosystem, by: Actor) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
