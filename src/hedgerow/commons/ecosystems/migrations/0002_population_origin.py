"""Population figures say when they were recorded here and where they come from."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ecosystems", "0001_initial")]

    operations = [
        migrations.RemoveField("populationfigure", "simulated"),
        migrations.AddField(
            "populationfigure",
            "declared",
            models.DateField(
                default=datetime.date(2026, 1, 1), help_text="The day the figure was recorded here."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "populationfigure",
            "origin",
            models.CharField(
                choices=[
                    ("live", "recorded here"),
                    ("imported", "imported"),
                    ("simulated", "simulated"),
                ],
                default="live",
                max_length=9,
            ),
        ),
    ]
