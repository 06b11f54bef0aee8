"""Who chooses in the tests of pages: browsers, a guardian, a round that is open."""

import re
from datetime import date

from django.test import Client
from django.urls import reverse

from hedgerow.commons.membership.tests import factories as members
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.choice.models import WishList

from .factories import Made, a_round


def guardian_of(made: Made, learner: Person, **values: object) -> Person:
    mother = members.person(made.ecosystem, "Mother")
    members.assigned(mother, "guardian", made.ecosystem)
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian=mother, learner=learner, starts=members.STARTS, **values
    )
    return mother


def browser(somebody: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = somebody.pk
    session["since"] = "2099-01-01T00:00:00+00:00"
    session.save()
    return client


def page_of(made: Made, learner: int) -> str:
    person = made.learners[learner].uuid
    return reverse("choice-learner", args=[made.ecosystem.slug, made.row.uuid, person])


def now_open(learners: int = 2, **values: object) -> Made:
    """A round that is open whenever this is run."""
    return a_round(learners, opens_on=date(2026, 1, 1), closes_on=date(2199, 1, 1), **values)


def order(answer) -> list[str]:
    on_the_list = answer.content.decode().partition("data-others")[0]
    return re.findall(r'data-title="(\w)"', on_the_list)


def order_kept(person: Person) -> list[str]:
    kept = WishList.objects.get(person=person)
    return list(kept.wishes.order_by("position").values_list("offer__title", flat=True))
