"""A step in which something is said of an opportunity."""

from typing import Any, ClassVar

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Opportunity


class StepForm(RevisedForm):
    """One step; ``linked`` are fields that name rows, kept as ``…_id``."""

    linked: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, data: Any = None, *, actor: Actor, ecosystem: Ecosystem,
        of: Opportunity | None = None,
    ) -> None:  # fmt: skip
        names = self.base_fields
        given = {} if of is None else {name: getattr(of, name) for name in names}
        super().__init__(data, initial=given)
        self.of = of
        self.prepare(actor, ecosystem)

    def prepare(self, actor: Actor, ecosystem: Ecosystem) -> None:
        """Offer what can be chosen here."""

    def values(self) -> dict[str, Any]:
        """What was entered, as the actions take it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        for name in self.linked:
            row = given.pop(name)
            given[f"{name}_id"] = row.pk if row else None
        return given
