"""The opportunity of a placement is a row of its table, no longer its public id alone."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def name_rows(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What is no longer there is named by nobody."""
    Placement = apps.get_model("placements", "Placement")
    Opportunity = apps.get_model("opportunities", "Opportunity")
    same = Opportunity.objects.filter(uuid=OuterRef("offer"), ecosystem=OuterRef("ecosystem"))
    named = Placement.objects.filter(offer__isnull=False)
    named.update(offer_row=Subquery(same.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("opportunities", "0003_challenges"),
        ("placements", "0004_ask_hosts"),
    ]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="offer_row",
            field=models.ForeignKey(
                blank=True, help_text="The opportunity it is a place of.", null=True,
                on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                to="opportunities.opportunity",
            ),
        ),
        migrations.RunPython(name_rows, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="placement", name="offer"),
        migrations.RenameField(model_name="placement", old_name="offer_row", new_name="offer"),
    ]  # fmt: skip
