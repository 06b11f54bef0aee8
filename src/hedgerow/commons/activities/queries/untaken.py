"""Registers that nobody has taken, for those who look after a school or the whole."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.activities.models import ActivityQuerySet, Session, SessionQuerySet
from hedgerow.commons.activities.permissions import CONFIRM_SESSION, MARK_ATTENDANCE
from hedgerow.commons.ecosystems.models import Ecosystem, not_closed, where_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting, Where

GRACE = timedelta(days=1)
"""So long a register waits for who leads the session before anybody else is told of it."""

LOOKS_BACK = timedelta(days=60)
"""So long a register waits for who leads the session at all."""

NAMED: Final = ("ecosystem__slug", "ecosystem__name", "ecosystem__told")

LEADERS, ECOSYSTEMS, MANY = 5, 12, 1_000
"""So many leaders of an ecosystem, and ecosystems, stand in "my week"; the rest is on a page."""

WHO = Coalesce("substitute__name", "activity__leader__name")


def untaken(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Session]:
    """Sessions of the ecosystem that began a day ago or more, unmarked, which the actor may mark.

    Not those on whose day nobody had a place: their own page says what to do.

    Each has ``who``, the name of the person who leads it, or None.
    """
    rows = _unmarked().with_places().filter(ecosystem=ecosystem).markable_by(actor)
    # joined in, an ecosystem would be read first, and the order by time lost
    return rows.annotate(who=WHO).prefetch_related(
        "activity__site", "activity__ecosystem", "ecosystem"
    )


def looks_after(actor: Actor) -> bool:
    """Whether there is anywhere where the actor marks and confirms by role."""
    both = (MARK_ATTENDANCE, CONFIRM_SESSION)
    return all(actor.ecosystems_with(one) or actor.sites(one) for one in both)


def to_chase(actor: Actor) -> list[Waiting]:
    """What others left unmarked where the actor looks after it, by leader, the latest first.

    To look after is to mark and to confirm there by role: a school's leader, a convener. What the
    actor leads waits by itself and is left out; where very many wait, they are only counted, without
    asking of each whether anybody had a place that day. Two queries.
    """
    mine = ActivityQuerySet.opened(actor, MARK_ATTENDANCE, leading=False)
    mine &= ActivityQuerySet.opened(actor, CONFIRM_SESSION, leading=False)
    # a comparison with NULL is never true: who leads nothing must not hide what nobody leads
    leads = Coalesce("substitute", "activity__leader", 0)
    rows: Any = _unmarked().filter(mine)
    if rows[MANY : MANY + 1].exists():
        return _counted(rows)
    rows = rows.with_places().annotate(leads=leads, who=WHO)
    rows = rows.exclude(leads=actor.person_id, starts_at__gt=timezone.now() - LOOKS_BACK)
    found = rows.order_by().values(*NAMED, "leads", "who")
    counted = found.annotate(n=Count("pk"), latest=Max("day"))
    by_place = counted.order_by("ecosystem__name", "ecosystem__slug", "-latest", "who", "leads")
    places = groupby(by_place, key=lambda one: one["ecosystem__slug"])
    shown = [list(some) for _slug, some in places][:ECOSYSTEMS]
    return [one for some in shown for one in _of_place(some)]


def _counted(rows: QuerySet[Session]) -> list[Waiting]:
    """A line for each ecosystem, without whose registers they are."""
    found = dict(rows.order_by().values_list("ecosystem").annotate(n=Count("pk")))
    places = Ecosystem.objects.filter(pk__in=found).order_by("name", "slug")[:ECOSYSTEMS]
    return [_all_of(one.where, found[one.pk]) for one in places]


def _unmarked() -> SessionQuerySet:
    before = timezone.now() - GRACE
    return Session.objects.filter(not_closed(), state=Session.State.PLANNED, starts_at__lte=before)


def _of_place(some: list[Mapping[str, Any]]) -> Iterator[Waiting]:
    here = where_of(*(some[0][name] for name in NAMED))
    page = reverse("untaken", args=[here.slug])
    for one in some[:LEADERS]:
        url = f"{page}?{urlencode({'who': one['who']})}" if one["who"] else page
        latest = _("have it taken; the latest is of %(day)s") % {
            "day": date_format(one["latest"], "DATE_FORMAT")
        }
        yield Waiting(_said(one["n"], one["who"]), url, here, latest)
    if some[LEADERS:]:
        yield _all_of(here, sum(one["n"] for one in some))


def _all_of(here: Where, count: int) -> Waiting:
    why = ngettext("have %(n)s register taken", "have %(n)s registers taken", count) % {"n": count}
    page = reverse("untaken", args=[here.slug])
    return Waiting(str(_("All registers that nobody has taken")), page, here, why)


def _said(count: int, who: str | None) -> str:
    if not who:
        text = ngettext(
            "%(n)s register not taken, of a session that nobody leads",
            "%(n)s registers not taken, of sessions that nobody leads",
            count,
        )
        return text % {"n": count}
    text = ngettext(
        "%(n)s register of %(who)s not taken", "%(n)s registers of %(who)s not taken", count
    )
    return text % {"n": count, "who": who}
