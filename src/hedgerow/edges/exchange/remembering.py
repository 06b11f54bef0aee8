"""Mappings that are kept for the next file of their kind."""

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation.permissions import Actor, require

from .mappings import parse_mapping
from .models import SavedMapping


def keep_mapping(
    ecosystem: Ecosystem, name: str, text: str, *, by: Actor, headings: str = ""
) -> None:
    """Keep a mapping for the next file of its kind; one of the same name is replaced.

    ``headings`` is the signature of those of which it was made: a file with the same is read by it.

    Raises NotPermitted or MappingWrong.
    """
    require(by, IMPORT, within=ecosystem.pk)
    target = parse_mapping(text, name).target
    SavedMapping.objects.update_or_create(
        ecosystem=ecosystem,
        name=name,
        defaults={"target": target[:40], "text": text, "headings": headings},
    )
