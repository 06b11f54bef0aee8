"""An item is rated on a scale of its own."""

from datetime import datetime

from django.db import transaction

from hedgerow.foundation.errors import NotFound, Stale
from hedgerow.foundation.permissions import Actor

from ..models import Framework, Item, Scale
from .noting import note, permitted


@transaction.atomic
def rate_item(
    item: Item, scale: Scale | None, *, by: Actor, at: datetime, revision: int | None = None
) -> Framework:
    """Rate an item on a scale of its own, or with None on that of its framework again.

    ``revision`` is that of the framework. What was recorded of the item keeps its number.

    Raises NotFound to outsiders and for another ecosystem's scale, NotPermitted or Stale.
    """
    ecosystem = item.framework.ecosystem
    permitted(ecosystem, by)
    if scale is not None and scale.ecosystem_id != ecosystem.pk:
        raise NotFound
    framework = Framework.objects.select_for_update().get(pk=item.framework_id)
    row = framework.items.select_for_update().get(pk=item.pk)
    theirs = {"scale": row.scale_id}
    if revision not in (None, framework.revision):
        raise Stale(yours={"scale": scale.pk if scale else None}, theirs=theirs)
    if row.scale != scale:
        row.scale, row.changed_at = scale, at
        row.save(update_fields=["scale", "changed_at"])
        framework.revision, framework.changed_at = framework.revision + 1, at
        framework.save(update_fields=["revision", "changed_at"])
        said: dict[str, object] = {
            "key": framework.key, "version": framework.version, "items": framework.items.count(),
        }  # fmt: skip
        subject = ("frameworks.framework", framework.uuid)
        note("framework_saved", ecosystem, subject, by, at, said)
    return framework
