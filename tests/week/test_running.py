"""What runs stands in the week beside what waits, and is no reason to say that something waits."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from hedgerow.features.engagement.placements.models import Placement
from hedgerow.portal.queries.week import week


@pytest.mark.slow
@pytest.mark.django_db
def test_a_placement_that_runs_is_found_apart_from_what_waits(made, client: Client):
    with transaction.atomic():
        Placement.objects.update(state="running")
        for role, why in (
            ("learner", "Enter your hours"), ("guardian", "See how it stands"),
            ("partner", "Confirm the hours"),
        ):  # fmt: skip
            seen = week(made.actor(role), made.now)
            assert {str(one.why) for one in seen.running} == {why}, role
            assert not any(one.runs for one in seen.waiting)
        session = client.session
        session["person_id"] = made.people["learner"].pk
        session["since"] = "2099-01-01T00:00:00+00:00"
        session.save()
        page = client.get(reverse("home")).content.decode()
        row = Placement.objects.get(learner=made.people["learner"])
        assert "Placements that run" in page
        assert reverse("hours-log", args=[made.ecosystem.slug, row.uuid]) in page
        transaction.set_rollback(True)
