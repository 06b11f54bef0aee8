"""Every text that somebody writes has a longest length: in its form, in the API, in the database."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import IntegrityError, models, transaction

import hedgerow
from hedgerow.commons.activities.models import Activity
from hedgerow.commons.activities.tests.factories import club
from hedgerow.config.api import api
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.lengths import check_lengths

NOT_WRITTEN_BY_PEOPLE = {
    "exchange.Import.mapping": "a file, whose size is limited as it comes in",
    "exchange.SavedMapping.text": "a file, whose size is limited as it comes in",
    "jobs.Job.error": "a program's",
    "membership.Consent.text": "a copy of a text that was limited",
    "search.Entry.middle": "of texts that were limited",
    "search.Entry.strong": "of texts that were limited",
    "search.Entry.weak": "of texts that were limited",
    "sessions.Session.session_data": "Django's",
}
NUMBERS = ("value", "baseline", "target", "minimum_change", "cost_amount")
"""Sent as text so that no digit is lost; pydantic limits their digits."""


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(hedgerow.__path__, "hedgerow."):
        if not {"tests", "migrations", "__main__"} & set(found.name.split(".")):
            yield importlib.import_module(found.name)


def test_every_text_field_of_a_form_is_limited() -> None:
    endless = [
        f"{form.__module__}.{form.__name__}.{name}"
        for module in modules()
        for form in vars(module).values()
        if inspect.isclass(form) and issubclass(form, forms.BaseForm) and form is not forms.BaseForm
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
        and field.max_length is None and not isinstance(field, forms.RegexField)
    ]  # fmt: skip
    assert endless == []


def test_every_long_text_is_limited_by_the_database_as_its_field_says() -> None:
    endless = []
    for model in apps.get_models():
        held = {str(one.name) for one in model._meta.constraints}
        for field in model._meta.fields:
            if not isinstance(field, models.TextField) or type(field) is not models.TextField:
                continue
            label = f"{model._meta.label}.{field.name}"
            limited = f"{model._meta.model_name}_{field.name}_length" in held
            if not (field.max_length and limited) and label not in NOT_WRITTEN_BY_PEOPLE:
                endless.append(label)
    assert endless == []


@pytest.mark.slow
def test_every_text_that_the_api_takes_is_limited() -> None:
    document = api.get_openapi_schema()
    shapes, seen, endless = document["components"]["schemas"], set[str](), []

    def walk(node: Any, where: str) -> None:
        if isinstance(node, list):
            for one in node:
                walk(one, where)
        if not isinstance(node, dict):
            return
        if "$ref" in node:
            name = node["$ref"].rsplit("/", 1)[1]
            if name not in seen:
                seen.add(name)
                walk(shapes[name], name)
            return
        limits = {"maxLength", "format", "enum", "const", "pattern"}
        if node.get("type") == "string" and not limits & set(node):
            endless.append(where)
        for key, one in node.items():
            walk(one, f"{where}.{key}")

    for operations in document["paths"].values():
        for operation in operations.values():
            walk(operation.get("requestBody"), str(operation.get("operationId")))
    assert [one for one in endless if not {*one.split(".")} & {*NUMBERS}] == []


@pytest.mark.django_db
def test_an_action_says_how_long_a_text_may_be_and_the_database_holds_to_it() -> None:
    row = club().activity
    with pytest.raises(Invalid) as refused:
        check_lengths(Activity, {"summary": "x" * 2001, "title": "Robotics"})
    assert refused.value.fields == {
        "summary": ["2000 characters at most; these are 2001. Shorten it."]
    }
    row.summary = "x" * 2001
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.refresh_from_db()
    assert row.summary == ""
