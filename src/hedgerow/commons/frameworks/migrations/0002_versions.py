"""Versions of frameworks, ties between items, and what CASE files say of them."""

import django.db.models.deletion
import hedgerow.foundation.rows
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ecosystems', '0002_population_origin'),
        ('frameworks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Association',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(default=hedgerow.foundation.rows.new_uuid, editable=False, unique=True)),
                ('kind', models.CharField(help_text='As CASE calls it, or ext:…', max_length=80)),
                ('origin_title', models.CharField(blank=True, max_length=300)),
                ('origin_uri', models.CharField(blank=True, max_length=500)),
                ('origin_identifier', models.CharField(blank=True, db_index=True, max_length=200)),
                ('destination_title', models.CharField(blank=True, max_length=300)),
                ('destination_uri', models.CharField(blank=True, max_length=500)),
                ('destination_identifier', models.CharField(blank=True, db_index=True, max_length=200)),
                ('sequence', models.IntegerField(blank=True, null=True)),
                ('notes', models.TextField(blank=True)),
                ('identifier', models.UUIDField(db_index=True, default=hedgerow.foundation.rows.new_uuid)),
                ('uri', models.CharField(blank=True, max_length=500)),
                ('case', models.JSONField(blank=True, default=dict)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(default=hedgerow.foundation.rows.new_uuid, editable=False, unique=True)),
                ('kind', models.CharField(help_text='As CASE calls the list, such as CFSubjects.', max_length=40)),
                ('identifier', models.UUIDField(db_index=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('case', models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name='framework',
            name='adopted_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='framework',
            name='case',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='framework',
            name='changed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='framework',
            name='ended_on',
            field=models.DateField(blank=True, help_text='First day it is used no longer.', null=True),
        ),
        migrations.AddField(
            model_name='framework',
            name='identifier',
            field=models.UUIDField(db_index=True, default=hedgerow.foundation.rows.new_uuid),
        ),
        migrations.AddField(
            model_name='framework',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('adopted', 'adopted'), ('deprecated', 'no longer used')], default='adopted', max_length=10),
        ),
        migrations.AddField(
            model_name='framework',
            name='uri',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='item',
            name='case',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='item',
            name='changed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='item',
            name='identifier',
            field=models.UUIDField(db_index=True, default=hedgerow.foundation.rows.new_uuid),
        ),
        migrations.AddField(
            model_name='item',
            name='place_identifier',
            field=models.UUIDField(db_index=True, default=hedgerow.foundation.rows.new_uuid),
        ),
        migrations.AddField(
            model_name='item',
            name='uri',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddConstraint(
            model_name='framework',
            constraint=models.CheckConstraint(condition=models.Q(('adopted_on__isnull', True), ('ended_on__isnull', True), ('ended_on__gte', models.F('adopted_on')), _connector='OR'), name='framework_order'),
        ),
        migrations.AddField(
            model_name='association',
            name='destination',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tied', to='frameworks.item'),
        ),
        migrations.AddField(
            model_name='association',
            name='framework',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='associations', to='frameworks.framework'),
        ),
        migrations.AddField(
            model_name='association',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='frameworks.item'),
        ),
        migrations.AddField(
            model_name='definition',
            name='framework',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='definitions', to='frameworks.framework'),
        ),
        migrations.AddConstraint(
            model_name='association',
            constraint=models.UniqueConstraint(fields=('framework', 'identifier'), name='one_association_an_identifier'),
        ),
        migrations.AddConstraint(
            model_name='association',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin__isnull', False), models.Q(('origin_uri', ''), _negated=True), _connector='OR'), models.Q(('destination__isnull', False), models.Q(('destination_uri', ''), _negated=True), _connector='OR')), name='a_tie_has_two_ends'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.UniqueConstraint(fields=('framework', 'kind', 'identifier'), name='one_definition_an_identifier'),
        ),
    ]
