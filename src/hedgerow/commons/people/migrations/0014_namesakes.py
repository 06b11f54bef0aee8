from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0013_told_groups'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('born__isnull', False)), fields=['kept_by', 'sort_name', 'born'], name='people_namesakes_born'),
        ),
    ]
