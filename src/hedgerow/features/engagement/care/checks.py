"""What ``hedgerow doctor`` looks at: whether somebody reads what is told in confidence."""

from collections.abc import Iterator
from datetime import datetime

from hedgerow.foundation.installation.checked import Check

from .models import LEADS
from .queries.naming import stranded

NAME = "safeguarding"


def checks(now: datetime) -> Iterator[Check]:
    """Ecosystems where nobody may read it and nobody can be asked to name whom; not what it is."""
    places = stranded(now)
    if not places:
        yield Check(NAME, True, "somebody can read, or is asked to name who reads, what is told")
        return
    found = ", ".join(f"{one.name} ({one.slug})" for one in places)
    yield Check(
        NAME, False,
        f"nobody can read what was told in confidence, nor may be asked to name somebody: {found}",
        "Name somebody from outside who protects children, and tell nobody there why: "
        f"hedgerow invite {places[0].slug} ADDRESS --as {LEADS[0]}",
    )  # fmt: skip
