"""Choosing several people of thousands: found by name, a page at a time, the chosen kept.

Everything stands in the one form that is sent at the end. Its search and paging buttons send the
same form, so that what is chosen and entered comes along; nothing needs JavaScript.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import by_name
from hedgerow.foundation.ui.tables import Column, Table

from .models import Assignment

STEPS = ("find", "after", "all")
"""Names of the buttons that look further; whatever else is pressed sends the form to be done."""

COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody to choose. ``there`` is who needs not be chosen, since they take part already."""

    uuid: UUID
    name: str
    grade: str
    school: str
    there: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """A page of people to choose from, and those chosen who are not on it.

    ``at`` is where the page begins and ``following`` where the next one does.
    """

    words: str
    rows: Sequence[Pick]
    kept: Sequence[Pick]
    count: int
    is_capped: bool
    at: str
    following: str
    is_first: bool
    is_used: bool = False
    """Whether somebody looks further in it or chose somebody."""

    @property
    def chosen(self) -> int:
        """How many are chosen, here and elsewhere."""
        return len(self.kept) + sum(row.chosen for row in self.rows)


class _People(Table):
    """Those to choose from, by name."""

    caption = _("People")
    default_sort = "name"
    columns = (Column("name", _("Name"), sort="sort_name"),)


def is_step(request: HttpRequest) -> bool:
    """Whether the form was sent to look further, not to be done."""
    return any(name in request.POST for name in STEPS)


def picker(
    request: HttpRequest, ecosystem: Ecosystem, people: QuerySet[Person], there: QuerySet[Any],
    *, name: str = "people", size: int = 25, stood: Collection[UUID] = (),
) -> Picker:  # fmt: skip
    """A page of ``people`` as the request asks; ``there`` are ids of those who take part already.

    ``stood`` are chosen before anything is sent, and can be left out again.
    Five queries, however many there are.
    """
    words, cursor = _asked(request)
    chosen = uuids(request.POST.getlist(name)) if request.POST else {*stood}
    found = _found(people, words)
    table = _People(_with_roles(found, ecosystem, there), {"after": cursor})
    rows, following = table.portion(size)
    taken = chosen | ({row.uuid for row in rows} if "all" in request.POST else set())
    elsewhere = people.filter(uuid__in=chosen - {row.uuid for row in rows})
    kept = _with_roles(elsewhere, ecosystem, there).order_by("sort_name", "pk")
    counted = found.order_by()[: COUNTED + 1].count()
    return Picker(
        words,
        [_pick(row, taken) for row in rows],
        [_pick(row, taken) for row in kept],
        min(counted, COUNTED),
        counted > COUNTED,
        cursor,
        following or "",
        not table.is_after(cursor),
        is_step(request) or bool(chosen),
    )


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The words and the beginning of the page that is wanted.

    Words that were typed but not looked up yet do not turn the page: whoever then chooses all
    shown chooses those whom the page showed.
    """
    sent = request.POST
    if "find" in sent or "shown" not in sent:
        return sent.get("q", request.GET.get("q", "")).strip()[:100], ""
    return sent["shown"].strip()[:100], sent.get("after", sent.get("at", ""))


def uuids(texts: Collection[str]) -> set[UUID]:
    """Those of the texts that are public ids."""
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found


def _found(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """By the beginnings of their names, or by the whole code of a source."""
    if not words:
        return people
    return people.filter(by_name(words, "person") | Q(code=words))


def _with_roles(
    people: QuerySet[Person], ecosystem: Ecosystem, there: QuerySet[Any]
) -> QuerySet[Person]:
    roles = Assignment.objects.filter(ecosystem=ecosystem, ends=None).order_by("-starts", "-pk")
    here = Prefetch("assignments", roles.select_related("organisation"), to_attr="roles_here")
    is_there = Exists(there.filter(person=OuterRef("pk")))
    return people.annotate(is_there=is_there).prefetch_related(here)


def _pick(row: Any, chosen: set[UUID]) -> Pick:
    """A learner's grade and school; of an adult the organisation."""
    roles = sorted(row.roles_here, key=lambda one: one.role != "learner")
    grade = next((one.grade for one in roles if one.grade), "")
    school = next((one.organisation.name for one in roles if one.organisation), "")
    is_chosen = row.uuid in chosen and not row.is_there
    return Pick(row.uuid, row.name, grade, school, row.is_there, is_chosen)


def entered(request: HttpRequest) -> Mapping[str, str]:
    """What else the form held when it was sent to look further."""
    return request.POST.dict() if is_step(request) else {}
