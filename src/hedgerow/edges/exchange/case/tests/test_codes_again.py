"""An import in which codes changed hands is undone like any other."""

from typing import Any

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.edges.exchange.undoing import undo_import

from . import sample
from .sample import STEWARD, brought, package, uid, written

pytestmark = pytest.mark.django_db


def coded(**codes: str) -> dict[str, Any]:
    """The package with items that have these codes alone, all below the document."""
    items = [
        {**sample.item(int(number.strip("_"))), "humanCodingScheme": code}
        for number, code in codes.items()
    ]
    return package() | {"CFItems": items, "CFAssociations": []}


def codes() -> dict[str, str]:
    return {str(one.identifier): one.code for one in Item.objects.all()}


@pytest.mark.parametrize("later", [{"_2": "1", "_3": "2"}, {"_1": "2", "_2": "1", "_3": "3"}])
def test_codes_that_were_handed_on_are_handed_back(later: dict[str, str], tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, coded(_1="1", _2="2", _3="3")))
    second = brought(eco, written(tmp_path, coded(**later)))
    assert codes() == {uid(int(number.strip("_"))): code for number, code in later.items()}
    undo_import(second.row, by=STEWARD, at=NOW)
    assert codes() == {uid(1): "1", uid(2): "2", uid(3): "3"}
