"""What waits for somebody about mentors and tutors."""

from datetime import date, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.clock import day_in, last_day_anywhere, moment_of
from hedgerow.commons.ecosystems.models import not_closed, where_of
from hedgerow.commons.membership.actions.standing import answered_by
from hedgerow.commons.people.doors import Part, asked
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.ties import oneself_and_wards
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from ..models import Check, Need, Pairing
from ..models.sight import about, where
from ..permissions import ARRANGE

SHOWN = 20
RUNS_OUT = timedelta(days=30)


def parts(actor: Actor) -> list[Part]:
    """Of "my week": pairs to answer or begin, wishes nobody meets, and one's checks that run out."""
    people = oneself_and_wards(actor)
    near = Q(offer__person__in=people) | Q(need__person__in=people)
    return [
        Part(_to_answer, [Pairing.objects.filter(near, state="proposed")]),
        Part(_to_begin, [Pairing.objects.filter(_agreed(actor))]),
        Part(_to_pair, [_wishes(actor)]),
        Part(_running_out, [_held(actor).filter(valid_until__lte=_soon())]),
    ]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _agreed(actor: Actor) -> Q:
    mine = Q(offer__person=actor.person_id) | where(actor, ARRANGE, "need__site_id")
    return Q(mine, state="agreed")


def _wishes(actor: Actor) -> QuerySet[Need]:
    return Need.objects.filter(where(actor, ARRANGE), state="waiting")


def _held(actor: Actor) -> QuerySet[Check]:
    return Check.objects.filter(person=actor.person_id, withdrawn_at=None)


def _soon() -> date:
    return last_day_anywhere(timezone.now() + RUNS_OUT)


def _to_answer(actor: Actor) -> list[Waiting]:
    now = timezone.now()
    mine = about(actor, "offer__person") & Q(mentor_says=None)
    mine |= about(actor, "need__person") & Q(learner_says=None)
    rows = Pairing.objects.visible_to(actor).filter(not_closed(), mine, state="proposed")
    related = rows.select_related("ecosystem", "offer__person", "need__person")
    asked = {row: _unanswered(row) for row in related.order_by("proposed_at", "pk")[:SHOWN]}
    pairs = [(row.ecosystem, who) for row, people in asked.items() for who in people]
    own, found = answered_by(actor, pairs, now), []
    for row, people in asked.items():
        if any((row.ecosystem_id, who.pk) in own for who in people):
            why = _("say yes or no: %(mentor)s would help %(learner)s")
            said = {"mentor": row.offer.person.name, "learner": row.need.person.name}
            found.append(_line(row, str(row.offer.get_kind_display()).capitalize(), why % said))
    return found


def _unanswered(row: Pairing) -> list[Person]:
    both = ((row.offer.person, row.mentor_says), (row.need.person, row.learner_says))
    return [who for who, said in both if said is None]


def _to_begin(actor: Actor) -> list[Waiting]:
    rows = Pairing.objects.visible_to(actor).filter(_agreed(actor), not_closed())
    related = rows.select_related("ecosystem", "offer__person", "need__person")
    why = _("both said yes: say when they begin")
    return [
        _line(row, f"{row.offer.person.name} · {row.need.person.name}", why)
        for row in related.order_by("proposed_at", "pk")[:SHOWN]
    ]


def _line(row: Pairing, title: str, why: str) -> Waiting:
    url = reverse("mentoring-pair", args=[row.ecosystem.slug, row.uuid])
    return Waiting(title, url, row.ecosystem.where, why)


def _to_pair(actor: Actor) -> list[Waiting]:
    """One line an ecosystem, however many wait there."""
    rows = _wishes(actor).filter(not_closed())
    counted = rows.order_by().values_list("ecosystem__slug", "ecosystem__name", "ecosystem__told")
    return [
        Waiting(
            _("Mentors and tutors"), reverse("mentoring-wishes", args=[slug]), where_of(slug, name, told),
            ngettext(
                "%(n)s learner waits for a mentor or tutor: propose somebody",
                "%(n)s learners wait for a mentor or tutor: propose somebody",
                n,
            ) % {"n": n},
        )
        for slug, name, told, n in counted.annotate(n=Count("pk"))
    ]  # fmt: skip


def _running_out(actor: Actor) -> list[Waiting]:
    """Of the checks of a kind only the last to run out. One query."""
    now, soon = timezone.now(), _soon()
    held = _held(actor).exclude(valid_until=None).select_related("ecosystem")
    rows = [(row, row.valid_until) for row in held.order_by("valid_until", "pk") if row.valid_until]
    newest = {(row.ecosystem_id, row.kind): row for row, _until in rows}
    near = [one for one in rows if one[1] <= soon and one[0].ecosystem.closed_on is None]
    return [
        Waiting(
            _("A check of yours runs out"),
            reverse("mentoring-mine", args=[row.ecosystem.slug]),
            row.ecosystem.where,
            _("renew it: without a valid one nobody new is paired with you"),
            moment_of(row.ecosystem, until, time()),
            zone=row.ecosystem.time_zone,
        )
        for row, until in near[:SHOWN]
        if newest[row.ecosystem_id, row.kind] == row
        and until >= day_in(row.ecosystem, now) - RUNS_OUT
    ]
