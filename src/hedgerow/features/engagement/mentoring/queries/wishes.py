"""A wish with those who could help, the cheapest first; and how helping stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import own_name
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Need
from ..models.offers import Kind
from ..permissions import ARRANGE
from ..rules.pairs import ONE, load_steps, refusal, terms
from . import lists, pool, wording

Text = str | Promise
CLOSE = 8
"""So many who could help are shown beside a wish."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could help: why, and how many places are free."""

    offer: UUID
    name: str
    why: str
    free: int
    points: float


@dataclass(frozen=True, slots=True)
class WishPage:
    """A wish, and those who could help where the reader arranges pairs."""

    slug: str
    uuid: UUID
    name: str
    kind: Text
    about: str
    items: Sequence[str]
    languages: Sequence[str]
    site: str
    state: str
    state_word: Text
    since: datetime
    candidates: Sequence[Candidate]
    others: Sequence[tuple[Text, int]]
    may_pair: bool
    may_withdraw: bool


def wish_row(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Need:
    """The wish, if the actor sees it; raises NotFound."""
    row = lists.needs(actor, ecosystem).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def wish_page(actor: Actor, row: Need, at: datetime) -> WishPage:
    """The wish with who could help; who may not is counted by why."""
    is_open = row.ecosystem.closed_on is None
    arranges = is_open and arranging(actor, row.ecosystem, row.site_id)
    waits = row.state == Need.State.WAITING
    close, others = _candidates(row, at) if arranges and waits else ([], Counter())
    said = [(wording.WHY[why], n) for why, n in others.most_common()]
    return WishPage(
        row.ecosystem.slug, row.uuid, row.person.name, row.get_kind_display(), row.about,
        [str(item) for item in row.items.all()], [own_name(code) for code in row.languages],
        row.site.name if row.site else "", row.state, row.get_state_display(), row.created_at,
        close, said, arranges and waits, is_open and waits,
    )  # fmt: skip


def arranging(actor: Actor, ecosystem: Ecosystem, site: int | None) -> bool:
    return actor.may(ARRANGE, ecosystem.pk) or actor.may_at(ARRANGE, ecosystem.pk, site)


def _candidates(row: Need, at: datetime) -> tuple[list[Candidate], "Counter[str]"]:
    ecosystem, weights = row.ecosystem, pool.weights_of(row.ecosystem)
    found = pool.pool(ecosystem, row.kind, day_in(ecosystem, at), site=None)
    wanted, why = pool.needed([row])[0], Counter[str]()
    close = []
    for offer, offered in zip(found.offers, found.offered, strict=True):
        no = refusal(offered, wanted, weights) or (None if offered.free else "full")
        if no is not None:
            why[str(no)] += 1
            continue
        said = terms(offered, wanted, weights)
        points = (said.cost + load_steps(offered, weights)[0]) / ONE
        kept = {"km": said.km, "online": said.online, "languages": said.languages,
                "lacking": said.lacking, "community": said.community,
                "items": [str(item) for item in row.items.all() if item.pk in said.items]}  # fmt: skip
        sentence = wording.sentence(kept)
        close.append(Candidate(offer.uuid, offer.person.name, sentence, offered.free, points))
    return sorted(close, key=lambda one: one.points)[:CLOSE], why


@dataclass(frozen=True, slots=True)
class Standing:
    """How many offer, have places, wait and are paired, of one kind of help."""

    kind: str
    word: Text
    offers: int
    free: int
    waiting: int
    live: int


def standings(actor: Actor, ecosystem: Ecosystem) -> list[Standing]:
    """How mentoring and tutoring stand here, for who arranges them; four queries."""
    offers = list(lists.offers(actor, ecosystem).filter(state="open").prefetch_related(None))
    waiting = Counter(
        lists.needs(actor, ecosystem).filter(state="waiting").values_list("kind", flat=True)
    )
    live = Counter(
        lists.pairs(actor, ecosystem).filter(state="live").values_list("need__kind", flat=True)
    )
    found = []
    for kind in Kind:
        own = [one for one in offers if one.kind == kind]
        if not (own or waiting[kind] or live[kind]):
            continue
        free = sum(max(0, getattr(one, "free", 0)) for one in own)
        found.append(Standing(kind, kind.label, len(own), free, waiting[kind], live[kind]))
    return found
