"""What measures read follows a merge and its undoing, and nothing else is copied anew."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.tests.factories import assigned, person
from hedgerow.commons.people.actions import undo_merge
from hedgerow.foundation import warehouse
from hedgerow.foundation.warehouse.actions import touch_everything
from hedgerow.foundation.warehouse.models import Dirty
from hedgerow.foundation.warehouse.queries import table
from hedgerow.foundation.warehouse.tables import declared

from .records import STEWARD, club, day, enrolled, full, marked, merged

pytestmark = pytest.mark.django_db


def published(*ecosystems: int) -> dict[str, list[tuple]]:
    return {
        name: sorted(table(name, ecosystems).to_polars().rows(), key=repr) for name in declared()
    }


def copied(*ecosystems: int) -> None:
    for one in ecosystems:
        warehouse.refresh(one)


def anew(*ecosystems: int) -> dict[str, list[tuple]]:
    """The same after everything was copied again."""
    for one in ecosystems:
        touch_everything(one)
    copied(*ecosystems)
    return published(*ecosystems)


def a_year(place, ada, twin, kim) -> None:
    """Places and marks of both and of somebody else, in months of their own."""
    chess = club(place)
    enrolled(chess, ada, -90, 60)
    enrolled(chess, twin, -30, 90)
    enrolled(chess, kim, -300, None)
    for number, who in ((40, twin), (75, ada), (-300, kim)):
        session = Session.objects.create(
            ecosystem=place, activity=chess, day=day(number), state=Session.State.HELD, minutes=60,
            starts_at=NOW + timedelta(days=number),
        )  # fmt: skip
        marked(session, who, "present", 60)


@pytest.mark.slow
def test_what_is_copied_after_a_merge_is_what_all_copied_anew_would_say(
    eco, ada, twin, settings, tmp_path
) -> None:
    settings.HEDGEROW_HOME = tmp_path
    other, kim = ecosystem(slug="hill"), person(eco, "Kim")
    full(eco, ada, twin)
    for place in (eco, other):
        assigned(ada, "learner", place)
        assigned(twin, "learner", place)
        a_year(place, ada, twin, kim)
    both = eco.pk, other.pk
    before = anew(*both)
    row = merged(eco, ada, twin)
    copied(*both)
    after = published(*both)
    assert after != before
    assert after == anew(*both)
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    copied(*both)
    assert published(*both) == before


@pytest.mark.slow
def test_months_in_which_neither_is_named_are_not_copied_anew(
    eco, ada, twin, settings, tmp_path
) -> None:
    settings.HEDGEROW_HOME = tmp_path
    a_year(eco, ada, twin, person(eco, "Kim"))
    anew(eco.pk)
    merged(eco, ada, twin)
    waiting = set(Dirty.objects.values_list("table", "month"))
    assert {month for name, month in waiting if name == "attendance"} == {"2026-10", "2026-11"}
    assert {month for name, month in waiting if name == "enrolment"} == {"2026-06", "2026-08"}


def test_every_monthly_table_that_names_persons_says_in_which_months() -> None:
    naming = {
        name for name, one in declared().items() if one.months and "person" in one.schema.columns
    }
    assert naming == {name for name, one in declared().items() if one.months_of}
    assert naming
