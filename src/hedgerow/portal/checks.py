"""What ``hedgerow doctor`` looks at: whether somebody is there who was erased."""

from collections.abc import Iterator
from datetime import datetime

from hedgerow.foundation.installation.checked import Check
from hedgerow.foundation.installation.erasures import noted
from hedgerow.foundation.installation.home import the_home

from .erasing_again import there

NAME = "erased"


def checks(now: datetime) -> Iterator[Check]:
    """Who is on the list of erasures and in the database all the same."""
    found = there(noted(the_home()))
    if not found:
        yield Check(NAME, True, "nobody who was erased is here")
        return
    mixed = [one for one in found if one.merged]
    yield Check(
        NAME, False,
        f"{len(found)} here although erased: {', '.join(map(str, found))}",
        f"In the record of {mixed[0]} lies that of {mixed[0].merged}: make them two again, "
        "or erase it by hand, with all that is in it."
        if mixed
        else "Restart the server: it erases them again before it serves.",
    )  # fmt: skip
