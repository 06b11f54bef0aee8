"""Records that were merged lead to the one that was kept; what a merge wrote is kept for some days."""

import django.db.models.deletion
import hedgerow.foundation.rows
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ecosystems', '0004_text_lengths'),
        ('people', '0006_time_zones'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(blank=True, help_text='The record that this one was merged into; it is empty then.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person'),
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(default=hedgerow.foundation.rows.new_uuid, editable=False, unique=True)),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('trace', models.JSONField(default=list)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('ecosystem', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ecosystems.ecosystem')),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='merge_of_two')],
            },
        ),
    ]
