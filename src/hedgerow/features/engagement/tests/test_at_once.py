"""Two do the same at once: one of them is refused as if they had come later, and nothing is lost.

What only PostgreSQL lets happen is tried there; on SQLite, with its one writer, one after another.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.features.engagement.choice import actions as choice
from hedgerow.features.engagement.choice.models import Offer as Seats
from hedgerow.features.engagement.choice.models import Outcome, WishList
from hedgerow.features.engagement.choice.tests.factories import LATER, STEWARD, a_round
from hedgerow.features.engagement.families import actions as families
from hedgerow.features.engagement.families.models import EmergencyContact
from hedgerow.features.engagement.mentoring import actions as mentoring
from hedgerow.features.engagement.mentoring.models import (
    Need,
    Offer,
    Pairing,
    Proposal,
    ProposedPair,
)
from hedgerow.features.engagement.opportunities.tests.factories import valley
from hedgerow.features.engagement.partners import actions as partners
from hedgerow.foundation.errors import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
Act = Callable[[], object]
TIMES = 3


def together(*acts: Act) -> set[str]:
    """Do all at once; what came of it: "done", or the names of the refusals."""
    ready = Barrier(len(acts))

    def one(act: Act) -> str:
        try:
            ready.wait(20)
            return done(act)
        finally:
            connections.close_all()

    if connection.vendor == "sqlite":
        return {done(act) for act in acts}
    with ThreadPoolExecutor(len(acts)) as threads:
        return {one.result() for one in [threads.submit(one, act) for act in acts]}


def done(act: Act) -> str:
    try:
        act()
    except Refused as refusal:
        return type(refusal).__name__
    return "done"


def home() -> tuple[Ecosystem, Organisation, Person, list[Person]]:
    """A school with a child of two parents."""
    aspen = factories.ecosystem("Aspen Valley")
    oak = factories.member_school(aspen)
    child = factories.learner(oak, "Mia")
    parents = [factories.person(aspen, name) for name in ("Amal", "Olga")]
    for one in parents:
        factories.assigned(one, "guardian", aspen)
        Guardian.objects.create(
            ecosystem=aspen, guardian=one, learner=child, starts=date(2020, 1, 1)
        )
    return aspen, oak, child, parents


def test_both_parents_keep_the_details_and_tell_a_wish() -> None:
    aspen, _oak, child, parents = home()

    def keep(one: Person) -> None:
        call = [{"name": one.name, "phone": "1"}, {"name": "Nana", "phone": "2"}]
        families.keep_details(aspen, child, call, {}, by=factories.actor(one), at=NOW)

    def wish(one: Person, kind: str) -> None:
        said = {"person_id": child.pk, "kind": kind, "languages": [], "online": True}
        mentoring.tell_need(aspen, said, by=factories.actor(one), at=NOW)

    for _time in range(TIMES):
        assert together(*[partial(keep, one) for one in parents]) == {"done"}
    assert EmergencyContact.objects.count() == 2
    for kind in ("mentoring", "tutoring"):
        asked = together(*[partial(wish, one, kind) for one in parents])
        assert asked == {"done", "Invalid"}
    assert Need.objects.count() == 2


def test_two_conveners_word_a_template_and_add_a_contact() -> None:
    aspen, oak, _child, _parents = home()
    both = [factories.actor(factories.convener(aspen, name)) for name in ("Ada", "Bea")]

    def word(key: str, by: object) -> None:
        texts = {"en": ["Hello", "Come in."]}
        families.edit_template(aspen, key, texts, False, by=by, at=NOW)

    def add(task: str, by: object) -> None:
        partners.save_contact(aspen, oak, None, name="Mo", task=task, by=by, at=NOW)

    for time in range(TIMES):
        name = f"ours-{time}"
        assert together(*[partial(word, name, by) for by in both]) == {"done"}
        assert together(*[partial(add, name, by) for by in both]) == {"done", "Invalid"}


def test_a_mentors_last_place_is_given_once() -> None:
    aspen, oak, _child, _parents = home()
    by = factories.actor(factories.convener(aspen))
    open_ = {"ecosystem": aspen, "kind": "mentoring", "created_at": NOW, "online": True}
    for time in range(TIMES):
        mentor = factories.person(aspen, f"Mo {time}")
        factories.assigned(mentor, "tutor", aspen)
        offer = Offer.objects.create(person=mentor, starts=NOW.date(), places=1, **open_)
        first, second = (
            Need.objects.create(person=factories.learner(oak, f"Bo {time}{n}"), site=oak, **open_)
            for n in range(2)
        )
        proposal = Proposal.objects.create(
            ecosystem=aspen, kind="mentoring", method="exact", cost=0, bound=0, made_at=NOW
        )
        ProposedPair.objects.create(proposal=proposal, need=first, offer=offer)
        came = together(
            partial(mentoring.publish_proposal, proposal, by=by, at=NOW),
            partial(mentoring.propose_pair, second, offer, by=by, at=NOW),
        )
        assert came == {"done", "Full"}
        assert Pairing.objects.filter(offer=offer).count() == 1


def test_a_list_that_was_kept_is_in_the_draw() -> None:
    made = a_round(2)
    made.wish(0, "A")

    def draw() -> None:
        try:
            choice.run_round(made.row, by=STEWARD, at=LATER)
        finally:
            connections.close_all()

    if connection.vendor == "sqlite":
        made.wish(1, "B")
        draw()
    else:
        other = Thread(target=draw)
        with transaction.atomic():
            made.wish(1, "B")
            other.start()
            other.join(1)
        other.join(30)
    assert (WishList.objects.count(), Outcome.objects.count()) == (2, 2)


def test_two_open_rounds_that_take_an_opportunity_at_once_give_no_seat_twice() -> None:
    there = valley()
    by = factories.actor(factories.convener(there.place, "Cora"))
    for time in range(TIMES):
        rounds = [a_round(2, ecosystem=there.place, title=f"Round {time}{n}").row for n in range(2)]
        both = [there.offer(starts=None, capacity=3, title=f"Robots {time}{n}") for n in range(2)]
        uuids = [one.uuid for one in both]
        acts = (
            partial(choice.take_opportunities, row, order, by=by, at=NOW)
            for row, order in zip(rounds, (uuids, uuids[::-1]), strict=True)
        )
        assert together(*acts) == {"done"}
        for one in both:
            seats = Seats.objects.filter(opportunity=one).values_list("seats", flat=True)
            assert sorted(seats) == [0, 3]
