"""Memberships of one organisation that share days are laid end to end; no day is lost.

Of two that share days the later one tells tier and partner from its first day on; of two that
began on one day, the one entered last.
"""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def lay_apart(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("membership", "OrganisationMembership")
    before = None
    for row in model.objects.order_by("ecosystem_id", "organisation_id", "starts", "pk"):
        same = before is not None and (
            (before.ecosystem_id, before.organisation_id) == (row.ecosystem_id, row.organisation_id)
        )
        if same and (before.ends is None or before.ends >= row.starts):
            ends = None if before.ends is None or row.ends is None else max(before.ends, row.ends)
            if before.starts == row.starts:
                before.delete()
            else:
                before.ends = row.starts - timedelta(days=1)
                before.save(update_fields=["ends"])
            if row.ends != ends:
                row.ends = ends
                row.save(update_fields=["ends"])
        before = row


class Migration(migrations.Migration):
    dependencies = [("membership", "0007_open_sessions")]
    operations = [migrations.RunPython(lay_apart, migrations.RunPython.noop, elidable=True)]
