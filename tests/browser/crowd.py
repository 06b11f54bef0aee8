"""A network of more people than a list of choices shows."""

from datetime import date

from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, OrganisationMembership
from hedgerow.commons.people.models import NameWord, Organisation, Person
from hedgerow.commons.people.rules import sort_name, words

BEGAN = date(2024, 9, 1)
NAMED = ("Zoë Muñoz", "Lina Haddad", "Lina Haddad", "لينا حداد")


def crowd() -> Person:
    """Seventy learners of two schools in a network of their own, not shown to others; who convenes it."""
    now = timezone.now()
    own = Ecosystem.objects.create(
        slug="dale", name="Dale Network", kind="hive", languages=["en"], created_at=now,
        public=False, simulated=True,
    )  # fmt: skip
    schools = [
        Organisation.objects.create(
            kept_by=own, name=name, kind="school", sector="school", created_at=now
        )
        for name in ("Dale School", "Mill School")
    ]
    for one in schools:
        OrganisationMembership.objects.create(ecosystem=own, organisation=one, starts=BEGAN)
    names = [*NAMED, *(f"Dora Dale {number:02}" for number in range(66))]
    for number, name in enumerate(names):
        Assignment.objects.create(
            ecosystem=own, person=_named(own, name), role="learner", grade=str(4 + number % 3),
            organisation=schools[number % 2], starts=BEGAN,
        )  # fmt: skip
    convener = _named(own, "Petra Dale")
    Assignment.objects.create(ecosystem=own, person=convener, role="convener", starts=BEGAN)
    return convener


def _named(own: Ecosystem, name: str) -> Person:
    one = Person.objects.create(
        kept_by=own, name=name, sort_name=sort_name(name), created_at=timezone.now()
    )
    NameWord.objects.bulk_create(NameWord(word=word, person=one) for word in words(name))
    return one
