"""One of the first steps that a new place offers; ``ui/steps.html`` shows them as a list."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, why, on which page (empty: not this reader's to do) and whether it is done.

    ``where`` names the ecosystem, where it stands among those of several.
    """

    title: Text
    act: Text
    url: str = ""
    why: Text = ""
    done: bool = False
    where: Text = ""
