"""An organisation is the one with its code, whatever its kind.

Where two kinds had the same code, the first keeps it; the others' is told apart by their kind.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Count, Q

LONGEST = 60


def tell_apart(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("people", "Organisation").objects.exclude(code="")
    shared = rows.values("kept_by", "code").annotate(n=Count("pk")).filter(n__gt=1)
    for one in shared.values_list("kept_by", "code"):
        taken = set(rows.filter(kept_by=one[0]).values_list("code", flat=True))
        for row in rows.filter(kept_by=one[0], code=one[1]).order_by("pk")[1:]:
            row.code = _free(f"{row.kind}:{row.code}", taken)
            row.save(update_fields=["code"])


def _free(code: str, taken: set[str]) -> str:
    found, number = code[:LONGEST], 1
    while found in taken:
        number += 1
        found = f"{code[: LONGEST - 8]} {number}"
    taken.add(found)
    return found


class Migration(migrations.Migration):
    dependencies = [("ecosystems", "0002_population_origin"), ("people", "0002_origins")]

    operations = [
        migrations.RemoveConstraint("organisation", "one_organisation_a_code"),
        migrations.RunPython(tell_apart, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "organisation",
            models.UniqueConstraint(
                condition=~Q(code=""),
                fields=("kept_by", "code"),
                name="one_organisation_a_code",
            ),
        ),
    ]
