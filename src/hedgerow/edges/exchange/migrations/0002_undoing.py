"""Imports can be undone: what each wrote is kept with it for a time."""

import django.db.models.deletion
from django.db import migrations, models

STATES = [
    ("checking", "being looked through"),
    ("ready", "waits for confirmation"),
    ("wrong", "has problems"),
    ("running", "being imported"),
    ("moved", "waits for another look"),
    ("done", "imported"),
    ("undoing", "being undone"),
    ("undone", "undone"),
    ("discarded", "discarded"),
]


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_imports")]

    operations = [
        migrations.AddField("import", "undone_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "import",
            "state",
            models.CharField(choices=STATES, default="checking", max_length=9),
        ),
        migrations.CreateModel(
            name="ImportTrace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.BinaryField()),
                (
                    "of",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trace",
                        to="exchange.import",
                    ),
                ),
            ],
        ),
    ]
