"""What is private is published to the warehouse, so that readings which rest on it are told."""

from django.db import migrations


def mark(apps, schema_editor):
    """Have the next refresh publish it for every ecosystem that has any."""
    dirty = apps.get_model("warehouse", "Dirty")
    activity = apps.get_model("activities", "Activity")
    private = activity.objects.filter(public=False).order_by()
    for ecosystem in private.values_list("ecosystem", flat=True).distinct():
        dirty.objects.create(table="private_activity", ecosystem=ecosystem, month="all")


class Migration(migrations.Migration):
    dependencies = [("activities", "0002_minutes_known"), ("warehouse", "0001_initial")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop, elidable=True)]
