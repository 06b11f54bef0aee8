"""Whom to call is asked person by person, and what is wrong is said above all of it."""

from hedgerow.features.engagement.families.forms import PEOPLE, DetailsForm
from hedgerow.features.engagement.families.queries.details import Details

NOTHING = Details(contacts=[], allergies="", medicines="", other="", at=None)


def test_each_person_to_call_stands_under_a_title_of_their_own() -> None:
    titles = [title for title, _fields in DetailsForm(None, NOTHING).groups()]
    assert titles == [
        "Whom to call first", "Whom to call next (2)", "Whom to call next (3)", "Health",
    ]  # fmt: skip


def test_every_field_is_asked_once() -> None:
    form = DetailsForm(None, NOTHING)
    asked = [field.name for _title, fields in form.groups() for field in fields]
    assert sorted(asked) == sorted(form.fields)
    assert str(form).count("<legend>") == PEOPLE + 1


def test_what_is_wrong_is_said_above_with_the_way_to_it() -> None:
    form = DetailsForm({"phone2": "1" * 41}, NOTHING)
    said = str(form)
    assert said.index('href="#id_phone2"') < said.index("<legend>")
