"""Every model that says something of a person has export, erase and retention declared."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Field, ForeignObject, Model

from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation import privacy

TELLING = {"email", "phone", "born", "sort_name", "on_behalf_of", "by_person", "learner"}
# what speaks of a person only as who acted: numbers that name nobody once the person is erased
ACTING = {
    "journal.Fact": "its content is erased by the act itself; the number names an erased row",
    "jobs.Job": "who asked for work, as a number; forgotten with the job",
    "accesslog.Opening": "the act forgets openings of the person; others age out in 400 days",
}


def tells_of_a_person(field: Field) -> bool:
    if isinstance(field, ForeignObject):
        return field.related_model in (Person, Account)
    return field.name in TELLING


def naming() -> set[str]:
    """Labels of our models that have a field telling of a person."""
    ours = (model for model in apps.get_models() if model.__module__.startswith("hedgerow."))
    return {model._meta.label for model in ours if model is Person or _tells(model)}


def _tells(model: type[Model]) -> bool:
    return any(tells_of_a_person(field) for field in model._meta.concrete_fields)


def declared() -> set[str]:
    return {rule.model._meta.label for rule in privacy.rules()}


def test_a_model_that_names_a_person_has_a_rule() -> None:
    assert {"people.Person", "activities.Attendance", "membership.Invitation"} <= naming()
    assert naming() - declared() - set(ACTING) == set()


def test_each_rule_stands_once_and_says_why_and_how_long() -> None:
    rules = privacy.rules()
    assert len(declared()) == len(rules)
    for rule in rules:
        assert rule.why.strip().endswith(".")
        assert rule.keep is None or rule.keep > timedelta(0)
