"""What waits for somebody: places that are kept, entries to score, sessions to plan."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.actions.standing import of_age_among
from hedgerow.commons.people.doors import Part, asked
from hedgerow.commons.people.ties import oneself_and_wards
from hedgerow.features.engagement.opportunities.models import Judge, SignUp
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .judging import to_score
from .own import own_places
from .planning import planned_by, to_plan
from .proposals import proposed_to, to_review
from .queued import queued, to_make_room
from .unjudged import to_name_judges, unjudged_of

State = SignUp.State


def parts(actor: Actor) -> list[Part]:
    """Of "my week": places kept for oneself or a child, entries to score, judges to name, sessions to
    plan, proposals, and who waits for a place."""
    kept = SignUp.objects.filter(
        person__in=oneself_and_wards(actor), state__in=SignUp.ANSWERED_BY_DAY,
        expires_at__gt=timezone.now(),
    )  # fmt: skip
    judging = Judge.objects.filter(person=actor.person_id, opportunity__results_at=None)
    return [
        Part(_kept, [kept]),
        Part(to_score, [judging]),
        Part(to_name_judges, [unjudged_of(actor)]),
        Part(to_plan, [planned_by(actor)]),
        Part(to_review, [proposed_to(actor)]),
        Part(to_make_room, [queued(actor)]),
    ]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _kept(actor: Actor) -> list[Waiting]:
    """Places that are kept for oneself or a child until one says yes or no."""
    now = timezone.now()
    kept = own_places(actor).filter(not_closed(), state__in=SignUp.ANSWERED_BY_DAY)
    rows = list(kept.filter(expires_at__gt=now).order_by("expires_at", "pk")[:60])
    of_age = of_age_among([(row.opportunity.ecosystem, row.person) for row in rows], now)
    return [
        _waiting(actor, row)
        for row in rows
        if _answers(actor, row, of_age=(row.opportunity.ecosystem_id, row.person_id) in of_age)
    ]


def _answers(actor: Actor, row: SignUp, *, of_age: bool) -> bool:
    """Whether it is the actor who says yes or no: the person, or until then the guardians."""
    of = row.opportunity
    if row.person_id == actor.person_id:
        return of_age or not of.guardian_agrees
    return not of_age


def _waiting(actor: Actor, row: SignUp) -> Waiting:
    of, name = row.opportunity, row.person.called or row.person.name
    if row.person_id == actor.person_id:
        why = _("A place is kept for you: take it or leave it")
    elif row.state == State.ASKED:
        why = _("agree or not: %(name)s asks for a place") % {"name": name}
    else:
        why = _("A place is kept for %(name)s: take it or leave it") % {"name": name}
    url = reverse("opportunity", args=[of.ecosystem.slug, of.uuid])
    return Waiting(
        of.said("title"), url, of.ecosystem.where, why, row.expires_at, zone=of.ecosystem.time_zone
    )
