"""What somebody was told, and how they chose to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.membership.proved import addresses_of, proved_address
from hedgerow.commons.membership.zones import zone_of_person
from hedgerow.commons.people.doors import Part, asked
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .concerning import concerning
from .kinds import Pace, find
from .models import Hours, Notice, Preference

MOST = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as its reader sees it."""

    uuid: UUID
    kind: str
    subject: str
    text: str
    url: str
    ecosystem: str
    language: str
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind, and when mail tells of it."""

    kind: str
    title: str | Promise
    pace: str
    label: str | Promise
    may_choose: bool


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """What one was told lately, and how one chose to be told; ``address`` is empty if unproved."""

    told: Sequence[Told]
    choices: Sequence[Choice]
    quiet_from: time | None
    quiet_until: time | None
    digest_at: time
    weekday: int
    zone: str
    address: str
    unproved: str
    has_new: bool


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """The actor's own, newest first."""
    rows = Notice.objects.visible_to(actor).filter(person=actor.person_id or 0)
    return rows.select_related("ecosystem").order_by("-at", "-pk")


def unread_of(actor: Actor) -> QuerySet[Notice]:
    """All that are new to the actor, also those that the page has no room for."""
    return notices_of(actor).filter(read_at=None)


def notices_page(actor: Actor) -> NoticesPage:
    """Nine queries at most, however many notices and kinds."""
    me = Person.objects.select_related("account").get(pk=actor.person_id or 0)
    hours = Hours.objects.filter(person=me).first() or Hours()
    address = proved_address(me)
    latest = [told(row) for row in notices_of(actor)[:MOST]]
    return NoticesPage(
        told=latest,
        choices=choices_of(me, actor),
        quiet_from=hours.quiet_from,
        quiet_until=hours.quiet_until,
        digest_at=hours.digest_at,
        weekday=hours.weekday,
        zone=zone_of_person(actor),
        address=address,
        unproved="" if address else next(iter(addresses_of(me)), ""),
        has_new=any(one.is_new for one in latest) or unread_of(actor).exists(),
    )


def parts(actor: Actor) -> list[Part]:
    """Of "my week": one line for all that is new."""
    return [Part(_new, [Notice.objects.filter(person=actor.person_id, read_at=None)])]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _new(actor: Actor) -> list[Waiting]:
    """With what was told last. One query."""
    new = list(unread_of(actor)[: MOST + 1])
    if not new:
        return []
    n = min(len(new), MOST)
    title = ngettext("%(n)s new notice", "%(n)s new notices", n) % {"n": n}
    if len(new) > MOST:
        title = _("more than %(n)s new notices") % {"n": n}
    why = _("read them; the latest: %(subject)s") % {"subject": new[0].subject}
    return [Waiting(title, reverse("notices"), new[0].ecosystem.where, why)]


def choices_of(person: Person, actor: Actor) -> list[Choice]:
    """Every kind that can concern the person, in the order of their titles."""
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "pace"))
    rows = []
    for kind in concerning(actor):
        pace = chosen.get(kind.key, kind.pace) if kind.optional else Pace.AT_ONCE
        rows.append(Choice(kind.key, kind.title, pace, Pace(pace).label, kind.optional))
    return sorted(rows, key=lambda row: str(row.title))


def told(row: Notice) -> Told:
    return Told(
        row.uuid, row.kind, row.subject, row.text, row.path, row.ecosystem.said("name"), row.language,
        row.at, row.read_at is None,
    )  # fmt: skip


def title_of(what: str) -> str:
    """What a link to unsubscribe stops, in words."""
    kind = find(what)
    if kind is not None:
        return str(kind.title)
    return str(Pace(what).label) if what in Pace.values else what
