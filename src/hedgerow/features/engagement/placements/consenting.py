"""What a family agrees to, in plain words: what, where, when, with whom, and what the host sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.foundation.permissions import Actor

from .models import HostAsk, Placement, Step
from .parts import parts_of
from .supervisors import without_school


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and what was answered so far; ``own``: the reader answers for themselves."""

    facts: Sequence[tuple[str, str]]
    sees: Sequence[str]
    help: str
    state: str
    by: str
    at: datetime | None
    note: str
    own: bool


def asked_of(actor: Actor, row: Placement, step: Step) -> Asked:
    """For somebody who may answer. Four queries."""
    own = step.who in parts_of(actor, row)
    return Asked(
        facts=[(name, said) for name, said in _facts(row) if said],
        sees=[*_sees(row), *([_("Not what you write on this page.")] if own else [])],
        help=step.said("help"),
        state=step.state,
        by=step.done_by.name if step.done_by else "",
        at=step.done_at,
        note=step.note,
        own=own,
    )


def _facts(row: Placement) -> list[tuple[str, str]]:
    convener = _("the convener of %(network)s") % {"network": row.ecosystem.said("name")}
    alone = row.pk in without_school([row], timezone.now())
    school = row.site.name if row.site and not alone else convener
    unnamed = _("not named yet: ask %(school)s") % {"school": school}
    return [
        (_("What"), row.kind.shown),
        (_("Who"), row.learner.name),
        (_("Where"), _where(row)),
        (_("When"), _when(row)),
        (
            _("Who looks after the learner there"),
            row.supervisor.name if row.supervisor else unnamed,
        ),
        (_("Who answers questions"), school),
        (_("Hopes for"), row.wish),
    ]


def _where(row: Placement) -> str:
    if row.host is None:
        return ""
    sure = row.asks.filter(state=HostAsk.State.ACCEPTED).exists()
    said = _("it has accepted") if sure else _("it has not answered yet")
    place = f"{row.host.name}, {row.host.address}" if row.host.address else row.host.name
    return f"{place} ({said})"


def _when(row: Placement) -> str:
    if row.starts is None or row.ends is None:
        return ""
    days = _("%(first)s to %(last)s") % {
        "first": date_format(row.starts, "DATE_FORMAT"),
        "last": date_format(row.ends, "DATE_FORMAT"),
    }
    goal = row.kind.goal_minutes
    if not goal:
        return days
    hours = goal // 60
    said = ngettext(
        "%(days)s, %(hours)s hour to reach", "%(days)s, %(hours)s hours to reach", hours
    )
    return said % {"days": days, "hours": hours}


def _sees(row: Placement) -> list[str]:
    """What the host is shown, as ``visible_to`` and the page have it."""
    kept = [one.shown for one in row.steps.filter(private=True).order_by("position", "pk")]
    paper = _("The forms and checks of this placement, and files handed in for them.")
    if kept:
        but = _(
            "The forms and checks of this placement and files handed in for them, but not: %(kept)s."
        )
        paper = but % {"kept": _(", ").join(kept)}
    return [
        _("The learner's name and school, the days, and what the learner hopes for."),
        paper,
        _("The hours that are entered, and what each side says of it once both have."),
        _(
            "Not the emergency page with allergies, medicines and whom to call: it opens only for "
            "whoever is on duty at a session, and each opening is noted."
        ),
    ]
