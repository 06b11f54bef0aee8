"""Whether two may be paired, and what they have in common."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person

from ..errors import AlreadyPaired, Full, MayNotBePaired, NeedMet, NotChecked, OfferOver
from ..models import Need, Offer, Pairing
from ..queries import pool
from ..queries.wording import WHY
from ..rules.pairs import Why, missing, refusal, terms


def may_pair(ecosystem: Ecosystem, need: Need, offer: Offer, day: date) -> None:
    """Raise what speaks against the pair."""
    if need.ecosystem_id != offer.ecosystem_id or need.kind != offer.kind:
        raise MayNotBePaired(why=WHY["kind"])
    if Pairing.objects.filter(need=need).taking_a_place().exists():
        raise AlreadyPaired
    if need.state != Need.State.WAITING:
        raise NeedMet
    if not Offer.objects.filter(pk=offer.pk).open_on(day).exists():
        raise OfferOver
    offered = pool.offered(ecosystem, [offer], day)[0]
    if not offered.free:
        raise Full(name=offer.person.name)
    why = refusal(offered, pool.needed([need])[0], pool.weights_of(ecosystem))
    if why == Why.UNCHECKED:
        raise not_checked(ecosystem, offer.person, day)
    if why is not None:
        raise MayNotBePaired(why=WHY[why])


def not_checked(ecosystem: Ecosystem, person: Person, day: date) -> NotChecked:
    """The error that names the checks which are missing."""
    titles = dict(pool.required_checks(ecosystem))
    valid = pool.valid_checks(ecosystem, [person.pk], day).get(person.pk, ())
    said = [titles[key] for key in missing(list(titles), valid)]
    return NotChecked(name=person.name, checks=_(", ").join(said))


def terms_of(ecosystem: Ecosystem, need: Need, offer: Offer, day: date) -> dict[str, Any]:
    """What the two have in common, as a pair keeps it."""
    offered, wanted = pool.offered(ecosystem, [offer], day)[0], pool.needed([need])[0]
    return kept(terms(offered, wanted, pool.weights_of(ecosystem)), need)


def kept(found: Any, need: Need) -> dict[str, Any]:
    """Terms as they are kept: items by their titles, so that they are read years later."""
    titles = {item.pk: item.title or str(item) for item in need.items.all()}
    said = {**asdict(found), "languages": list(found.languages)}
    return {**said, "items": [titles[pk] for pk in found.items if pk in titles]}
