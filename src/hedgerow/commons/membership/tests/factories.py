"""Members, roles and actors for tests."""

import re
from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.test import Client

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.actions.links import hashed
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.models import ApiToken, Assignment, OrganisationMembership
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.tests.factories import organisation, person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid

__all__ = [
    "actor", "assigned", "browser", "convener", "ecosystem", "learner", "member_school",
    "named", "organisation", "person", "stretches", "undo_of",
]  # fmt: skip

TODAY = date(2026, 11, 24)
STARTS = date(2026, 8, 1)


def assigned(
    somebody: Person, role: str, within: Ecosystem, at: Organisation | None = None, grade: str = ""
) -> Assignment:
    """The person's open role in the ecosystem, or for one organisation of it."""
    return Assignment.objects.create(
        ecosystem=within, person=somebody, role=role, organisation=at, grade=grade, starts=STARTS
    )


def named(within: Ecosystem, name: str) -> Person:
    """A person of the ecosystem whom search finds."""
    uuid = new_uuid()
    save_people(within, [{"uuid": uuid, "name": name}], by=Actor.the_steward(), at=NOW)
    return Person.objects.get(uuid=uuid)


def member_school(within: Ecosystem, name: str = "Oak School") -> Organisation:
    """A school that is a member of the ecosystem."""
    school = organisation(within, name)
    OrganisationMembership.objects.create(ecosystem=within, organisation=school, starts=STARTS)
    return school


def learner(site: Organisation, name: str = "Bo", grade: str = "5") -> Person:
    """A learner of the organisation, in the ecosystem that keeps it."""
    somebody = person(site.kept_by, name)
    assigned(somebody, "learner", site.kept_by, site, grade)
    return somebody


def convener(within: Ecosystem, name: str = "Ada") -> Person:
    """A person who holds the convener's role in the whole ecosystem."""
    somebody = person(within, name)
    assigned(somebody, "convener", within)
    return somebody


def actor(somebody: Person) -> Actor:
    """The actor the person is today, by way of a page."""
    return actor_of(somebody.pk, via="page", at=NOW)


def anew(one: Actor) -> Actor:
    """The actor at their next request: what was asked about them once is asked again."""
    return replace(one)


def browser(somebody: Person) -> Client:
    """One in which somebody is signed in, on pages and by a token."""
    found = Client()
    session = found.session
    session["person_id"], session["since"] = somebody.pk, "2099-01-01T00:00:00+00:00"
    session.save()
    secret, scopes = f"secret {somebody.pk}", ["read", "write"]
    ApiToken.objects.create(
        person=somebody, name="t", secret_hash=hashed(secret), scopes=scopes, created_at=NOW
    )
    found.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return found


def stretches() -> list[tuple[object, ...]]:
    """Every stretch of membership there is, the first one first."""
    rows = OrganisationMembership.objects.order_by("starts")
    return list(rows.values_list("tier", "partner", "starts", "ends"))


def undo_of(answer: HttpResponse) -> str:
    """Where the toast of a page leads that offers to undo."""
    text = answer.content.decode()
    found = re.search(r'class="toast.*?<form method="post" action="([^"]+)"', text, re.DOTALL)
    assert found is not None
    return found[1]
