"""Which pairs may be, and what they cost."""

import pytest

from hedgerow.features.engagement.mentoring.rules.assigning import assign
from hedgerow.features.engagement.mentoring.rules.pairs import (
    Needed,
    Offered,
    Weights,
    Why,
    kilometres,
    missing,
    refusal,
    terms,
)
from hedgerow.features.engagement.mentoring.rules.problem import problem_of

MOMBASA, NAIROBI = (-4.0435, 39.6682), (-1.2864, 36.8172)
ADA = Offered(1, 10, places=2, languages=frozenset({"sw", "en"}), items=frozenset({7}), at=MOMBASA)
BO = Needed(2, 20, languages=frozenset({"sw"}), items=frozenset({7, 8}), at=MOMBASA)


def changed(row, **values):
    return type(row)(**{name: getattr(row, name) for name in row.__slots__} | values)


@pytest.mark.parametrize(
    ("offer", "need", "why"),
    [
        ({}, {}, None),
        ({"person": 20}, {}, Why.ONESELF),
        ({}, {"barred": frozenset({10})}, Why.BARRED),
        ({"cleared": False}, {}, Why.UNCHECKED),
        ({"languages": frozenset({"fr"})}, {}, Why.LANGUAGE),
        ({"at": NAIROBI}, {}, Why.FAR),
        ({"at": NAIROBI, "online": True}, {"online": True}, None),
        ({"in_person": False, "online": True}, {}, Why.PLACE),
        ({"languages": frozenset()}, {"at": None}, None),
    ],
)
def test_a_pair_that_may_not_be_says_why(offer, need, why):
    assert refusal(changed(ADA, **offer), changed(BO, **need), Weights()) == why


def test_a_pair_costs_what_it_lacks():
    found = terms(ADA, BO, Weights(items=20))
    assert (found.cost, found.languages, found.items, found.lacking) == (10_000, ("sw",), (7,), 1)
    assert terms(changed(ADA, at=NAIROBI), BO, Weights()).km == pytest.approx(440, abs=5)
    online = terms(changed(ADA, online=True), changed(BO, online=True), Weights())
    assert (online.km, online.online) == (None, True)
    assert kilometres(MOMBASA, MOMBASA) == 0


def test_work_is_shared_out_and_full_or_forbidden_pairs_are_left_out():
    needs = [changed(BO, key=key, person=key) for key in (2, 3)]
    offers = [ADA, changed(ADA, key=2, person=11), changed(ADA, key=3, person=12, taken=2)]
    found, proof = assign(problem_of(offers, needs, Weights()))
    assert sorted(found.offers) == [0, 1]
    assert proof.is_best
    kept = problem_of(offers, needs, Weights(), forbidden=[(2, 2), (2, 3)])
    assert assign(kept)[0].offers.tolist() == [0, 0]


def test_the_checks_that_are_missing_are_named():
    assert missing(["police", "interview"], {"interview"}) == ["police"]
