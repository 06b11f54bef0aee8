"""Registers name grades in words, such as "Post Secondary"."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_one_organisation_a_code")]

    operations = [
        migrations.AlterField(
            "organisation", "low_grade", models.CharField(blank=True, max_length=20)
        ),
        migrations.AlterField(
            "organisation", "high_grade", models.CharField(blank=True, max_length=20)
        ),
    ]
