"""What learners chose by is what they are placed by."""

import pytest

from hedgerow.features.engagement.choice import actions, errors

from .factories import NOW, STEWARD, a_round
from .test_criteria import first_of, rule


@pytest.mark.django_db
def test_rules_stand_once_lists_have_come_in() -> None:
    made = a_round(2, (("A", 1), ("B", 1)), opened=False)
    made.learners[1].code = "z"
    made.learners[1].save()
    first = rule(made, "list", people=[])
    actions.open_round(made.row, by=STEWARD, at=NOW)
    second = rule(made, "grade", grades=["8"])  # nobody has chosen yet
    made.wish(0, "AB")
    with pytest.raises(errors.RulesStand):
        rule(made, "grade", grades=["7"])
    with pytest.raises(errors.RulesStand):
        actions.remove_criterion(second, by=STEWARD, at=NOW)
    for said in ({"title": "another"}, {"title": "grade", "grades": ["7"]}):
        with pytest.raises(errors.RulesStand):
            actions.save_criterion(made.row, said, second, by=STEWARD, at=NOW)
    second.refresh_from_db()
    assert (second.title, second.grades) == ("grade", ["8"])
    said = {"title": "list", "kind": "list", "people": ["z"]}
    actions.save_criterion(made.row, said, first, by=STEWARD, at=NOW)
    assert first_of(made) == [2, 0]  # by neither rule
