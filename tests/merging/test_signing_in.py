"""What else names the record, and what it signs in with."""

import pytest

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.bodies.errors import BothSeated
from hedgerow.commons.bodies.models import Body, Constituency, Mandate, Seat
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.models import (
    ApiToken,
    Consent,
    SignInCard,
)
from hedgerow.commons.membership.tests.factories import person
from hedgerow.commons.people.models import (
    Account,
    Merge,
)
from hedgerow.commons.records.models import Progress
from hedgerow.foundation.accesslog.models import Opening
from hedgerow.foundation.merging import rules

from .records import DAY, club, merged, state

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_all_else_that_names_the_record_names_the_other(eco, ada, twin) -> None:
    chess, kim = club(eco), person(eco, "Kim")
    frame = Framework.objects.create(ecosystem=eco, key="f", title="F", kind="f")
    item = Item.objects.create(framework=frame, code="1")
    Progress.objects.create(ecosystem=eco, person=twin, item=item, level=1, at=NOW)
    Progress.objects.create(
        ecosystem=eco, person=kim, item=item, level=1, at=NOW, witnessed_by=twin
    )
    Consent.objects.create(ecosystem=eco, person=twin, purpose="photos", answer="given", at=NOW)
    Activity.objects.filter(pk=chess.pk).update(leader=twin)
    Opening.objects.create(at=NOW, learner=twin.pk, via="page", what="people.person")
    merged(eco, ada, twin)
    left = {
        rule.model._meta.label: rule.rows(twin.pk).count()
        for rule in rules()
        if rule.model is not Merge and rule.rows(twin.pk).exists()
    }
    assert left == {}
    assert Progress.objects.get(person=ada).item == item
    assert Opening.objects.get().learner == ada.pk


def test_one_account_stays_and_other_ways_to_sign_in_end(eco, ada, twin) -> None:
    for who, address in ((ada, "a@example.org"), (twin, "b@example.org")):
        who.account = Account.objects.create(email=address)
        who.save()
    SignInCard.objects.create(ecosystem=eco, person=twin, secret_hash="x", issued_at=NOW)
    ApiToken.objects.create(person=twin, name="t", secret_hash="y", created_at=NOW)
    merged(eco, ada, twin, account="gone")
    ada.refresh_from_db()
    assert ada.account.email == "b@example.org"
    assert not Account.objects.get(email="a@example.org").is_active
    assert SignInCard.objects.get().revoked_at == NOW
    assert not ApiToken.objects.exists()


def test_an_account_alone_is_taken_over(eco, ada, twin) -> None:
    twin.account = Account.objects.create(email="b@example.org")
    twin.save()
    merged(eco, ada, twin)
    ada.refresh_from_db()
    assert (ada.account.email, ada.account.is_active) == ("b@example.org", True)


def test_two_seats_of_one_body_stop_it_and_nothing_changes(eco, ada, twin) -> None:
    body = Body.objects.create(ecosystem=eco, key="council", name="Council")
    some = Constituency.objects.create(body=body, key="staff", name="Staff", quota=2)
    for number, who in enumerate((ada, twin), 1):
        seat = Seat.objects.create(body=body, constituency=some, number=number)
        Mandate.objects.create(body=body, seat=seat, person=who, starts=DAY)
    before = state()
    with pytest.raises(BothSeated):
        merged(eco, ada, twin)
    assert state() == before
    assert not Merge.objects.exists()
