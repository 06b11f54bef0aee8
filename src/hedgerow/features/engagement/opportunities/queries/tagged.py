"""A text in several languages, as JSON-LD has it."""

from typing import Any

from hedgerow.commons.ecosystems.telling import main_language
from hedgerow.commons.ecosystems.told import own_language
from hedgerow.features.engagement.opportunities.models import Opportunity


def tagged(row: Opportunity, name: str) -> Any:
    """The text; where there are several languages, a value of JSON-LD for each."""
    own, others = getattr(row, name), row.in_others(name)
    if not own or not others:
        return own
    first = own_language(row.told, main_language(row.ecosystem))
    return [{"@language": code, "@value": text} for code, text in {first: own, **others}.items()]
