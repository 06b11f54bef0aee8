"""What the filters of a search offer."""

from collections.abc import Sequence
from dataclasses import dataclass

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.opportunities import wording
from hedgerow.features.engagement.opportunities.queries import kinds_of
from hedgerow.foundation.permissions import Actor

from .places import names_near

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Values with their words."""

    languages: Sequence[Choice]
    access: Sequence[Choice]
    kinds: Sequence[Choice]
    places: Sequence[str]


def choices_for(actor: Actor, ecosystem: Ecosystem | None) -> Choices:
    """Of one ecosystem, or of all that the actor sees (None)."""
    if ecosystem is not None:
        spoken = list(ecosystem.languages)
        kinds = [(one.key, one.shown) for one in kinds_of(ecosystem, in_use=True)]
    else:
        every = Ecosystem.objects.visible_to(actor).values_list("languages", flat=True)
        spoken, kinds = sorted({code for codes in every for code in codes}), []
    return Choices(
        languages=[(code, wording.language(code)) for code in spoken],
        access=[(key, str(word)) for key, word in wording.ACCESS.items()],
        kinds=kinds,
        places=names_near(actor, ecosystem),
    )
