"""The level is chosen by its words, of the scale that the item is rated on."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.models import Framework, Item, Scale
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.records.actions import record_progress_many
from hedgerow.commons.records.errors import LevelOutOfBounds
from hedgerow.commons.records.forms import ProgressForm
from hedgerow.commons.records.tests.test_progress import item
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def offered(form: ProgressForm) -> str:
    return str(form["level"])


def test_steps_of_the_one_scale_are_offered_in_words() -> None:
    aspen = factories.ecosystem()
    counts = item(aspen)
    form = ProgressForm(ecosystem=aspen)
    assert "<optgroup" not in offered(form)
    assert [word in offered(form) for word in ("begins", "can")] == [True, True]
    sent = ProgressForm(
        {"item": counts.pk, "level": f"{counts.framework.scale_id}-2"}, ecosystem=aspen
    )
    assert sent.is_valid()
    assert sent.cleaned_data["level"] == 2


def test_a_step_of_another_scale_is_refused_with_those_that_there_are() -> None:
    aspen = factories.ecosystem()
    counts = item(aspen)
    other = Scale.objects.create(ecosystem=aspen, key="far", name="Far", steps=[[2, "near"]])
    walks = Item.objects.create(
        framework=counts.framework, code="2", title="Walks", scale=other, position=1
    )
    assert offered(ProgressForm(ecosystem=aspen)).count("<optgroup") == 2
    assert "Walks (Far)" in str(ProgressForm(ecosystem=aspen)["item"])
    wrong = ProgressForm({"item": counts.pk, "level": f"{other.pk}-2"}, ecosystem=aspen)
    assert wrong.errors["level"] == ["“Counts to ten” is rated otherwise: begins, can."]
    assert ProgressForm({"item": walks.pk, "level": f"{other.pk}-2"}, ecosystem=aspen).is_valid()


def test_an_item_without_steps_is_reached_or_not() -> None:
    aspen = factories.ecosystem()
    loose = Framework.objects.create(ecosystem=aspen, key="loose", title="Loose", kind="goals")
    swims = Item.objects.create(framework=loose, code="1", title="Swims")
    alone = ProgressForm(ecosystem=aspen)
    assert 'value="1"' in offered(alone)
    assert "1 says that it was reached" in str(alone)
    item(aspen)
    assert "Items without steps" in offered(ProgressForm(ecosystem=aspen))
    sent = ProgressForm({"item": swims.pk, "level": "0-1"}, ecosystem=aspen)
    assert sent.is_valid()
    assert sent.cleaned_data["level"] == 1


@pytest.mark.parametrize("level", ["", "x", "9-1"])
def test_what_is_no_step_at_all_is_refused(level: str) -> None:
    aspen = factories.ecosystem()
    sent = ProgressForm({"item": item(aspen).pk, "level": level}, ecosystem=aspen)
    assert "level" in sent.errors


@pytest.mark.parametrize("level", ["9" * 5000, "70000"])
def test_a_number_that_no_level_can_be_is_refused_and_never_read(level: str) -> None:
    aspen = factories.ecosystem()
    loose = Framework.objects.create(ecosystem=aspen, key="loose", title="Loose", kind="goals")
    swims = Item.objects.create(framework=loose, code="1", title="Swims")
    assert "level" in ProgressForm({"item": swims.pk, "level": level}, ecosystem=aspen).errors
    item(aspen)
    assert "level" in ProgressForm({"item": swims.pk, "level": level}, ecosystem=aspen).errors


@pytest.mark.parametrize("level", [70_000, -70_000])
def test_no_level_of_an_item_without_steps_is_more_than_is_kept(level: int) -> None:
    school = factories.member_school(factories.ecosystem())
    aspen = school.kept_by
    loose = Framework.objects.create(ecosystem=aspen, key="loose", title="Loose", kind="goals")
    swims = Item.objects.create(framework=loose, code="1", title="Swims")
    row = {"person_id": factories.learner(school).pk, "item_id": swims.pk, "level": level}
    with pytest.raises(LevelOutOfBounds, match=r"between -32000 and 32000"):
        record_progress_many(aspen, [row], by=Actor.the_steward(), at=NOW)
