"""What families and schools told each other in a simulated history, and what families keep."""

from typing import Annotated

from pydantic import Field

from hedgerow.foundation.blueprints import Count, Key, Language, Section, Words

Body = Annotated[str, Field(min_length=1, max_length=2500)]
Short = Annotated[str, Field(max_length=500)]


class SentMessage(Section):
    """A usual message to the families of a group: ``days_ago`` it was sent, about a day ``in_days``."""

    template: Key
    days_ago: Count
    in_days: int = 0
    time: Short = ""
    note: Short = ""


class KeptDetails(Section):
    """Whom to call about a learner, and what must be known of health."""

    relation: Words
    phone: Annotated[str, Field(min_length=1, max_length=40)]
    allergies: Short = ""
    medicines: Short = ""
    other: Short = ""


class Families(Section):
    """Messages that went to families, and details that families keep, each for one learner in turn.

    ``templates`` are subject and text of usual messages in languages that these lack.
    """

    templates: dict[Key, dict[Language, tuple[Words, Body]]] = {}
    messages: tuple[SentMessage, ...] = ()
    details: tuple[KeptDetails, ...] = ()
