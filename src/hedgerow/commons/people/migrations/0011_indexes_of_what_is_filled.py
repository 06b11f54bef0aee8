"""Indexes of keys that are empty in most rows hold the filled ones alone; one that another begins with goes.

The tables are not written anew for it: a country has millions of rows in them.
"""

import django.db.models.deletion
from django.db import migrations, models

GONE = (
    ("people_guardian", "ecosystem_id", "people_guardian_ecosystem_id_916aea8e"),
    ("people_nameword", "organisation_id", "people_nameword_organisation_id_92825573"),
    ("people_nameword", "person_id", "people_nameword_person_id_f40adbc4"),
    ("people_person", "merged_into_id", "people_person_merged_into_id_138bbee4"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('ecosystems', '0005_second_factor'),
        ('people', '0010_erased_codes'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{name}"', f'CREATE INDEX "{name}" ON "{table}" ("{column}")'
                )
                for table, column, name in GONE
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='guardian',
                    name='ecosystem',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ecosystems.ecosystem'),
                ),
                migrations.AlterField(
                    model_name='nameword',
                    name='organisation',
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='words', to='people.organisation'),
                ),
                migrations.AlterField(
                    model_name='nameword',
                    name='person',
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='words', to='people.person'),
                ),
                migrations.AlterField(
                    model_name='person',
                    name='merged_into',
                    field=models.ForeignKey(blank=True, db_index=False, help_text='The record that this one was merged into; it is empty then.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person'),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name='nameword',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='people_words_of_person'),
        ),
        migrations.AddIndex(
            model_name='nameword',
            index=models.Index(condition=models.Q(('organisation__isnull', False)), fields=['organisation'], name='people_words_of_place'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='people_merged_into'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('erased_at__isnull', False)), fields=['kept_by'], name='people_erased'),
        ),
    ]
