"""One link, one card, one code, used at the very same moment; and pages that stay quick."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.membership.actions import (
    issue_cards,
    make_sign_in_link,
    make_token,
    revoke_card,
    sign_in_by_card,
    sign_in_by_link,
)
from hedgerow.commons.membership.errors import CardUnknown, LinkSpent
from hedgerow.commons.membership.models import Group, GroupPlace, SignInCard
from hedgerow.commons.membership.tests import factories

FOUR = 4


def alone(act: Callable[[], Any]) -> Any:
    """What the act returns, in a thread of its own."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(_closing, act).result()


def at_once(act: Callable[[], Any], refused: type[Exception]) -> list[bool]:
    """Whether each of four who act at the same moment was let."""
    together = Barrier(FOUR)

    def one(_number: int) -> bool:
        together.wait(20)
        try:
            act()
        except refused:
            return False
        return True

    with ThreadPoolExecutor(FOUR) as threads:
        return sorted(threads.map(lambda n: _closing(lambda: one(n)), range(FOUR)))


def _closing(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_link_signs_in_one_of_four_at_once(database_of_threads: None) -> None:
    secret = alone(lambda: make_sign_in_link(factories.person(), at=timezone.now()))
    let = at_once(lambda: sign_in_by_link(secret, at=timezone.now()), LinkSpent)
    assert let == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_card_revoked_while_four_use_it_signs_nobody_in_afterwards(
    database_of_threads: None,
) -> None:
    def issued() -> Any:
        aspen = factories.ecosystem()
        by = factories.actor(factories.convener(aspen))
        bo = factories.learner(factories.member_school(aspen))
        (card,) = issue_cards(aspen, [bo], by=by, at=timezone.now())
        return aspen, bo, by, card.secret

    aspen, bo, by, secret = alone(issued)
    use = lambda: sign_in_by_card(secret, at=timezone.now())  # noqa: E731
    assert at_once(use, CardUnknown) == [True] * FOUR
    alone(lambda: revoke_card(aspen, bo, by=by, at=timezone.now()))
    assert at_once(use, CardUnknown) == [False] * FOUR
    assert alone(lambda: SignInCard.objects.get().revoked_at) is not None


@pytest.mark.django_db
@pytest.mark.slow
def test_twenty_rows_take_as_many_queries_as_two() -> None:
    aspen = factories.ecosystem()
    ada, oak = factories.convener(aspen), factories.member_school(aspen)
    by, browser = factories.actor(ada), Client()
    session = browser.session
    session["person_id"] = ada.pk
    session.save()
    group = Group.objects.create(
        ecosystem=aspen, organisation=oak, name="5a", grade="5", starts=factories.STARTS
    )
    year = "school-year/?school_year=2027-28&begins=2027-08-01&last=12"
    pages = (
        "/me/tokens/",
        f"/e/{aspen.slug}/groups/{group.uuid}/cards/",
        f"/e/{aspen.slug}/{year}",
    )
    counts = []
    for numbers in (range(2), range(2, 20)):
        learners = [factories.learner(oak, f"Bo {number}") for number in numbers]
        for number, bo in enumerate(learners):
            GroupPlace.objects.create(group=group, person=bo, starts=factories.STARTS)
            make_token(f"T{number}", write=False, expires_at=None, by=by, at=timezone.now())
        issue_cards(aspen, learners, by=by, at=timezone.now())
        asked = []
        for page in pages:
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(page).status_code == 200
            asked.append(len(seen))
        counts.append(asked)
    assert counts[0] == counts[1]
