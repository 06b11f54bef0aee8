"""Whose part an organisation is and who runs it: of this ecosystem, and never itself."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import warehouse
from hedgerow.foundation.warehouse.tables import declared

from ..errors import OrganisationElsewhere, PartOfItself
from ..models import Organisation

LINKS = ("parent_id", "operator_id")
DELIVERING = {"sector", "operator", "operator_id"}


def check_links(ecosystem: Ecosystem, rows: Sequence[Organisation]) -> None:
    """Raise OrganisationElsewhere or PartOfItself where rows about to be saved may not point."""
    if not any(getattr(row, link) for row in rows for link in LINKS):
        return
    members = Organisation.objects.filter(memberships__ecosystem=ecosystem)
    own = Organisation.objects.filter(Q(kept_by=ecosystem) | Q(pk__in=members.values("pk")))
    found = list(own.values_list("pk", *LINKS))
    here = {pk for pk, _parent, _operator in found}
    for place, link in enumerate(LINKS, start=1):
        above = {line[0]: line[place] for line in found}
        above |= {row.pk: getattr(row, link) for row in rows if row.pk}
        for row in rows:
            target = getattr(row, link)
            if target and target not in here:
                raise OrganisationElsewhere
            if row.pk and _returns(row.pk, above):
                raise PartOfItself


def _returns(start: int, above: Mapping[int, int | None]) -> bool:
    seen: set[int] = set()
    at = above.get(start)
    while at is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def mark_delivery(rows: Iterable[Organisation], fields: Collection[str]) -> None:
    """Who delivers is copied with its sector and operator: mark both tables where they changed."""
    changed = [row.pk for row in rows] if DELIVERING & set(fields) else []
    if not changed:
        return
    saved = Organisation.objects.filter(pk__in=changed)
    places = set(saved.values_list("kept_by", flat=True))
    places |= set(saved.values_list("memberships__ecosystem", flat=True)) - {None}
    months = declared()["delivery"].months
    for place in sorted(places):
        warehouse.touch("membership_org", place)
        warehouse.touch("delivery", place, months(place) if months else ())
