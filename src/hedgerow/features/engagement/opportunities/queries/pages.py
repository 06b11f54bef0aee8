"""One opportunity as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.features.engagement.opportunities import rules, wording
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """What somebody needs to know to come, in plain words."""

    uuid: UUID
    slug: str
    title: str
    summary: str
    kind: str
    state: str
    state_words: str
    offered_by: str
    sponsored: bool
    simulated: bool
    days: str
    begins: str
    minutes: int | None
    zone: str
    where: Sequence[str]
    map_address: str
    online_address: str
    for_whom: str
    ages: str
    grades: str
    languages: str
    access: Sequence[str]
    access_note: str
    cost: str
    cost_note: str
    capacity: int | None
    takes_signups: bool
    hours: float | None
    items: Sequence[str]
    contact: str
    website: str
    is_over: bool
    may_edit: bool
    missing: Sequence[str]
    activity: UUID | None


def opportunity_row(actor: Actor, slug: str, uuid: UUID) -> Opportunity:
    """The opportunity at that address; raises NotFound."""
    rows = Opportunity.objects.visible_to(actor).filter(ecosystem__slug=slug, uuid=uuid)
    related = ("ecosystem", "kind", "organisation", "site", "activity")
    row = rows.select_related(*related).first()
    if row is None:
        raise NotFound
    return row


def opportunity_page(actor: Actor, row: Opportunity) -> OpportunityPage:
    """What the row says, as the actor may see it."""
    manages = may_change(actor, row)
    return OpportunityPage(
        uuid=row.uuid,
        slug=row.ecosystem.slug,
        title=row.title,
        summary=row.summary,
        kind=row.kind.name,
        state=row.state,
        state_words=str(row.get_state_display()),
        offered_by=row.organisation.name if row.organisation else row.ecosystem.name,
        sponsored=row.sponsored,
        simulated=row.origin == "simulated",
        days=wording.days(row.starts, row.ends),
        begins=wording.clock(row.begins),
        minutes=row.minutes,
        zone=row.ecosystem.time_zone,
        where=where(row),
        map_address=map_address(row),
        online_address=row.online_address if may_join_online(actor, row) else "",
        for_whom=str(row.get_audience_display()),
        ages=wording.ages(row.age_from, row.age_to),
        grades=wording.listed(row.grades),
        languages=wording.listed([wording.language(code) for code in row.languages]),
        access=[str(wording.ACCESS[key]) for key in row.access if key in wording.ACCESS],
        access_note=row.access_note,
        cost=wording.cost(row.cost_amount, row.cost_currency),
        cost_note=row.cost_note,
        capacity=row.capacity,
        takes_signups=row.takes_signups,
        hours=row.minimum_minutes / 60 if row.minimum_minutes else None,
        items=list(row.items.order_by("code", "pk").values_list("title", flat=True)),
        contact=row.contact,
        website=row.website,
        is_over=rules.is_over(row.starts, row.ends, today(row.ecosystem)),
        may_edit=manages and row.ecosystem.closed_on is None,
        missing=rules.lacks(vars(row)),
        activity=row.activity.uuid if row.activity else None,
    )


def may_change(actor: Actor, row: Opportunity) -> bool:
    """Whether the actor may change it, as long as the ecosystem is open."""
    return Opportunity.objects.managed_by(actor).filter(pk=row.pk).exists()


def may_join_online(actor: Actor, row: Opportunity) -> bool:
    """Whether the actor is told the address: where nobody signs up, and to who offers it."""
    return not row.takes_signups or may_change(actor, row)


def where(row: Opportunity) -> list[str]:
    """Lines that say where it is."""
    at_site = [row.site.name, row.site.address] if row.site else []
    online = [_("Online")] if row.online_address else []
    return [line for line in [*at_site, row.place, *online] if line]


def map_address(row: Opportunity) -> str:
    """Where a map shows the place; empty where nobody said where it is on earth."""
    of = row if row.latitude is not None else row.site
    if of is None or of.latitude is None or of.longitude is None:
        return ""
    return f"geo:{of.latitude},{of.longitude}"
