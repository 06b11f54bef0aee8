"""Advisers, and what they offer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.partners.errors import AgreementOrder, NobodyNamed, NothingOffered
from hedgerow.features.engagement.partners.models import Adviser, Offer, OfferKind
from hedgerow.features.engagement.partners.permissions import EDIT_ADVISERS
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from . import belonging
from .belonging import tell


@transaction.atomic
def save_adviser(
    ecosystem: Ecosystem,
    adviser: Adviser | None = None,
    *,
    by: Actor,
    at: datetime,
    offers: Mapping[str, str] | None = None,
    revision: int | None = None,
    **values: Any,
) -> Adviser:
    """Add an adviser, or change one; ``offers`` maps each kind that is offered to a note.

    ``values`` are ``organisation``, ``person``, ``body``, ``field_of_work``, ``starts``, ``ends``.
    Whoever speaks for an organisation may do so for its own advisers.

    Raises NotFound, NotPermitted, NobodyNamed, NothingOffered, AgreementOrder, Invalid or Stale.
    """
    belonging.seen(ecosystem, by)
    row = _locked(adviser, by) if adviser else Adviser(ecosystem=ecosystem, origin=by.origin)
    if row.pk:
        require(by, EDIT_ADVISERS, within=ecosystem.pk, at_site=row.organisation_id)
    said = {**{name: getattr(row, name) for name in ("organisation", "person", "ends")}, **values}
    at_site = said["organisation"].pk if said["organisation"] else None
    require(by, EDIT_ADVISERS, within=ecosystem.pk, at_site=at_site)
    _check(ecosystem, row, said)
    if offers is not None and (unknown := set(offers) - set(OfferKind.values)):
        raise Invalid({"offers": sorted(unknown)})
    if not (offers if offers is not None else row.pk):
        raise NothingOffered
    changed = row.revise(revision, **values) if row.pk else sorted(values)
    if not row.pk:
        for name, value in values.items():
            setattr(row, name, value)
    row.save()
    if offers is not None and _offer(row, offers):
        changed = [*changed, "offers"]
    if changed:
        tell("adviser_saved", row, by, at, {"fields": sorted(changed)}, "adviser")
    return row


@transaction.atomic
def end_adviser(adviser: Adviser, ends: date, *, by: Actor, at: datetime) -> Adviser:
    """Let an adviser's time end with that day. Raises NotFound, NotPermitted or AgreementOrder."""
    row = _locked(adviser, by)
    require(by, EDIT_ADVISERS, within=row.ecosystem_id, at_site=row.organisation_id)
    if ends < row.starts:
        raise AgreementOrder
    row.ends, row.revision = ends, row.revision + 1
    row.save()
    tell("adviser_ended", row, by, at, {"ends": ends.isoformat()}, "adviser")
    return row


def _check(ecosystem: Ecosystem, row: Adviser, said: Mapping[str, Any]) -> None:
    if said["organisation"] is None and said["person"] is None:
        raise NobodyNamed
    belonging.organisations(ecosystem, [said["organisation"]])
    belonging.person(ecosystem, said["person"])
    belonging.of(ecosystem, [body for body in (said.get("body"),) if body])
    starts, ends = said.get("starts", row.starts), said["ends"]
    if starts is None:
        raise Invalid({"starts": [_("Say from which day on.")]})
    if ends is not None and ends < starts:
        raise AgreementOrder
    check_lengths(Adviser, said)


def _offer(row: Adviser, offers: Mapping[str, str]) -> bool:
    """Make the offers as given; whether anything differed."""
    for note in offers.values():
        check_lengths(Offer, {"note": note})
    before = dict(row.offers.values_list("kind", "note"))
    if before == dict(offers):
        return False
    row.offers.exclude(kind__in=offers).delete()
    for kind, note in offers.items():
        Offer.objects.update_or_create(adviser=row, kind=kind, defaults={"note": note})
    return True


def _locked(adviser: Adviser, by: Actor) -> Adviser:
    rows = Adviser.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("organisation").filter(pk=adviser.pk).first()
    if row is None:
        raise NotFound
    return row
