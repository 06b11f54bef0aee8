"""No two frameworks of an ecosystem, and no two items of a framework, share an identifier."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0003_identifiers")]

    operations = [
        migrations.AddConstraint(
            model_name='framework',
            constraint=models.UniqueConstraint(fields=('ecosystem', 'identifier'), name='one_framework_an_identifier'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('framework', 'identifier'), name='one_item_an_identifier'),
        ),
    ]
