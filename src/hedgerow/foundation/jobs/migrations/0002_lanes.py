"""Who comes first: a lane for what somebody waits for, one for what nobody does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.RemoveIndex("job", "jobs_ready"),
        migrations.AddField(
            "job",
            "lane",
            models.PositiveSmallIntegerField(
                choices=[(0, "Waited For"), (1, "Ordinary"), (2, "Background")],
                db_default=1,
                default=1,
            ),
        ),
        migrations.AddIndex(
            "job", models.Index(fields=["state", "lane", "run_at", "id"], name="jobs_first")
        ),
    ]
