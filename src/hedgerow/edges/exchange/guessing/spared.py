"""Which columns a mapping may read though their headings are those of what is otherwise never kept."""

from typing import Final

from ..mappings import Mapping
from .refusing import is_password

OF_PERSONS: Final = frozenset(
    {"people", "families", "guardians", "group-members", "enrolments", "attendance"}
)
"""Targets whose rows are about single people."""
DECLARED: Final = "population_groups"


def spared(mapping: Mapping) -> frozenset[str]:
    """Of rows that are about nobody, what the mapping reads; of people what fills their declared groups, which an
    ecosystem has to announce and to collect. Never a password."""
    if mapping.target not in OF_PERSONS:
        read = mapping.columns({name for rows in mapping.rows for name in rows.fields})
    else:
        groups = [rows.fields[DECLARED] for rows in mapping.rows if DECLARED in rows.fields]
        read = {cell.column for source in groups for cell in source.cells}
    return frozenset(one for one in read if not is_password(one))
