from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("bodies", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="mandate",
            name="body",
            field=models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="bodies.body"),
        ),
    ]
