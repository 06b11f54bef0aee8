"""An ecosystem's own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.utils.http import urlencode

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.kinds import kinds_word
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM, VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.steps import Step
from hedgerow.portal.facts import Told, latest
from hedgerow.portal.firststeps import first_steps
from hedgerow.portal.queries.atlas import Card, card
from hedgerow.portal.queries.figures import FigureRow, figures_of
from hedgerow.portal.queries.parts import Parts, Whole, parts, whole
from hedgerow.portal.queries.sessions import SessionRow, session_rows
from hedgerow.portal.wording import address
from hedgerow.profile.leaflets import leaflets
from hedgerow.profile.queries import profile_page

SESSIONS = 5


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many member organisations are of a kind, and the way to them."""

    kind: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class EcosystemPage:
    """What stands on an ecosystem's own page; ``steps`` is empty once all are done."""

    card: Card
    purpose: str
    day: date | None
    exact: bool
    figures: Sequence[FigureRow]
    sessions: Sequence[SessionRow]
    organisations: Sequence[KindCount]
    told: Sequence[Told]
    steps: Sequence[Step]
    whole: Whole | None
    parts: Parts
    may_divide: bool
    public: bool


def ecosystem_page(actor: Actor, slug: str, now: datetime, sought: str = "") -> EcosystemPage:
    """Everything about one ecosystem that the reader may see; raises NotFound.

    ``sought`` narrows its parts.
    """
    row = ecosystem_for(actor, slug)
    profile = profile_page(actor, slug)
    return EcosystemPage(
        card=card(row, leaflets(profile.features, slug)),
        purpose=row.said("purpose"),
        day=profile.day,
        exact=profile.exact,
        figures=figures_of(row),
        sessions=_next_sessions(actor, row, now),
        organisations=_organisations(row),
        told=latest(actor, row, member=actor.may(VIEW_ECOSYSTEM, row.pk)),
        steps=first_steps(row) if actor.may(EDIT_ECOSYSTEM, row.pk) else (),
        whole=whole(actor, row),
        parts=parts(actor, row, sought),
        may_divide=row.parent_id is None and actor.may(EDIT_ECOSYSTEM, row.pk),
        public=row.public,
    )


def _next_sessions(actor: Actor, row: Ecosystem, now: datetime) -> list[SessionRow]:
    """What comes next: to strangers the public activities alone."""
    coming = Session.objects.visible_to(actor).filter(
        ecosystem=row, starts_at__gte=now, state=Session.State.PLANNED
    )
    coming = coming if row.closed_on is None else coming.none()
    found = list(coming.select_related("activity__site").order_by("starts_at", "pk")[:SESSIONS])
    for one in found:
        one.ecosystem = row  # joined in, it would be read first, and the order lost
    return session_rows(found)


def _organisations(row: Ecosystem) -> list[KindCount]:
    """Members by kind, the most numerous first."""
    members = OrganisationMembership.objects.filter(ecosystem=row, ends__isnull=True)
    counted = members.order_by().values_list("organisation__kind").annotate(number=Count("pk"))
    page = address("organisations", row.slug)
    return [
        KindCount(
            kinds_word(row.vocabulary, kind, row.languages),
            number,
            f"{page}?{urlencode({'kind': kind})}" if page else "",
        )
        for kind, number in sorted(counted, key=lambda one: (-one[1], one[0]))
    ]
