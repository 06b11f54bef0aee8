"""More people than a list of choices shows, without making so many; and a form that asks for one."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership import seeking
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.commons.people.models import Organisation, Person

from . import factories

NAMES = ("Zoë Muñoz", "Ida Reed", "Ida Reed", "Ida Stone")


def crowd(
    monkeypatch: pytest.MonkeyPatch, within: Ecosystem, role: str, at: Organisation | None = None
) -> list[Person]:
    """Zoë, and three whose names begin alike, two of them wholly; that is too many for a list."""
    monkeypatch.setattr(seeking, "FEW", 1)
    made = [factories.named(within, name) for name in NAMES]
    for number, one in enumerate(made):
        grade = str(5 + number) if role == "learner" else ""
        factories.assigned(one, role, within, at, grade)
    return made


@pytest.fixture
def aspen(monkeypatch: pytest.MonkeyPatch) -> Ecosystem:
    """An ecosystem with that crowd of learners."""
    made = factories.ecosystem()
    crowd(monkeypatch, made, "learner", factories.member_school(made))
    return made


class Asked(forms.Form):
    who = PersonField(to_field_name="uuid")
    other = PersonField(required=False, empty_label="As usual")


def asked(within: Ecosystem, *, of: Any = None, initial: Any = None, **sent: str) -> Asked:
    data = QueryDict(mutable=True)
    data.update({key.replace("_", "."): value for key, value in sent.items()})
    form = Asked(data if sent else None, initial=initial)
    rows = of if of is not None else Person.objects.filter(kept_by=within)
    for field in form.fields.values():
        field.offer(rows.order_by("sort_name", "pk"), within)  # type: ignore[attr-defined]
    return form


def called(name: str) -> Person:
    return Person.objects.filter(name=name).order_by("pk")[0]


def wrong(form: Asked) -> list[str]:
    return [error.code or "" for error in form.errors.as_data().get("who", ())]
