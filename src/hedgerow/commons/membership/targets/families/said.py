"""What a line says of a guardian."""

from collections.abc import Iterable

from hedgerow.foundation.targets import Record

from .fields import GUARDIANS, OF_GUARDIAN, column
from .rules import Shared, Told, shared_addresses


def said_of(record: Record, guardian: str) -> Told:
    return Told(**{name: record.text(column(guardian, name)) for name in OF_GUARDIAN})


def shared_in(records: Iterable[Record]) -> Shared:
    """Which addresses two guardians of one line have together."""
    first, second = GUARDIANS
    return shared_addresses((said_of(one, first), said_of(one, second)) for one in records)
