"""How a file is read, as its page tells: of what its codes are made, and which fields no column fills."""

from .catalogue import TARGETS
from .making import made_of
from .mappings import Rows, parse_mapping
from .models import Import


def codes_made_of(row: Import) -> tuple[str, ...]:
    """The fields of which codes are made for its rows that have none."""
    return next(filter(None, map(made_of, _blocks(row))), ())


def unread(row: Import) -> frozenset[str]:
    """Fields of its target that no column of the file fills, nor is called so; of what no mapping reads none."""
    blocks = _blocks(row)
    if not blocks:
        return frozenset()
    filled = {name for rows in blocks for name, source in rows.fields.items() if source.cells}
    columns = {cell.column for rows in blocks for one in rows.fields.values() for cell in one.cells}
    return frozenset(one.name for one in TARGETS[row.target].fields) - filled - columns


def _blocks(row: Import) -> list[Rows]:
    if not row.mapping or row.target not in TARGETS:
        return []
    return parse_mapping(row.mapping, row.mapping_name).rows
