"""What a blueprint says of the values that indicators have in a simulated history."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from hedgerow.foundation.blueprints import Section


class Observed(Section):
    """How the values of an indicator move, term after term; all of it is made up.

    They go from ``first`` to ``last``; where these are not told from the indicator's baseline towards
    its target, and where it has none as is usual for its unit. Each site has values of its own; with
    ``whole`` there is one for all, kept by whoever the sites belong to. With ``of_learners`` both ends
    are shares of the learners there, and a value is how many that are. What is ``core`` has moved once
    it is better by ``minimum_change``.
    """

    first: Decimal | None = None
    last: Decimal | None = None
    whole: bool = False
    of_learners: bool = False
    core: bool = False
    minimum_change: Annotated[Decimal, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _shares_are_shares(self) -> Self:
        ends = (self.first, self.last)
        if self.of_learners and not all(one is not None and 0 <= one <= 1 for one in ends):
            raise ValueError("a first and a last share of the learners, between 0 and 1")
        return self
