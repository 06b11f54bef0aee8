"""Whatever names a person has a rule for the day on which two records turn out to be of one."""

from collections import Counter

from django.apps import apps
from django.db.models import ForeignObject

from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation import merging

NUMBERS = {
    "journal.Fact.by_person": "facts are never changed; who acted keeps its number, an empty row",
    "journal.Fact.on_behalf_of": "the same",
    "jobs.Job.by_person": "forgotten with the job",
    "accesslog.Opening.learner": "handed over by the act itself",
    "accesslog.Opening.by_person": "who looked keeps the number; forgotten in 400 days",
    "accesslog.Opening.on_behalf_of": "the same",
}
"""Fields that hold a person's id without a foreign key, and what becomes of them."""
PERSONAL = ("by_person", "on_behalf_of", "learner", "person_id")


def references() -> set[str]:
    """Every foreign key to a person, of every model of the project."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObject) and field.related_model is Person
    }


def covered() -> Counter[str]:
    return Counter(
        f"{rule.model._meta.label}.{field}" for rule in merging.rules() for field in rule.fields
    )


def test_every_foreign_key_to_a_person_is_covered_once() -> None:
    assert {"activities.Enrolment.person", "people.Guardian.learner"} <= references()
    assert references() - set(covered()) == set()
    assert set(covered()) - references() == set()
    assert {name for name, times in covered().items() if times > 1} == set()


def test_every_number_of_a_person_without_a_foreign_key_is_known() -> None:
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("hedgerow.")
        for field in model._meta.concrete_fields
        if field.name in PERSONAL and not field.is_relation
    }
    assert found == set(NUMBERS)


def test_only_persons_have_accounts() -> None:
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Account
    }
    assert named == {"people.Person.account"}
