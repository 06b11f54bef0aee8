"""Who may ask for a placement, and for whom."""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hedgerow.commons.activities.permissions import VIEW_ACTIVITIES
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.permissions import VIEW_PEOPLE
from hedgerow.commons.people.sight import not_barred
from hedgerow.features.engagement.opportunities import rules, ways
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.navigation import ask_before

from .models import Placement, PlacementKind
from .permissions import ARRANGE, HOST, VIEW_PLACEMENTS

MOST_WAYS: Final = 4

TAKE_PART: Final = VIEW_ACTIVITIES
"""What every member holds: the board shows each what is theirs."""


def learners_for(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Learners for whom the actor may ask: oneself, one's wards, those of one's school."""
    roles = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends__isnull=True)
    people = roles.values("person")
    if not actor.may(ARRANGE, ecosystem.pk):
        people = roles.filter(person__in=_own(actor, ecosystem)).values("person")
        if sites := actor.sites_with(ARRANGE, ecosystem.pk):
            # of one OR the other a database looks at every learner of a country
            people = people.union(roles.filter(organisation__in=sites).values("person"))
    rows = Person.objects.filter(not_barred(actor, "pk"), pk__in=people, erased_at__isnull=True)
    return rows.order_by("sort_name", "pk")


def _own(actor: Actor, ecosystem: Ecosystem) -> list[int | None]:
    """Oneself and one's wards."""
    ties = Guardian.objects.seeing().filter(
        ecosystem=ecosystem, guardian=actor.person_id, ends__isnull=True
    )
    return [actor.person_id, *ties.values_list("learner", flat=True)]


def named_learners(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Learners whom the actor may name: those one may ask for, and those one sees."""
    roles = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends__isnull=True)
    seen = Q(pk__in=Person.objects.visible_to(actor).filter(pk__in=roles.values("person")))
    rows = Person.objects.filter(erased_at__isnull=True)
    return rows.filter(seen | Q(pk__in=learners_for(actor, ecosystem).order_by()))


def may_ask(actor: Actor, ecosystem: Ecosystem) -> bool:
    return actor.may(ARRANGE, ecosystem.pk) or learners_for(actor, ecosystem).exists()


def may_have_placements(actor: Actor, ecosystem: Ecosystem) -> bool:
    """Whether the navigation leads there: those whose role opens some, who learn, and who answer for them.

    A colleague without such a role is asked: some look after a learner all the same.
    """
    opening = (VIEW_PLACEMENTS, HOST, ARRANGE)
    if any(actor.may_somewhere(one, ecosystem.pk) for one in opening):
        return True
    if not actor.may_somewhere(VIEW_PEOPLE, ecosystem.pk):
        return True
    # asked on every page, so the short questions first: most look after nobody, nor have a ward here
    rows = Placement.objects.filter(ecosystem=ecosystem)
    if rows.exists() and rows.visible_to(actor).exists():
        return True
    roles = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends__isnull=True)
    is_any = roles.filter(person__in=_own(actor, ecosystem)).exists()
    return is_any and learners_for(actor, ecosystem).exists()


def opportunity_named(actor: Actor, ecosystem: Ecosystem, given: str) -> Opportunity | None:
    """The opportunity of that public id in the ecosystem, if the actor may see it."""
    try:
        uuid = UUID(given)
    except ValueError:
        return None
    rows = Opportunity.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid)
    return rows.select_related("organisation", "ecosystem").first()


def learners_of(actor: Actor, row: Opportunity) -> QuerySet[Person]:
    """Learners for whom the actor may ask for a placement there: where one signs up, those who have
    a place."""
    learners = learners_for(actor, row.ecosystem)
    if not row.takes_signups:
        return learners
    placed = SignUp.objects.filter(opportunity=row, state=SignUp.State.PLACED)
    return learners.filter(pk__in=placed.values("person"))


def leads_to(row: Opportunity) -> PlacementKind | None:
    """The kind of placement to which such an opportunity leads."""
    kinds = PlacementKind.objects.filter(
        ecosystem=row.ecosystem_id, opportunity_kind=row.kind_id, in_use=True
    )
    return kinds.order_by("title", "pk").first()


def ways_from(actor: Actor, row: Opportunity) -> list[ways.Way]:
    """From an opportunity on: to the placements there already are, or to a request for one."""
    over = rules.is_over(row.starts, row.ends, today(row.ecosystem))
    here = actor.holds(TAKE_PART, row.ecosystem_id)
    if not here or row.ecosystem.closed_on or row.state != row.State.OPEN or over:
        return []
    if leads_to(row) is None:
        return []
    slug, learners = row.ecosystem.slug, learners_of(actor, row)
    live = Placement.objects.filter(offer=row).exclude(state=Placement.State.CLOSED)
    if not actor.may_somewhere(ARRANGE, row.ecosystem_id):
        mine = live.filter(learner__in=learners.values("pk")).select_related("learner")
        known = list(mine.order_by("pk")[:MOST_WAYS])
        if known:
            return [
                ways.Way(_("To the placement of %(name)s") % {"name": one.learner.called or one.learner.name},
                    reverse("placement", args=[slug, one.uuid]))
                for one in known
            ]  # fmt: skip
    if not learners.exists():
        return []
    return [
        ways.Way(
            _("Request a placement"), f"{reverse('placement-new', args=[slug])}?offer={row.uuid}"
        )
    ]


def register() -> None:
    """Lead here from opportunities, and in the navigation whoever can have some."""
    ways.register(ways_from)
    ask_before("placements", may_have_placements)
