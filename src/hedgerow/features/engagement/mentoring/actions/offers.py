"""Offering help, and taking the offer back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from ..models import Offer
from ..permissions import OFFER_HELP
from .belongs import Values, checked, locked, named, require_arranging, tell


@transaction.atomic
def offer_help(ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime) -> Offer:
    """Offer to mentor or tutor: for oneself, or for somebody whom one arranges pairs for.

    ``values`` map fields of ``Offer`` (``person_id``, ``kind``, ``starts``) to values, and
    ``items`` to ids of items. Raises NotFound for what is not of the ecosystem, NotPermitted or
    Invalid.
    """
    named(ecosystem, values, by)
    _permitted(ecosystem, values["person_id"], values.get("site_id"), by)
    checked(values)
    plain = {name: value for name, value in values.items() if name != "items"}
    check_lengths(Offer, plain)
    row = Offer.objects.create(ecosystem=ecosystem, created_at=at, **{"origin": by.origin, **plain})
    row.items.set(values.get("items", ()))
    tell("offer_made", row, by, at, [row.person], kind=row.kind)
    return row


@transaction.atomic
def edit_offer(
    offer: Offer, values: Values, *, by: Actor, at: datetime, revision: int | None = None
) -> Offer:
    """Change an offer, or close it (``state``); nothing is written where nothing differs.

    Raises NotFound, NotPermitted, Invalid, or Stale with both versions.
    """
    row: Offer = locked(Offer, offer, by, "person")
    _permitted(row.ecosystem, row.person_id, row.site_id, by)
    said = {**values, "person_id": row.person_id}
    named(row.ecosystem, said, by)
    checked({"starts": row.starts, "ends": row.ends, "in_person": row.in_person,
             "online": row.online, **values})  # fmt: skip
    plain: dict[str, Any] = {name: one for name, one in values.items() if name != "items"}
    check_lengths(Offer, plain)
    names = row.revise(revision, **plain)
    items = set(row.items.values_list("pk", flat=True))
    if "items" in values and set(values["items"]) != items:
        row.items.set(values["items"])
        row.revision += not names
        names.append("items")
    if names:
        row.save()
        tell("offer_edited", row, by, at, [row.person], fields=sorted(names))
    return row


def _permitted(ecosystem: Ecosystem, person: int, site: int | None, by: Actor) -> None:
    if person == by.person_id:
        require(by, OFFER_HELP, within=ecosystem.pk)
    else:
        require_arranging(by, ecosystem, site)
