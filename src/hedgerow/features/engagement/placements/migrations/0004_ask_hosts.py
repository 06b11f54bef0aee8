"""Hosts of placements that are still being prepared were never asked: they are from now on."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone


def ask(apps, schema_editor):
    placement, host_ask = (apps.get_model("placements", name) for name in ("Placement", "HostAsk"))
    now = timezone.now()
    for row in placement.objects.filter(state="preparing", asks=None).iterator():
        due = max(now.date(), min(now.date() + timedelta(days=7), row.starts))
        host_ask.objects.create(
            ecosystem_id=row.ecosystem_id, placement=row, host_id=row.host_id, starts=row.starts,
            ends=row.ends, asked_at=now, due=due,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("placements", "0003_hosts_asked")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop, elidable=True)]
