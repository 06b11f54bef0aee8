"""Numbers that lists keep of rows leave as public ids, of which the archive has the rows."""

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.archives.contents import PARTS
from hedgerow.edges.archives.inside import public_inside
from hedgerow.edges.archives.rows import lines
from hedgerow.edges.archives.schema import columns
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.choice.models import Outcome, Wish
from hedgerow.features.engagement.choice.tests.factories import LATER, NOW, STEWARD, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def cells(name: str, column: str, ecosystem: Ecosystem) -> list[object]:
    part = next(one for one in PARTS if one.name == name)
    at = [one.name for one in columns(part)].index(column)
    return [line[at] for line in lines(part, ecosystem)]


def test_reserves_and_refusals_name_rules_and_offers_by_their_public_ids() -> None:
    made = a_round(3, (("A", 1), ("B", 2)), opened=False)
    made.learners[2].code = "last"
    made.learners[2].save()
    rule = {"title": "Listed", "kind": "list", "offer_id": made.offers["A"].pk, "seats": 1}
    reserve = actions.save_criterion(made.row, {**rule, "people": ["last"]}, by=STEWARD, at=NOW)
    first = {"title": "First", "kind": "list", "people": ["last"]}
    actions.save_criterion(made.row, first, by=STEWARD, at=NOW)
    actions.open_round(made.row, by=STEWARD, at=NOW)
    for learner in range(3):
        made.wish(learner, "AB")
    actions.run_round(made.row, by=STEWARD, at=LATER)
    kept = [one for row in Outcome.objects.order_by("pk") for one in row.refusals]
    assert Wish.objects.exclude(reserves=[]).count() == 1
    assert [one["offer"] for one in kept] == [made.offers["A"].pk] * 2

    reserves = [one for one in cells("choice_wishes", "reserves", made.ecosystem) if one != "[]"]
    assert reserves == [f'["{reserve.uuid}"]']
    said = "".join(str(one) for one in cells("choice_outcomes", "refusals", made.ecosystem))
    assert said.count(f'"offer": "{made.offers["A"].uuid}"') == 2
    assert f'"lot": {kept[0]["lot"]}' in said
    assert f'"rule": {kept[0]["rule"]}' not in said or kept[0]["rule"] is None


def test_a_row_that_is_gone_since_leaves_nothing_to_be_mistaken_for_another() -> None:
    made = a_round(1)
    part = next(one for one in PARTS if one.name == "choice_outcomes")
    inside = public_inside(part, "refusals", made.ecosystem)
    assert inside is not None
    assert inside([{"offer": -1, "rule": None, "lot": 4}]) == [
        {"offer": None, "rule": None, "lot": 4}
    ]
    assert inside(None) == []
    assert public_inside(part, "answer", made.ecosystem) is None
