"""Merges before, and offers to hand an ecosystem over, of two records that become one."""

from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.tests.factories import actor, convener, person
from hedgerow.commons.people.actions import undo_merge
from hedgerow.commons.people.models import Merge
from hedgerow.foundation.errors import NotFound

from .records import STEWARD, merged, state
from .writing import made

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_merges_before_name_the_one_that_is_kept_and_whom_they_took_stays_gone() -> None:
    home = ecosystem()
    ada, twin = convener(home, "Ada Oak"), convener(home, "Ada Oak")
    earlier = [person(home, name) for name in ("Ada O.", "A. Oak")]
    merged(home, ada, earlier[0], by=actor(twin))
    merged(home, twin, earlier[1], by=actor(ada))

    def told() -> list[tuple[int, ...]]:
        rows = Merge.objects.filter(gone__in=earlier).order_by("pk")
        return list(rows.values_list("kept", "gone", "by"))

    before = told()
    row = merged(home, ada, twin)
    assert told() == [(ada.pk, one.pk, ada.pk) for one in earlier]
    with pytest.raises(NotFound):  # why no record is ever gone in two merges
        merged(home, ada, earlier[1])
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    assert told() == before


@pytest.mark.parametrize("to_the_other", [True, False])
def test_of_two_open_offers_of_one_ecosystem_one_goes_on_unless_it_was_to_the_other(
    to_the_other: bool,
) -> None:
    home = ecosystem()
    ada, twin = convener(home, "Ada Oak"), convener(home, "Ada Oak")
    heir = twin if to_the_other else convener(home, "Heir")
    offers = [
        made(Invitation, ecosystem=home, invited_by=by, successor=to, hands_over=True,
             role="convener", expires_at=NOW + timedelta(days=1))
        for by, to in ((ada, heir), (twin, convener(home, "Other")))
    ]  # fmt: skip
    before = state()
    row = merged(home, ada, twin)
    found = Invitation.objects.in_bulk([one.pk for one in offers])
    ends = [found[one.pk].withdrawn_at for one in offers]
    assert ends == [NOW if to_the_other else None, NOW]
    assert {one.invited_by_id for one in found.values()} == {ada.pk}
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    assert state() == before
