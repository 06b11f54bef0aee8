"""That a host said no, for the learner and who answers for them, until they read it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hedgerow.commons.notices.models import Notice
from hedgerow.foundation.permissions import Actor

from . import hosts, rules
from .models import HostAsk, Placement
from .notices import ANSWERS

HEARING = frozenset[rules.Part]({"learner", "guardian"})


def once_for(ask: HostAsk) -> str:
    """The key under which somebody is told, once, what became of the ask."""
    return f"{ask.uuid}:{ask.state}"


def no_of(row: Placement) -> HostAsk | None:
    """The no that a request stands with: nobody was asked since; reads what was fetched with the row."""
    last = hosts.last_ask(row) if row.state == Placement.State.REQUESTED else None
    return last if last is not None and last.state == HostAsk.State.DECLINED else None


def unread(
    actor: Actor, own: Mapping[Placement, frozenset[rules.Part]]
) -> list[tuple[Placement, str]]:
    """Those whose host said no, of which the actor has not read yet, with what to say. At most a query."""
    known = {
        once_for(ask): row
        for row, parts in own.items()
        if HEARING & parts and (ask := no_of(row)) is not None
    }
    if not known:
        return []
    told = Notice.objects.filter(
        person=actor.person_id or 0, kind=ANSWERS.key, once__in=known, read_at__isnull=False
    )
    read = set(told.values_list("once", flat=True))
    return [(row, why(row, own[row])) for once, row in known.items() if once not in read]


def why(row: Placement, parts: frozenset[rules.Part]) -> str:
    """What is said of it in a week; the page has the reason and what one can do."""
    ask = no_of(row)
    said = {
        "host": ask.host.name if ask else "",
        "name": row.learner.called or row.learner.name,
    }
    if "learner" in parts:
        return _("%(host)s cannot take you this time: read why, and what comes next") % said
    return _("%(host)s cannot take %(name)s this time: read why, and what comes next") % said
