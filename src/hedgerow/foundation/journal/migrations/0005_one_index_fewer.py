"""The index of facts by themselves goes: that of their subjects begins with the fact.

The table is not written anew for it, which would take its triggers with it.
"""

import django.db.models.deletion
from django.db import migrations, models

NAME = "journal_factsubject_fact_id_332593b8"


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0004_closed'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{NAME}"',
                    f'CREATE INDEX "{NAME}" ON "journal_factsubject" ("fact_id")',
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='factsubject',
                    name='fact',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='journal.fact'),
                ),
            ],
        ),
    ]
