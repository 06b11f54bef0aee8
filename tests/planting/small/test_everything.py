"""All blueprints are planted with one command, and again only what is missing."""

from collections import Counter

import pytest
from django.apps import apps
from django.db.models import CharField
from django.db.models.functions import Length

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.observations.models import Sample
from hedgerow.commons.people.models import Person
from hedgerow.edges.blueprints import demo, everything
from hedgerow.features.engagement.families.models import Contact
from hedgerow.features.engagement.mentoring.models import Offer
from hedgerow.features.engagement.opportunities.models import Entry, Opportunity
from hedgerow.profile.models import Snapshot

from .conftest import AT, SCALE, Fourteen

pytestmark = [
    pytest.mark.slow, pytest.mark.long, pytest.mark.django_db,
    pytest.mark.sqlite,  # PostgreSQL: tests/kill
]  # fmt: skip


def too_long() -> list[str]:
    """Texts longer than their columns, which SQLite takes and PostgreSQL does not."""
    columns = [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField) and field.max_length and model._meta.managed
    ]
    return [
        f"{model._meta.label}.{field.name}"
        for model, field in columns
        if model._base_manager.annotate(letters=Length(field.name))
        .filter(letters__gt=field.max_length)
        .exists()
    ]


def assert_opportunities_have_a_life(keys: list[str]) -> None:
    """Of each ecosystem some are open, some are over and some put away; what is over was held."""
    rows = Opportunity.objects.all()
    count = Counter(rows.values_list("ecosystem__slug", "state"))
    fewest = {"open": 3, "closed": 1, "archived": 1}
    assert all(count[key, state] >= least for key in keys for state, least in fewest.items())
    over = rows.filter(state__in=("closed", "archived"), activity__isnull=False)
    met = Session.objects.filter(activity__in=over.values("activity"))
    assert {*met.values_list("state", flat=True)} == {"held"}
    assert met.filter(attendance__status="absent").exists()
    assert not met.filter(starts_at__gte=AT).exists()
    judged = Entry.objects.filter(opportunity__ecosystem__slug="long-beach", rank__isnull=False)
    assert sorted(judged.values_list("rank", flat=True)) == [1, 2, 3]
    kinds = {"field-trip", "service", "professional-development", "mentoring", "meet-up"}
    assert kinds <= {*rows.values_list("kind__key", flat=True)}
    assert Sample.objects.filter(ecosystem__slug="long-beach").exists()
    good = Contact.objects.filter(ecosystem__slug="long-beach", tone="positive")
    assert good.exists()
    assert Offer.objects.filter(ecosystem__slug="long-beach").exists()


def test_what_is_missing_is_planted_and_read_and_fits_into_its_columns(fourteen: Fourteen) -> None:
    keys = everything.in_turn()
    assert sorted(keys) == everything.available()
    assert (len(keys), keys[0]) == (14, "tulsa")
    assert fourteen.planted == [everything.Planted(key, True) for key in keys]
    there = Ecosystem.objects.all()  # networks among them bring those within along
    assert {row.slug for row in there} >= {*keys}
    assert {row.state for row in there} == {"open"}
    assert_opportunities_have_a_life(keys)
    assert {*Snapshot.objects.values_list("ecosystem__slug", flat=True)} >= {*keys}
    done = [done for _, done, _ in fourteen.heard]
    assert done == sorted(done)
    assert fourteen.heard[-1] == (everything.PROFILES, 1400, 1400)
    assert too_long() == []
    again = everything.plant_all(AT, lambda *_told: None, scale=SCALE)
    assert not any(one.new for one in again)
    demo.follow_the_browser(AT)
    shown = Person.objects.filter(kept_by__slug="tulsa", code__in=demo.ROLES.values())
    assert {row.language for row in shown} == {""}
    assert [role for role, _link in demo.demo_links("")] == list(demo.ROLES)
