"""What stands in the page of an archive is called in words: columns, codes, and what programs keep."""

import ast
import inspect
import re
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import override

from hedgerow.commons.notices.models import Notice
from hedgerow.commons.observations.models import SampledRecord
from hedgerow.portal.archive import shown
from hedgerow.portal.column_words import COLUMNS, column

NO_COLUMNS = {"pk", "learner", "guardian", "position", "wish_list", "ecosystem", "seat__body"}
"""By what rows are sorted or told apart, and which side of a tie somebody is."""


@pytest.mark.parametrize("module", settings.HEDGEROW_PRIVACY)
def test_every_column_that_is_handed_out_has_a_word(module: str) -> None:
    """Read from the program: no person of a test has rows of every kind."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    handing = [one for one in functions if one.name.startswith("export")]
    names = {
        one.value
        for function in handing
        for one in ast.walk(function)
        if isinstance(one, ast.Constant)
        and isinstance(one.value, str)
        and re.fullmatch("[a-z]+(_+[a-z]+)*", one.value)
    }
    assert names - COLUMNS.keys() <= NO_COLUMNS


def test_a_column_is_called_by_its_kind_where_it_says_something_else_there() -> None:
    assert str(column("text", "membership.consent")) == "What was asked"
    assert str(column("text", "mentoring.sessionnote")) == "Text"
    with override("es"):  # in English both are a body
        assert column("body", "families.messagecopy") != column("body", "bodies.mandate")


def test_codes_and_what_is_kept_for_programs_are_told_in_words() -> None:
    terms = {"cost": 0, "km": None, "online": False, "languages": ["en"], "items": [], "lacking": 0}
    pairing, placement = (
        apps.get_model(one) for one in ("mentoring.pairing", "placements.placement")
    )
    assert shown(pairing, "terms", terms) == "Both speak English."
    assert shown(pairing, "terms", {"cost": 0}) == "–"
    assert shown(pairing, "need__kind", "tutoring") == "tutoring"
    assert shown(placement, "state", "requested") == placement.State.REQUESTED.label
    assert shown(Notice, "kind", "families.message") != "families.message"
    drawn = {"status": "late", "minutes": 35}
    assert shown(SampledRecord, "values", drawn) == "Attendance: late, Minutes: 35"
    assert shown(apps.get_model("mentoring.need"), "languages", ["en", "es"]) == "English, Español"
    assert (
        shown(apps.get_model("placements.evaluation"), "ratings", {"on-time": 4, "kind": 3})
        == "on time: 4, kind: 3"
    )
