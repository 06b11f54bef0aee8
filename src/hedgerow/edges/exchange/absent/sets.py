"""Sets of files beside the sets before them: what is missing, and what is remembered of them."""

from typing import TYPE_CHECKING

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment

from ..pipeline import Cleaned
from ..trace import Trace
from .keys import Keys

if TYPE_CHECKING:
    from .missing import Missing


def missing_from_set(ecosystem: Ecosystem, found: Cleaned) -> "Missing | None":
    """Which roles that sets brought the set lacks; None where it has problems, or is the first."""
    if found.said is None or found.scope is None:
        return None
    from .missing import missing_from  # polars is slow to import

    return missing_from(ecosystem, found.scope, found.said)


def brought(ecosystem: Ecosystem, found: Cleaned, missing: "Missing | None", trace: Trace) -> None:
    """Remember the roles that an import of a set wrote; nothing of a spreadsheet."""
    if found.scope is None:
        return
    from .missing import keep_brought

    new = trace.new.get(Assignment._meta.label_lower)
    runs = Keys.of_runs(new.runs) if new else Keys()
    keep_brought(ecosystem, found.scope, missing, runs, today(ecosystem))
