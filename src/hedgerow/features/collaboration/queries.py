"""The network of joint work as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Delivery, Kind, Session
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.permissions import Actor

from . import rules

DRAWN = 150
"""So many with most partners are drawn and listed; a picture of more says nothing."""
YEAR = timedelta(days=365)
SMALLEST, LARGEST = 7, 26
SHADES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of activity ("": all), the last twelve months or all time, and whether the hub is there."""

    kind: str = ""
    always: bool = False
    without_hub: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation with its ties; ``r`` is its size on the drawing, ``shade`` its community's."""

    pk: int
    name: str
    url: str
    sector: str
    partners: int
    joint: int
    community: int
    shade: int
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Tie:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """``more`` have ties but fewer than those shown; ``hub`` is the name of who has most."""

    slug: str
    name: str
    asked: Asked
    kinds: tuple[tuple[str, str], ...]
    members: tuple[Member, ...]
    ties: tuple[Tie, ...]
    communities: int
    pairs: int
    more: int
    hub: str
    wide: int
    high: int


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
    nodes = rules.drawn(kept)
    names = Organisation.objects.visible_to(actor).in_bulk([*shown, *([hub] if hub else [])])
    members = _members(ecosystem, shown, nodes, names, pairs)
    kinds = Kind.objects.visible_to(actor).filter(ecosystem=ecosystem).order_by("name", "pk")
    return NetworkPage(
        slug=ecosystem.slug,
        name=ecosystem.name,
        asked=asked,
        kinds=tuple(kinds.values_list("key", "name")),
        members=members,
        ties=tuple(_ties(kept, nodes)),
        communities=len({node.community for node in nodes.values()}),
        pairs=len(pairs),
        more=len(partners) - len(shown),
        hub=names[hub].name if hub in names else "",
        wide=rules.WIDE,
        high=rules.height(len(nodes)),
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
    nodes: Mapping[int, rules.Node],
    names: Mapping[int, Organisation],
    pairs: Mapping[tuple[int, int], int],
) -> tuple[Member, ...]:
    partners = rules.degrees(pairs)
    joint = {one: sum(n for pair, n in pairs.items() if one in pair) for one in shown}
    most = max(partners.values(), default=1)
    return tuple(
        Member(
            pk=one,
            name=names[one].name,
            url=reverse("organisation", args=[ecosystem.slug, names[one].uuid]),
            sector=names[one].get_sector_display(),
            partners=partners[one],
            joint=joint[one],
            community=nodes[one].community,
            shade=min(nodes[one].community, SHADES),
            x=nodes[one].x,
            y=nodes[one].y,
            r=round(SMALLEST + (LARGEST - SMALLEST) * sqrt(partners[one] / most), 1),
        )
        for one in shown
        if one in nodes and one in names
    )


def _ties(kept: Mapping[tuple[int, int], int], nodes: Mapping[int, rules.Node]) -> list[Tie]:
    most = max(kept.values(), default=1)
    return [
        Tie(nodes[a].x, nodes[a].y, nodes[b].x, nodes[b].y, round(1 + 4 * number / most, 1))
        for (a, b), number in kept.items()
    ]
