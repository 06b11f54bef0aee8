"""The network of joint work as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Delivery, Kind, Session
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.graphs.drawing import drawn
from hedgerow.foundation.permissions import Actor

from . import rules
from .drawings import SHEETS, Drawing, Member, drawing

DRAWN = 150
"""So many with most partners are drawn and listed; a picture of more says nothing."""
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of activity ("": all), the last twelve months or all time, and whether the hub is there."""

    kind: str = ""
    always: bool = False
    without_hub: bool = False


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """``more`` have ties but fewer than those shown; ``hub`` is the name of who has most."""

    slug: str
    name: str
    asked: Asked
    kinds: tuple[tuple[str, str], ...]
    members: tuple[Member, ...]
    drawings: tuple[Drawing, ...]
    communities: int
    pairs: int
    more: int
    hub: str


def network_page(actor: Actor, slug: str, asked: Asked) -> NetworkPage:
    """Who delivered activities with whom, as far as the reader sees activities and organisations.

    Raises NotFound for an ecosystem the reader may not see.
    """
    ecosystem = ecosystem_for(actor, slug)
    joint = rules.joint_activities(_deliveries(actor, ecosystem, asked))
    pairs = rules.ties(joint)
    hub = rules.hub(pairs)
    if asked.without_hub:
        pairs = {pair: number for pair, number in pairs.items() if hub not in pair}
    partners = rules.degrees(pairs)
    shown = sorted(partners, key=lambda one: (-partners[one], one))[:DRAWN]
    kept = {pair: number for pair, number in pairs.items() if {*pair} <= {*shown}}
    pictures = {screen: drawn(kept, sheet) for screen, sheet in SHEETS.items()}
    communities = {one: node.community for one, node in pictures["wide"].nodes.items()}
    names = Organisation.objects.visible_to(actor).in_bulk([*shown, *([hub] if hub else [])])
    members = _members(ecosystem, shown, communities, names, pairs)
    kinds = Kind.objects.visible_to(actor).filter(ecosystem=ecosystem)
    return NetworkPage(
        slug=ecosystem.slug,
        name=ecosystem.name,
        asked=asked,
        kinds=tuple(
            sorted(((one.key, one.shown) for one in kinds), key=lambda one: (one[1], one[0]))
        ),
        members=members,
        drawings=tuple(drawing(screen, members, kept, some) for screen, some in pictures.items()),
        communities=len({*communities.values()}),
        pairs=len(pairs),
        more=len(partners) - len(shown),
        hub=names[hub].name if hub in names else "",
    )


def _deliveries(actor: Actor, ecosystem: Ecosystem, asked: Asked) -> list[tuple[int, int]]:
    """Activities held in the time asked for, with the organisations that delivered them."""
    now = timezone.now()
    took_place = Q(state=Session.State.HELD) | Q(state=Session.State.PLANNED, starts_at__lte=now)
    held = Session.objects.filter(took_place, activity=OuterRef("pk"))
    if not asked.always:
        held = held.filter(day__gt=today(ecosystem) - YEAR)
    activities = Activity.objects.visible_to(actor).filter(Exists(held), ecosystem=ecosystem)
    if asked.kind:
        activities = activities.filter(kind__key=asked.kind)
    seen = Organisation.objects.visible_to(actor)
    rows = Delivery.objects.filter(activity__in=activities, organisation__in=seen)
    return list(rows.values_list("activity_id", "organisation_id"))


def _members(
    ecosystem: Ecosystem,
    shown: Sequence[int],
    communities: Mapping[int, int],
    names: Mapping[int, Organisation],
    pairs: Mapping[tuple[int, int], int],
) -> tuple[Member, ...]:
    partners = rules.degrees(pairs)
    joint = {one: sum(n for pair, n in pairs.items() if one in pair) for one in shown}
    return tuple(
        Member(
            pk=one,
            name=names[one].name,
            url=reverse("organisation", args=[ecosystem.slug, names[one].uuid]),
            sector=names[one].get_sector_display(),
            partners=partners[one],
            joint=joint[one],
            community=communities[one],
        )
        for one in shown
        if one in communities and one in names
    )
