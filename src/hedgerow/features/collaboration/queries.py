"""The network of joint work as a page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.tree import beneath
from hedgerow.foundation.graphs.drawing import drawn
from hedgerow.foundation.permissions import Actor

from . import rules
from .drawings import SHEETS, Drawing, Member, drawing
from .partners import Partner, belonging, partners
from .records import ALWAYS, records

DRAWN = 150
"""So many with most partners are drawn and listed; a picture of more says nothing."""
LISTED = 50
"""So many ties stand on a page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for.

    ``kind`` is that of the activities ("": all), ``time`` the last twelve months (""), "all" or the
    number of a year; ``start`` says after how many ties the list begins.
    """

    kind: str = ""
    time: str = ""
    without_hub: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class TieLine:
    """Two organisations, what they deliver together, and the days of the first and last session."""

    one: Partner
    other: Partner
    activities: int
    kinds: tuple[str, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """``more`` have ties but fewer than those shown, ``alone`` belong to the ecosystem and have none; ``hub`` is the name of who has most.

    ``years`` are those with ties; ``ties`` are all, the strongest first. ``joint`` activities name several
    organisations that deliver them, ``held`` of them took place; ``ever`` if
    there are ties at any time.
    """

    slug: str
    name: str
    has_parts: bool
    asked: Asked
    kinds: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str], ...]
    members: tuple[Member, ...]
    drawings: tuple[Drawing, ...]
    communities: int
    ties: tuple[TieLine, ...]
    more: int
    alone: int
    hub: str
    joint: int
    held: int
    ever: bool
    may_edit: bool

    @property
    def narrowed(self) -> bool:
        """Whether the reader asked for less than what is shown at first."""
        return bool(self.asked.kind or self.asked.time or self.asked.without_hub)

    @property
    def tied(self) -> int:
        """How many organisations have ties, drawn or not: what ``pairs`` counts is theirs."""
        return len(self.members) + self.more

    @property
    def pairs(self) -> int:
        return len(self.ties)

    @property
    def listed(self) -> tuple[TieLine, ...]:
        """The ties of this page."""
        return self.ties[self.asked.start : self.asked.start + LISTED]

    @property
    def following(self) -> int | None:
        """Where the next ties begin."""
        after = self.asked.start + LISTED
        return after if after < len(self.ties) else None


def network_page(actor: Actor, slug: str, asked: Asked) -> NetworkPage:
    """Who delivered activities with whom, as far as the reader sees activities and organisations.

    Those of the parts count too, as in the readings (docs/decisions/0105).

    Raises NotFound for an ecosystem the reader may not see.
    """
    ecosystem = ecosystem_for(actor, slug)
    places = (ecosystem.pk, *beneath(ecosystem.pk).all)
    known = records(actor, ecosystem, places)
    pairs = known.ties(asked.time, asked.kind)
    hub = rules.hub(pairs)
    pairs = rules.without(hub, pairs) if asked.without_hub else pairs
    degrees = rules.degrees(pairs)
    shown = sorted(degrees, key=lambda one: (-degrees[one], one))[:DRAWN]
    kept = {pair: tie.activities for pair, tie in pairs.items() if {*pair} <= {*shown}}
    pictures = {screen: drawn(kept, sheet) for screen, sheet in SHEETS.items()}
    communities = {one: node.community for one, node in pictures["wide"].nodes.items()}
    names = partners(actor, places, {*degrees, *([hub] if hub else [])})
    members = _members(shown, communities, names, pairs)
    kinds = _kinds(actor, places)
    return NetworkPage(
        slug=ecosystem.slug,
        name=ecosystem.said("name"),
        has_parts=len(places) > 1,
        asked=asked,
        kinds=kinds,
        years=tuple(known.years()),
        members=members,
        drawings=tuple(drawing(screen, members, kept, some) for screen, some in pictures.items()),
        communities=len({*communities.values()}),
        ties=_lines(pairs, names, dict(kinds)),
        more=len(degrees) - len(shown),
        alone=len(belonging(actor, ecosystem).difference(degrees, [hub])),
        hub=names[hub][0].name if hub else "",
        joint=len(known.kinds),
        held=len({one.activity for one in known.stretches}),
        ever=bool(pairs) or bool(known.ties(ALWAYS)),
        may_edit=actor.may(EDIT_ACTIVITIES, ecosystem.pk),
    )


def _kinds(actor: Actor, places: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """Kinds by key with their names, in the order of these; the first of ``places`` names one."""
    seen = Kind.objects.visible_to(actor).filter(ecosystem__in=places)
    near = sorted(seen, key=lambda one: places.index(one.ecosystem_id), reverse=True)
    named = {one.key: one.shown for one in near}
    return tuple(sorted(named.items(), key=lambda one: (one[1], one[0])))


def _lines(
    pairs: Mapping[rules.Pair, rules.Tie],
    names: Mapping[int, tuple[Partner, str]],
    kinds: Mapping[str, str],
) -> tuple[TieLine, ...]:
    """The ties, the strongest first, then by name."""
    lines = [
        TieLine(
            one, other, tie.activities, tuple(sorted(kinds.get(key, key) for key in tie.kinds)),
            tie.first, tie.last,
        )
        for pair, tie in pairs.items()
        for one, other in [sorted((names[who][0] for who in pair), key=lambda who: who.name)]
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda tie: (-tie.activities, tie.one.name, tie.other.name)))


def _members(
    shown: Sequence[int],
    communities: Mapping[int, int],
    names: Mapping[int, tuple[Partner, str]],
    pairs: Mapping[rules.Pair, rules.Tie],
) -> tuple[Member, ...]:
    degrees = rules.degrees(pairs)
    joint: Counter[int] = Counter()
    for pair, tie in pairs.items():
        joint.update(dict.fromkeys(pair, tie.activities))
    return tuple(
        Member(
            pk=one,
            uuid=names[one][0].uuid,
            name=names[one][0].name,
            url=names[one][0].url,
            sector=names[one][1],
            partners=degrees[one],
            joint=joint[one],
            community=communities[one],
        )
        for one in shown
        if one in communities
    )
