"""Offering something, and changing what is said of it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.opportunities.permissions import OFFER
from hedgerow.foundation.permissions import Actor, require

from . import checks, line, running
from .checks import LINKS, Values
from .telling import tell

OF_KIND = ("audience", "guardian_agrees", "minimum_minutes")
"""What an opportunity takes from its kind where nothing else is said."""


@transaction.atomic
def offer_opportunity(
    ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime
) -> Opportunity:
    """Begin an opportunity as a draft, for an organisation or for the ecosystem itself.

    ``values`` map fields to values, ``kind_id`` and ``title`` among them, and ``items`` to ids of
    framework items. What is not said is as its kind has it.

    Raises NotFound to outsiders and for what is not of the ecosystem, NotPermitted or Invalid.
    """
    checks.seen(ecosystem, by)
    require(by, OFFER, within=ecosystem.pk, at_site=values.get("organisation_id"))
    checks.check_values(ecosystem, values, by)
    values = with_kept_told(Opportunity, values, ecosystem)
    kind = OpportunityKind.objects.get(pk=values["kind_id"])
    given: dict[str, Any] = {name: getattr(kind, name) for name in OF_KIND}
    given |= {"languages": ecosystem.languages[:1], "sight": _sight(ecosystem)}
    given |= {name: value for name, value in values.items() if name not in LINKS}
    given |= {"origin": by.origin, "entered_by_id": by.person_id}
    row = Opportunity(ecosystem=ecosystem, created_at=at, changed_at=at, **given)
    checks.check(row)
    row.save()
    row.items.set(values.get("items", ()))
    tell("offered", row, by=by, at=at, of_kind=kind.key)
    return row


def _sight(ecosystem: Ecosystem) -> str:
    """What an ecosystem does not show of itself, its opportunities do not show unasked either."""
    return Opportunity.Sight.PUBLIC if ecosystem.public else Opportunity.Sight.MEMBERS


@transaction.atomic
def edit_opportunity(
    opportunity: Opportunity,
    values: Values,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> Opportunity:
    """Change what is said of an opportunity; nothing is written where nothing differs.

    ``revision`` is the one that was read.

    Raises NotFound, NotPermitted, Invalid, or Stale with both versions.
    """
    row = checks.managed(opportunity, by)
    if "organisation_id" in values:
        require(by, OFFER, within=row.ecosystem_id, at_site=values["organisation_id"])
    checks.check_values(row.ecosystem, values, by)
    values = with_kept_told(Opportunity, values, row.ecosystem)
    plain = {name: value for name, value in values.items() if name not in LINKS}
    names = row.revise(revision, **plain)
    checks.check(row)
    checks.check_capacity(row)
    items = set(values.get("items", ()))
    if "items" in values and set(row.items.values_list("pk", flat=True)) != items:
        row.items.set(items)
        row.revision += not names
        names.append("items")
    if names:
        row.changed_at = at
        if row.state == Opportunity.State.OPEN:
            running.run(row, by, at)
        row.save()
        tell("edited", row, by=by, at=at, fields=sorted(names))
        line.pass_on(row, at)
    return row
