"""Who waits for a place in what the actor offers, told once for each ecosystem."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.commons.ecosystems.models import not_closed, where_of
from hedgerow.commons.ecosystems.told import spoken
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

MOST: Final = 500
NAMED: Final = 3
FIELDS: Final = (
    "ecosystem__slug", "ecosystem__name", "ecosystem__told",
    "opportunity__uuid", "opportunity__title", "opportunity__told",
)  # fmt: skip


def queued(actor: Actor) -> QuerySet[SignUp]:
    """Those on waiting lists of what the actor offers, is open or closed, and not over."""
    day = first_day_anywhere(timezone.now())
    ahead = Q(ends__gte=day) | Q(ends=None, starts__gte=day) | Q(ends=None, starts=None)
    states = (Opportunity.State.OPEN, Opportunity.State.CLOSED)
    offers = Opportunity.objects.managed_by(actor).filter(ahead, state__in=states)
    return SignUp.objects.filter(state=SignUp.State.WAITING, opportunity__in=offers.values("pk"))


def to_make_room(actor: Actor) -> Iterable[Waiting]:
    """A line an ecosystem: how many wait, and for what. One query."""
    rows = queued(actor).filter(not_closed()).order_by().values(*FIELDS)
    counted = rows.annotate(n=Count("pk")).order_by(
        "ecosystem__name", "ecosystem__slug", "-n", "opportunity__title"
    )
    for _slug, some in groupby(counted[:MOST], key=lambda one: one["ecosystem__slug"]):
        yield _line(list(some))


def _line(some: list[Mapping[str, Any]]) -> Waiting:
    first, count = some[0], sum(one["n"] for one in some)
    slug = first["ecosystem__slug"]
    network = where_of(slug, first["ecosystem__name"], first["ecosystem__told"])
    why = ngettext("%(n)s person waits for a place", "%(n)s people wait for a place", count)
    why %= {"n": count}
    if len(some) == 1:
        url = reverse("opportunity-places", args=[slug, first["opportunity__uuid"]])
        return Waiting(_title(first), url, network, why)
    titles = [f"{_title(one)} ({one['n']})" for one in some[:NAMED]]
    titles += ["…"] if some[NAMED:] else []
    url = f"{reverse('own-offers', args=[slug])}?sort=-waiting"
    return Waiting(_("Waiting lists"), url, network, f"{why}: {_(', ').join(titles)}")


def _title(one: Mapping[str, Any]) -> str:
    return str(spoken(one["opportunity__told"]).get("title") or one["opportunity__title"])
