"""What observations publish to the warehouse: the records that samples drew."""

from collections.abc import Iterator

from hedgerow.commons.ecosystems.clock import local_day
from hedgerow.foundation.warehouse.schemas import SAMPLED
from hedgerow.foundation.warehouse.tables import Table

from .models import SampledRecord

CHUNK = 5_000


def sampled(ecosystem: int, month: str) -> Iterator[tuple[object, ...]]:
    """One row a drawn record, on the day its sample was drawn, as clocks there show it."""
    rows = SampledRecord.objects.filter(sample__ecosystem=ecosystem).order_by("pk")
    for pk, uuid, sample, site, at, zone, verdict, origin in rows.values_list(
        "pk", "uuid", "sample_id", "site_id", "sample__drawn_at", "sample__ecosystem__time_zone",
        "verdict", "sample__origin",
    ).iterator(CHUNK):  # fmt: skip
        agrees = verdict == SampledRecord.Verdict.AGREES
        yield (
            ecosystem, pk, str(uuid), sample, site or 0, local_day(at, zone), verdict != "",
            agrees, origin,
        )  # fmt: skip


TABLES = (Table(SAMPLED, sampled),)
