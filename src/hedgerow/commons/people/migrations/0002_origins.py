"""Guardianships and declarations say where they come from; groups since when they are known."""

import datetime

from django.db import migrations, models

ORIGINS = [("live", "recorded here"), ("imported", "imported"), ("simulated", "simulated")]


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            "guardian", "origin", models.CharField(choices=ORIGINS, default="live", max_length=9)
        ),
        migrations.AddField(
            "declaredgroup",
            "origin",
            models.CharField(choices=ORIGINS, default="live", max_length=9),
        ),
        migrations.AddField(
            "populationgroup",
            "announced_at",
            models.DateTimeField(default=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)),
            preserve_default=False,
        ),
    ]
