"""What happened last is read by when it happened, not by when it was written down."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["ecosystem", "at", "id"], name="journal_fact_lately"),
        ),
    ]
