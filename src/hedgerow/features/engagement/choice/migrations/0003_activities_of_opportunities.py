"""Offers entered by hand whose activity is an opportunity's become that opportunity.

Where the round offers the opportunity besides, the one entered by hand stays as it is.
"""

from typing import Any

from django.db import migrations


def name_opportunities(apps: Any, _editor: Any) -> None:
    offers = apps.get_model("choice", "Offer").objects
    by_hand = offers.filter(opportunity=None, activity__isnull=False)
    rows = apps.get_model("opportunities", "Opportunity").objects.filter(
        activity__in=by_hand.values("activity")
    )
    named = dict(rows.values_list("activity", "pk"))
    for offer in by_hand.filter(activity__in=named).order_by("pk"):
        opportunity = named[offer.activity_id]
        if not offers.filter(round=offer.round_id, opportunity=opportunity).exists():
            offers.filter(pk=offer.pk).update(opportunity=opportunity)


class Migration(migrations.Migration):
    dependencies = [
        ("choice", "0002_offers_that_are_opportunities"),
        ("opportunities", "0009_statistics_of_lists"),
    ]

    operations = [
        migrations.RunPython(name_opportunities, migrations.RunPython.noop, elidable=True),
    ]
