"""Mappings that were chosen on a page are found again by the headings of a file."""

from django.db import migrations, models

STATES = [
    ("asking", "waits for its columns to be named"),
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
    dependencies = [("exchange", "0002_undoing")]

    operations = [
        migrations.AddField(
            "savedmapping",
            "headings",
            models.CharField(
                blank=True,
                default="",
                help_text="Of which set of headings it was made.",
                max_length=64,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "import",
            "state",
            models.CharField(choices=STATES, default="checking", max_length=9),
        ),
    ]
