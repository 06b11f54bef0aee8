"""Telling a host that it is asked, and whoever asked what it said.

A host is told no name: who opens the page sees whom they may see.
"""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.membership.actions.standing import standing_of
from hedgerow.commons.membership.seeing import who_see
from hedgerow.commons.notices.actions import Said, tell_many
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.placements.hosts import hearers
from hedgerow.features.engagement.placements.models import HostAsk, Placement
from hedgerow.features.engagement.placements.news import once_for
from hedgerow.features.engagement.placements.notices import ANSWERS, GUESTS
from hedgerow.foundation.permissions import Actor


def hear_asked(row: Placement, ask: HostAsk, at: datetime) -> None:
    """Ask whoever answers for the host."""

    def say(_reader: Person) -> Said:
        said = _days(row, ask)
        text = _(
            "%(school)s asks whether %(host)s takes a learner from %(first)s to %(last)s "
            "(%(kind)s). Please say by %(due)s whether you do; it does not begin before."
        )
        return Said(_("%(kind)s: do you take a learner?") % said, text % said, _page(row))

    _tell_host(row, ask, say, at)


def hear_coming(row: Placement, ask: HostAsk, at: datetime) -> None:
    """Tell a host that somebody comes on the days it offered."""

    def say(_reader: Person) -> Said:
        said = _days(row, ask)
        text = _(
            "A learner comes to %(host)s from %(first)s to %(last)s, as you offered. "
            "See what is still due before."
        )
        return Said(_("%(kind)s: a learner comes to you") % said, text % said, _page(row))

    _tell_host(row, ask, say, at)


def hear_off(row: Placement, ask: HostAsk, by: Actor, at: datetime) -> None:
    """Tell a host that it is not asked any more, or that nobody comes after all."""

    def say(_reader: Person) -> Said:
        said = _days(row, ask)
        text = _(
            "No learner comes to %(host)s from %(first)s to %(last)s after all. You need do nothing."
        )
        return Said(_("%(kind)s: nobody comes") % said, text % said)

    _tell_host(row, ask, say, at, but=by)


def hear_answer(row: Placement, ask: HostAsk, by: Actor, at: datetime) -> None:
    """Tell the learner, who answers for them, and who asked and sees them still, what the host said."""
    if row.origin == "simulated":
        return
    readers = dict.fromkeys([row.learner, *_guardians(row, at)])
    askers = {one for one in (row.requested_by, ask.asked_by) if one and one not in readers}
    readers |= dict.fromkeys(who_see(row.learner, sorted(askers, key=lambda one: one.pk), at))
    readers = {one: None for one in readers if one.pk != by.person_id}

    tell_many(
        list(readers), ANSWERS.key, lambda _reader: said_of_answer(row, ask),
        ecosystem=row.ecosystem, at=at, about=row.learner, once=once_for(ask),
    )  # fmt: skip


def said_of_answer(row: Placement, ask: HostAsk) -> Said:
    """What a host said, for the learner's side, in the language that is switched on."""
    said = _days(row, ask)
    if ask.state == HostAsk.State.ACCEPTED:
        subject = _("%(host)s takes %(name)s")
        text = _("%(host)s takes %(name)s from %(first)s to %(last)s (%(kind)s).")
    else:
        subject = _("%(host)s cannot take %(name)s this time")
        text = _(
            "%(host)s cannot take %(name)s from %(first)s to %(last)s (%(kind)s): %(reason)s "
            "The request stands: another host is looked for."
        )
    return Said(subject % said, text % said, _page(row))


def _tell_host(
    row: Placement,
    ask: HostAsk,
    say: Callable[[Person], Said],
    at: datetime,
    *,
    but: Actor | None = None,
) -> None:
    if row.origin == "simulated":
        return
    people = [
        one for one in hearers(row, ask.host_id, at) if but is None or one.pk != but.person_id
    ]
    tell_many(
        people, GUESTS.key, say, ecosystem=row.ecosystem, at=at,
        once=once_for(ask),
    )  # fmt: skip


def _guardians(row: Placement, at: datetime) -> list[Person]:
    """Those who answer for the learner, as long as the learner does not do so alone."""
    if standing_of(row.ecosystem, [row.learner], at)[row.learner_id].of_age:
        return []
    ties = Guardian.objects.seeing().filter(
        ecosystem=row.ecosystem, learner=row.learner, ends__isnull=True
    )
    return [tie.guardian for tie in ties.select_related("guardian").order_by("pk")]


def _days(row: Placement, ask: HostAsk) -> dict[str, str]:
    reason = ask.reason.strip()
    return {
        "kind": row.kind.shown,
        "host": ask.host.name,
        "school": row.site.name if row.site else row.ecosystem.said("name"),
        "name": row.learner.called or row.learner.name,
        "first": date_format(ask.starts, "DATE_FORMAT"),
        "last": date_format(ask.ends, "DATE_FORMAT"),
        "due": date_format(ask.due, "DATE_FORMAT"),
        "reason": reason if reason.endswith((".", "!", "?", "؟")) else f"{reason}.",
    }


def _page(row: Placement) -> str:
    return reverse("placement", args=[row.ecosystem.slug, row.uuid])
