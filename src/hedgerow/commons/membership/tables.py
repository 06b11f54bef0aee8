"""What membership publishes to the warehouse: member organisations and the roll of learners."""

from collections.abc import Iterator

from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce

from hedgerow.commons.ecosystems import clock
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.warehouse.schemas import MEMBERSHIP_ORG, PARTICIPANT
from hedgerow.foundation.warehouse.tables import Rows, Sources, Table

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


def roll(ecosystem: int, _month: str) -> Rows:
    """One row a learner, those who left included; the school is that of the newest open role."""
    import polars as pl  # slow to import

    from hedgerow.foundation.warehouse import by_columns

    today = clock.today(Ecosystem.objects.get(pk=ecosystem))
    spells = Assignment.objects.filter(
        ecosystem=ecosystem, role="learner", person__erased_at__isnull=True
    )
    goes_on = Q(starts__lte=today) & (Q(ends__isnull=True) | Q(ends__gte=today))
    site = Case(When(goes_on, then=Coalesce("organisation_id", 0)), default=0)
    sources: Sources = {
        "person": "person_id", "person_uuid": "person__uuid", "site": site, "since": "starts",
        "origin": "origin",
    }  # fmt: skip
    found = by_columns.read({**PARTICIPANT.columns, "since": "date"}, spells, sources)
    newest = found.sort("person", -pl.col("since").to_physical(), -pl.col("pk"))
    return newest.group_by("person", maintain_order=True).agg(
        pl.lit(ecosystem).alias("ecosystem"), pl.col("person_uuid", "origin").first(),
        pl.col("site").filter(pl.col("site") > 0).first().fill_null(0),
        pl.lit(value=True).alias("eligible"), pl.lit(value=False).alias("duplicate"),
    )  # fmt: skip


TABLES = (Table(MEMBERSHIP_ORG, member_organisations), Table(PARTICIPANT, roll))
