"""A reading says whether it tells of activities that members alone may see."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profile", "0002_disclosure")]

    operations = [
        migrations.AddField(
            "reading",
            "inner",
            models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whether it tells of what members alone see.",
            ),
        ),
    ]
