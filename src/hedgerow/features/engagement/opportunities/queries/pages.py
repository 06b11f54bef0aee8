"""One opportunity as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import on_the_wall, today
from hedgerow.features.engagement.opportunities import rules, wording
from hedgerow.features.engagement.opportunities.giving import Giver, holder
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .given import own_given
from .lacking import lacking
from .lists import siblings
from .own_proposal import OwnProposal, own_proposal
from .places import places_left
from .planning import NextStep, next_step
from .seated import kept_for, seated_in


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody needs to know to come, in plain words."""

    days: str
    begins: str
    minutes: int | None
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
    hours: float | None
    items: Sequence[str]
    contact: str
    website: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How one gets a place; ``left`` is None where there is no bound, ``promised`` of them are given to who
    is not enrolled yet. Times by the wall clock."""

    takes_signups: bool
    by_invitation: bool
    one_press: bool
    capacity: int | None
    left: int | None
    waiting: int
    promised: int
    opens: datetime | None
    closes: datetime | None


@dataclass(frozen=True, slots=True)
class OtherDate:
    """Another date of the same series."""

    uuid: UUID
    days: str


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """One opportunity; ``missing`` are fields without which it cannot be opened."""

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
    zone: str
    is_over: bool
    may_edit: bool
    missing: Sequence[str]
    judged: bool
    activity: UUID | None
    next_step: NextStep | None
    proposed_by: str
    own_proposal: OwnProposal | None
    is_proposal: bool
    revision: int
    facts: Facts
    entry: Entry
    giver: Giver | None
    dates: Sequence[OtherDate]

    @property
    def is_shut(self) -> bool:
        """Whether nobody can sign up now, whoever they are."""
        return self.is_over or self.state != Opportunity.State.OPEN


def opportunity_row(actor: Actor, slug: str, uuid: UUID) -> Opportunity:
    """The opportunity at that address; raises NotFound."""
    rows = Opportunity.objects.visible_to(actor).filter(ecosystem__slug=slug, uuid=uuid)
    related = ("ecosystem", "kind", "organisation", "site", "activity", "entered_by", "leader")
    row = rows.select_related(*related).first()
    if row is None:
        raise NotFound
    return row


def opportunity_page(actor: Actor, row: Opportunity) -> OpportunityPage:
    """What the row says, as the actor may see it."""
    may_edit = may_change(actor, row) and row.ecosystem.closed_on is None
    return OpportunityPage(
        uuid=row.uuid,
        slug=row.ecosystem.slug,
        title=row.said("title"),
        summary=row.said("summary"),
        kind=row.kind.shown,
        state=row.state,
        state_words=str(row.get_state_display()),
        offered_by=_offered_by(row),
        sponsored=row.sponsored,
        simulated=row.origin == "simulated",
        zone=row.ecosystem.time_zone,
        is_over=rules.is_over(row.starts, row.ends, today(row.ecosystem)),
        may_edit=may_edit,
        missing=lacking(row),
        judged=row.kind.judged,
        activity=row.activity.uuid if row.activity else None,
        proposed_by=row.entered_by.name if may_edit and row.proposed_at and row.entered_by else "",
        own_proposal=own_proposal(actor, row),
        is_proposal=row.is_proposal,
        revision=row.revision,
        next_step=next_step(actor, row) if may_edit and row.activity else None,
        facts=_facts(actor, row),
        entry=_entry(row),
        giver=holder(actor, row) if row.takes_signups else None,
        dates=[
            OtherDate(one.uuid, wording.days(one.starts, one.ends)) for one in siblings(actor, row)
        ],
    )


def _offered_by(row: Opportunity) -> str:
    """Who offers it; of what is proposed and was never opened, who proposed it."""
    never = row.state in (Opportunity.State.DRAFT, Opportunity.State.ARCHIVED)
    if never and row.proposed_at and row.entered_by:
        return row.entered_by.name
    return row.organisation.name if row.organisation else row.ecosystem.said("name")


def _facts(actor: Actor, row: Opportunity) -> Facts:
    return Facts(
        days=wording.days(row.starts, row.ends),
        begins=wording.clock(row.begins),
        minutes=row.minutes,
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
        hours=row.minimum_minutes / 60 if row.minimum_minutes else None,
        items=list(
            row.items.exclude(title="").order_by("code", "pk").values_list("title", flat=True)
        ),
        contact=row.contact,
        website=row.website,
    )


def _entry(row: Opportunity) -> Entry:
    zone, waiting = row.ecosystem.time_zone, SignUp.State.WAITING
    return Entry(
        takes_signups=row.takes_signups,
        by_invitation=row.by_invitation,
        one_press=row.kind.one_press,
        capacity=row.capacity,
        left=places_left(row),
        waiting=row.sign_ups.filter(state=waiting).count(),
        promised=len(kept_for(row, seated_in(row))),
        opens=on_the_wall(row.signup_opens, zone) if row.signup_opens else None,
        closes=on_the_wall(row.signup_closes, zone) if row.signup_closes else None,
    )


def may_change(actor: Actor, row: Opportunity) -> bool:
    """Whether the actor may change it, as long as the ecosystem is open."""
    return Opportunity.objects.managed_by(actor).filter(pk=row.pk).exists()


def may_join_online(actor: Actor, row: Opportunity) -> bool:
    """Whether the actor is told the address: who offers it, and who has a place or whose child has.

    Where nobody signs up, everybody is.
    """
    if not row.takes_signups or not row.online_address or may_change(actor, row):
        return True
    own = SignUp.objects.filter(SignUp.objects.of_own(actor), opportunity=row)
    if own.filter(state=SignUp.State.PLACED).exists():
        return True
    given = own_given(actor, row.ecosystem, timezone.now())
    return given.filter(activity=row.activity_id or 0).exists()


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
