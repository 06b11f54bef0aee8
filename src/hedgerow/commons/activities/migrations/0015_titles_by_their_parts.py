from django.db import migrations

from hedgerow.foundation import parts


class Migration(migrations.Migration):

    dependencies = [
        ("activities", "0014_simulated_kinds"),
    ]

    operations = [
        migrations.AddField("activity", "title_folded", parts.FoldedField("title")),
        parts.indexed_parts("activities", "activity", "title_folded"),
    ]
