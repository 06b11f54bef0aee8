"""What partners offer and offered, and who takes part or waits."""

from collections.abc import Iterator
from datetime import timedelta

from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.features.engagement.opportunities.planting_offers import plant_offers

from .topics import items_named

BEFORE = timedelta(hours=1)
"""What is made up happened before it was planted."""


def steps(plot: Plot) -> Iterator[Step]:
    if plot.blueprint.opportunities:
        yield Step("opportunities", _offers)


def _offers(plot: Plot) -> None:
    partners = Organisation.objects.filter(  # those who were there from the beginning
        memberships__ecosystem=plot.ecosystem, memberships__partner=True, memberships__ends=None,
        memberships__starts__lte=plot.began_on,
    )  # fmt: skip
    some = list(partners.order_by("pk").distinct()[:12])
    about = {
        kind: [item.pk for item in items_named(plot, named)]
        for kind, named in plot.history.learning.opportunities.items()
    }
    plant_offers(
        plot.ecosystem, plot.blueprint.opportunities, some, about,
        by=SIMULATION, at=plot.at - BEFORE,
    )  # fmt: skip
