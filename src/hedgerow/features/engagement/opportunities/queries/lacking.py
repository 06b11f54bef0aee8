"""What an opportunity lacks before it can be opened."""

from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.models import Criterion, Judge, Opportunity


def lacking(row: Opportunity) -> list[str]:
    """Names of what is missing: of a challenge also who judges, and by what."""
    missing = rules.lacks(vars(row))
    if row.kind.judged:
        if not Judge.objects.filter(opportunity=row, person__isnull=False).exists():
            missing.append("judges")
        if not Criterion.objects.filter(opportunity=row).exists():
            missing.append("rubric")
    return missing
