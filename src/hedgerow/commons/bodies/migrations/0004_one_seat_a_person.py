import hedgerow.foundation.overlaps
from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("bodies", "0003_mandates_apart")]
    operations = [
        migrations.AlterField(
            model_name="mandate",
            name="body",
            field=models.ForeignKey(on_delete=PROTECT, related_name="+", to="bodies.body"),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=hedgerow.foundation.overlaps.NoSharedDay(
                fields=("body", "person"), name="one_seat_a_person", with_last=False
            ),
        ),
    ]
