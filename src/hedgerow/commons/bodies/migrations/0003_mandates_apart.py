"""Mandates name their body, and nobody holds two seats of one body at a time.

Of two mandates of one person in one body that share days, the one that began first stands, of two
of the same day that of the lower seat; the other begins when it ends, or goes if no day is left.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def lay_apart(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    mandates, seats = apps.get_model("bodies", "Mandate"), apps.get_model("bodies", "Seat")
    body = Subquery(seats.objects.filter(pk=OuterRef("seat")).values("body")[:1])
    mandates.objects.update(body=body)
    before = None
    for row in mandates.objects.order_by("body", "person", "starts", "seat__number", "pk"):
        same = before is not None and (
            (before.body_id, before.person_id) == (row.body_id, row.person_id)
        )
        if same and (before.ends is None or before.ends > row.starts):
            if before.ends is None or (row.ends is not None and row.ends <= before.ends):
                row.delete()
                continue
            row.starts = before.ends
            row.save(update_fields=["starts"])
        before = row


class Migration(migrations.Migration):
    dependencies = [("bodies", "0002_mandates_bodies")]
    operations = [migrations.RunPython(lay_apart, migrations.RunPython.noop, elidable=True)]
