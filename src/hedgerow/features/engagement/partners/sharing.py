"""What an agreement opens to a partner's people, and what its end takes from them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from hedgerow.commons.activities import leading
from hedgerow.commons.activities.models import Activity, Delivery, Enrolment
from hedgerow.commons.activities.permissions import MARK_ATTENDANCE
from hedgerow.commons.membership.leading import leading_names
from hedgerow.commons.membership.models import Assignment, Consent
from hedgerow.commons.people import sight
from hedgerow.foundation.permissions import Actor, Site

from .models import Agreement, DataKind
from .permissions import VIEW_AGREEMENTS

State = Agreement.State


def over(actor: Actor) -> Q:
    """Activities that the actor's organisation delivers, all of whose agreements are over.

    Of an organisation that never had an answer to an agreement here nothing is taken, nor of
    anybody whose other roles let them lead here, nor of what goes by terms of its own.
    """
    found = Q(pk__in=())
    for ecosystem, organisation in actor.once("partners.over", _over):
        delivered = Delivery.objects.filter(
            organisation=organisation, activity__ecosystem=ecosystem
        ).exclude(activity__in=Activity.objects.filter(leading.stands_apart()).values("pk"))
        found |= Q(pk__in=delivered.values("activity"))
    return found


def _over(actor: Actor) -> list[Site]:
    """Organisations that the actor has a role for, all of whose agreements in an ecosystem are over."""
    mine = _roles_of(actor.person_id or 0)
    theirs = Agreement.objects.filter(organisation__in=mine.values("organisation"))
    if not theirs.exclude(state=State.PROPOSED).exists():  # so it is with most
        return []
    leads = mine.filter(ecosystem=OuterRef("ecosystem"), role__in=leading_names())
    others = leads.exclude(organisation=OuterRef("organisation"))
    answered = _agreements().exclude(state=State.PROPOSED)
    at_end = mine.filter(Exists(answered), ~Exists(_in_force()), ~Exists(others))
    at_end = at_end.exclude(ecosystem__in=actor.ecosystems_with(MARK_ATTENDANCE))
    return sorted(set(at_end.values_list("ecosystem", "organisation")))


def named(actor: Actor) -> Q:
    """Learners with a place in what the actor's organisation delivers under an agreement that
    names them: at its sites, or anywhere where it says none, and with the consents that it needs."""
    found = Q(pk__in=())
    for ecosystem, organisation in actor.once("partners.naming", _naming):
        naming = _running().filter(
            Q(sites__isnull=True) | Q(sites=OuterRef("activity__site")),
            ~Exists(_unconsented()),
            ecosystem=ecosystem,
            organisation=organisation,
        )
        delivered = Delivery.objects.filter(
            organisation=organisation, activity__ecosystem=ecosystem
        )
        places = Enrolment.objects.filter(
            Exists(_that_name(naming)),
            activity__in=delivered.values("activity"),
            ends__isnull=True,
        )
        found |= Q(pk__in=places.values("person"))
    return found


def _naming(actor: Actor) -> list[Site]:
    """Organisations whose agreements the actor sees, and which have one that names learners."""
    sites = actor.sites(VIEW_AGREEMENTS)
    theirs = _that_name(_running()).filter(organisation__in={one for _, one in sites})
    found = set(theirs.values_list("ecosystem", "organisation")) if sites else set()
    return [site for site in sites if site in found]


def _that_name(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    said = agreements.alias(listed=Cast("shares", TextField()))
    return said.filter(listed__contains=f'"{DataKind.NAMES}"')


def _unconsented() -> QuerySet[Any]:
    """Consents that an agreement needs, and the person of a place has not given, or no more."""
    answers = Consent.objects.filter(
        ecosystem=OuterRef("agreement__ecosystem"),
        purpose=OuterRef("consentpurpose__key"),
        person=OuterRef(OuterRef(OuterRef("person"))),
    ).order_by("-at", "-pk")
    lasting = Q(until__isnull=True) | Q(until__gte=localdate())
    return (
        Agreement.consents.through.objects.filter(agreement=OuterRef("pk"))
        .annotate(
            answer=Subquery(answers.values("answer")[:1]),
            until=Subquery(answers.values("until")[:1]),
        )
        .exclude(lasting, Q(answer=Consent.Answer.GIVEN) & Q(answer__isnull=False))
    )


def _roles_of(person: int) -> QuerySet[Assignment]:
    """Roles that the person has today for an organisation, or for the whole."""
    today = localdate()
    return Assignment.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=today), person=person, starts__lte=today
    )


def _agreements() -> QuerySet[Agreement]:
    return Agreement.objects.filter(
        organisation=OuterRef("organisation"), ecosystem=OuterRef("ecosystem")
    )


def _in_force() -> QuerySet[Agreement]:
    return _running().filter(organisation=OuterRef("organisation"), ecosystem=OuterRef("ecosystem"))


def _running() -> QuerySet[Agreement]:
    """Agreements that run today; both days are in it."""
    today = localdate()
    lasting = Q(ends__isnull=True) | Q(ends__gte=today)
    return Agreement.objects.filter(lasting, state=State.AGREED, starts__lte=today)


def register() -> None:
    leading.register("partners", lapsed=over, aside=over)
    sight.register("partners", named)
