"""A late mark says whether its minutes are known."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def unknown_where_late_by_nothing(apps, schema_editor):
    """Until now, late without minutes was kept as late with all of them."""
    attendance = apps.get_model("activities", "Attendance")
    session = apps.get_model("activities", "Session")
    planned = session.objects.filter(pk=OuterRef("session")).values("minutes")
    late = attendance.objects.filter(status="late", minutes=Subquery(planned))
    late.update(minutes_known=False)


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial")]

    operations = [
        migrations.AddField(
            "attendance",
            "minutes_known",
            models.BooleanField(
                db_default=True,
                default=True,
                help_text="False if late, and nobody said by how much.",
            ),
        ),
        migrations.RunPython(unknown_where_late_by_nothing, migrations.RunPython.noop, elidable=True),
    ]
