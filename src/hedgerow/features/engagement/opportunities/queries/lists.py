"""Lists of opportunities."""

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.places import organisations_of
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.permissions import OFFER
from hedgerow.foundation.permissions import Actor

READ = ("ecosystem", "kind", "organisation", "site")


def opportunities(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Opportunity]:
    """What is shown here to the actor: open, or closed and still there to be read."""
    rows = Opportunity.objects.visible_to(actor).filter(ecosystem=ecosystem)
    shown = rows.filter(state__in=(Opportunity.State.OPEN, Opportunity.State.CLOSED))
    # joined in, the kinds would be read first, and the order lost
    return shown.prefetch_related(*READ)


def coming(rows: QuerySet[Opportunity], day: date) -> QuerySet[Opportunity]:
    """Of these what is open and not over on that day; what has no day goes on."""
    ahead = Q(ends__gte=day) | Q(ends=None, starts__gte=day) | Q(ends=None, starts=None)
    return rows.filter(ahead, state=Opportunity.State.OPEN)


def gone_by(rows: QuerySet[Opportunity], day: date) -> QuerySet[Opportunity]:
    """Of these the others: closed, or over (``rules.is_over``)."""
    over = Q(ends__lt=day) | Q(ends=None, starts__lt=day)
    return rows.filter(over | Q(state=Opportunity.State.CLOSED))


def own_offers(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Opportunity]:
    """What the actor offers here, in whatever state; ``waiting`` and ``unanswered`` are how many."""
    rows = Opportunity.objects.managed_by(actor).filter(ecosystem=ecosystem)
    return rows.prefetch_related(*READ).annotate(
        waiting=_how_many(SignUp.State.WAITING), unanswered=_how_many(*SignUp.ANSWERED_BY_DAY)
    )


def _how_many(*states: str) -> Coalesce:
    rows = SignUp.objects.filter(opportunity=OuterRef("pk"), state__in=states).order_by()
    counted = rows.values("opportunity").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def offering_sites(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Organisation]:
    """Organisations for which the actor may offer here: all with a role in the whole."""
    rows = organisations_of(actor, ecosystem).order_by("name", "pk")
    if actor.may(OFFER, ecosystem.pk):
        return rows
    return rows.filter(pk__in=actor.sites_with(OFFER, ecosystem.pk))


def siblings(actor: Actor, row: Opportunity) -> list[Opportunity]:
    """The other dates of the same series that lie ahead, the next first."""
    if row.series is None:
        return []
    day = today(row.ecosystem)
    rows = Opportunity.objects.visible_to(actor).filter(series=row.series, starts__gte=day)
    shown = rows.exclude(pk=row.pk).exclude(state=Opportunity.State.ARCHIVED)
    return list(shown.order_by("starts", "pk")[:12])


def days_off(ecosystem: Ecosystem) -> list[tuple[date, date]]:
    """The holidays of the ecosystem: first and last day of each."""
    return list(ecosystem.holidays.values_list("starts", "ends"))
