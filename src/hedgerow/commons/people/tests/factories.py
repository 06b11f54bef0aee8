"""Organisations and persons for tests."""

from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.people.models import Organisation, Person


def organisation(ecosystem: Ecosystem, name: str = "Oak School", **values: Any) -> Organisation:
    """A school kept by the ecosystem, not yet its member."""
    given = {"kind": "school", "sector": "school", "created_at": NOW, **values}
    return Organisation.objects.create(kept_by=ecosystem, name=name, **given)


def person(ecosystem: Ecosystem | None = None, name: str = "Ada", **values: Any) -> Person:
    """A person without account or role."""
    given = {"sort_name": name.casefold(), "created_at": NOW, **values}
    return Person.objects.create(kept_by=ecosystem, name=name, **given)
