"""What membership publishes to the warehouse: member organisations and the roll of learners."""

from collections.abc import Iterator

from hedgerow.commons.ecosystems import clock
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.warehouse.schemas import MEMBERSHIP_ORG, PARTICIPANT
from hedgerow.foundation.warehouse.tables import Table

from .models import Assignment, OrganisationMembership

CHUNK = 5_000


def member_organisations(ecosystem: int, _month: str) -> Iterator[tuple[object, ...]]:
    """One row a spell of membership, those that ended included."""
    spells = (
        OrganisationMembership.objects.filter(ecosystem=ecosystem)
        .order_by("pk")
        .values_list(
            "organisation_id", "organisation__uuid", "partner", "organisation__sector",
            "organisation__operator_id", "starts", "ends", "origin",
        )
    )  # fmt: skip
    for pk, uuid, partner, sector, operator, starts, ends, origin in spells.iterator(CHUNK):
        yield ecosystem, pk, str(uuid), partner, sector, operator or -pk, starts, ends, origin


def roll(ecosystem: int, _month: str) -> Iterator[tuple[object, ...]]:
    """One row a learner, those who left included; the school is that of the newest open role."""
    today = clock.today(Ecosystem.objects.get(pk=ecosystem))
    spells = (
        Assignment.objects.filter(
            ecosystem=ecosystem, role="learner", person__erased_at__isnull=True
        )
        .order_by("person_id", "-starts", "-pk")
        .values_list("person_id", "person__uuid", "organisation_id", "starts", "ends", "origin")
    )
    last: tuple[object, ...] = ()
    for person, uuid, site, starts, ends, origin in spells.iterator(CHUNK):
        now = starts <= today and (ends is None or ends >= today)
        row = (ecosystem, person, str(uuid), (site or 0) if now else 0, True, False, origin)
        if last and last[1] == person:
            last = last if last[3] else (*last[:3], row[3], *last[4:])
            continue
        if last:
            yield last
        last = row
    if last:
        yield last


TABLES = (Table(MEMBERSHIP_ORG, member_organisations), Table(PARTICIPANT, roll))
