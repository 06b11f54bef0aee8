"""The log of contacts, and what part of them brought good news; over rows the reader may see alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from .. import rules
from ..models import Contact

MOST = 50
By = Literal["site", "group", "month"]
POSITIVE, CONCERN = Q(tone="positive"), Q(tone="concern")


@dataclass(frozen=True, slots=True)
class ContactShare:
    """Contacts of one school, group or month: how many, and which part brought good news."""

    name: str
    contacts: int
    learners: int
    positive: int
    concern: int
    month: date | None = None

    @property
    def share(self) -> float | None:
        return rules.share(self.positive, self.contacts)

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(100 * self.share)


def contacts_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Contact]:
    """Those the actor may read, the newest first."""
    rows = Contact.objects.visible_to(actor).filter(ecosystem=ecosystem)
    related = rows.select_related("learner", "guardian", "by", "site", "ecosystem")
    return related.order_by("-on", "-pk")


def between(rows: QuerySet[Contact], first: date | None, last: date | None) -> QuerySet[Contact]:
    """Those of the days from ``first`` to ``last``, both in it."""
    wanted = Q()
    if first:
        wanted &= Q(on__gte=first)
    if last:
        wanted &= Q(on__lte=last)
    return rows.filter(wanted)


def whole(rows: QuerySet[Contact]) -> ContactShare:
    """All of them in one line. One query."""
    found = rows.order_by().aggregate(**_counts())
    return ContactShare(_("all"), **found)


def shares(rows: QuerySet[Contact], by: By) -> Sequence[ContactShare]:
    """A line for each school, group or month, over contacts that the reader may see."""
    plain: Any = rows.order_by()
    if by == "site":
        found = plain.values("site__name").annotate(**_counts()).order_by("site__name")
        return [_line(row.pop("site__name") or _("no school"), row) for row in found]
    if by == "month":
        dated = plain.annotate(year=ExtractYear("on"), month=ExtractMonth("on"))
        found = dated.values("year", "month").annotate(**_counts()).order_by("-year", "-month")
        days = [date(row.pop("year"), row.pop("month"), 1) for row in found]
        return [_line(f"{day:%Y-%m}", row, day) for day, row in zip(days, found, strict=True)]
    return _by_group(plain)


def _by_group(rows: QuerySet[Contact]) -> Sequence[ContactShare]:
    """By the groups in which the learners are now; who is in two counts in both. Two queries."""
    places = GroupPlace.objects.filter(
        leads=False, ends=None, person__in=rows.values("learner"),
        group__ecosystem__in=rows.values("ecosystem"),
    ).values_list("group_id", "person_id")  # fmt: skip
    members: dict[int, set[int]] = {}
    for group, person in places:
        members.setdefault(group, set()).add(person)
    told = list(rows.values_list("learner_id", "tone"))
    lines = []
    for row in Group.objects.filter(pk__in=members).order_by("name", "pk"):
        own = [(who, tone) for who, tone in told if who in members[row.pk]]
        tones = [tone for _who, tone in own]
        lines.append(
            ContactShare(
                row.name, len(own), len({who for who, _tone in own}), tones.count("positive"),
                tones.count("concern"),
            )
        )  # fmt: skip
    return lines


def _counts() -> dict[str, Count]:
    return {
        "contacts": Count("pk"),
        "learners": Count("learner", distinct=True),
        "positive": Count("pk", filter=POSITIVE),
        "concern": Count("pk", filter=CONCERN),
    }


def _line(name: str, row: dict[str, int], month: date | None = None) -> ContactShare:
    return ContactShare(name, **row, month=month)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact on a learner's page; ``mine`` if the reader noted it."""

    uuid: UUID
    on: date
    topic: str
    tone: str
    tone_label: str | Promise
    kind: str | Promise
    reached: bool
    guardian: str
    by: str
    note: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A person by name; ``phone`` where they can be called."""

    uuid: UUID
    name: str
    phone: str = ""


def lines_about(actor: Actor, ecosystem: Ecosystem, learner: Person) -> list[ContactLine]:
    """The latest contacts about one learner that the actor may read. One query."""
    rows = contacts_of(actor, ecosystem).filter(learner=learner)[:MOST]
    return [
        ContactLine(
            row.uuid, row.on, row.topic, row.tone, row.get_tone_display(), row.get_kind_display(),
            row.reached, row.guardian.name if row.guardian else "", row.by.name if row.by else "",
            row.note, row.by_id == actor.person_id,
        )
        for row in rows
    ]  # fmt: skip
