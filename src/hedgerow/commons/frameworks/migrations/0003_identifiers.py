"""Each framework and item that was here gets an identifier of its own."""

from django.db import migrations

import hedgerow.foundation.rows

BATCH = 500


def tell_apart(apps, schema_editor):
    for name in ("Framework", "Item"):
        model = apps.get_model("frameworks", name)
        rows = model.objects.using(schema_editor.connection.alias).order_by("pk")
        last, fields = 0, ["identifier", *(["place_identifier"] if name == "Item" else [])]
        while some := list(rows.filter(pk__gt=last)[:BATCH]):
            for row in some:
                row.identifier = row.uuid
                if name == "Item":
                    row.place_identifier = hedgerow.foundation.rows.new_uuid()
            model.objects.using(schema_editor.connection.alias).bulk_update(some, fields)
            last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0002_versions")]

    operations = [migrations.RunPython(tell_apart, migrations.RunPython.noop, elidable=True)]
