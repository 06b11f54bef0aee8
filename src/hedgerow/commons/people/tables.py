"""What people publish to the warehouse: declared groups, where the ecosystem collects them."""

from collections.abc import Iterator

from hedgerow.foundation.warehouse.schemas import PARTICIPANT_GROUP
from hedgerow.foundation.warehouse.tables import Table

from .models import DeclaredGroup


def participant_groups(ecosystem: int, month: str) -> Iterator[tuple[object, ...]]:
    """One row a person and declared group; none where groups are not (or no longer) collected."""
    rows = DeclaredGroup.objects.filter(
        ecosystem=ecosystem, ecosystem__collects_groups=True, person__erased_at__isnull=True
    )
    columns = ("ecosystem_id", "person_id", "group__dimension", "group__key", "origin")
    return rows.order_by("pk").values_list(*columns).iterator()


TABLES = (Table(PARTICIPANT_GROUP, participant_groups),)
