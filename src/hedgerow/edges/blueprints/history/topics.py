"""Items of an ecosystem's own frameworks, as its blueprint names them."""

from collections.abc import Sequence

from hedgerow.commons.frameworks.models import Item
from hedgerow.edges.blueprints.plot import Plot


def items_named(plot: Plot, named: Sequence[str]) -> list[Item]:
    """The items of these names in order, each once; a framework's are all of it that have a title."""
    if not named:
        return []
    rows = Item.objects.filter(framework__ecosystem=plot.ecosystem, framework__status="adopted")
    every = list(rows.select_related("framework__scale", "scale").order_by("position", "pk"))
    found = [
        item
        for name in named
        for item in every
        if name in (f"{item.framework.key}/{item.code}", item.framework.key)
        and (item.title or "/" in name)
    ]
    return list({item.pk: item for item in found}.values())
