"""Terms of agreements that an ecosystem carries of its blueprint, as a proposal begins with them."""

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.partners.planting import AgreementPattern
from hedgerow.features.engagement.partners.starting import Terms

from .carrying import carried_by


def carried_terms(ecosystem: Ecosystem) -> list[Terms]:
    """Each section's row, in its order."""
    rows = carried_by(ecosystem).get("agreements", [])
    found = [AgreementPattern.model_validate(row) for row in rows]
    return [
        Terms(
            one.key, kinds=one.kinds, shares=[kind.value for kind in one.shares],
            months=one.months, **one.texts(ecosystem),
        )
        for one in found
    ]  # fmt: skip
