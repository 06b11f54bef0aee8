"""What rows about a person are called."""

import re
from pathlib import Path

import pytest

from hedgerow.foundation import privacy
from hedgerow.portal.wording import PARTS, RECORDS

SOURCE = Path(__file__).parents[2]


def test_every_kind_of_row_about_a_person_has_a_word() -> None:
    kinds = {rule.model._meta.label_lower for rule in privacy.rules()}
    assert kinds - set(RECORDS) == set()


@pytest.mark.slow
def test_whatever_part_of_a_record_is_noted_as_opened_has_a_word() -> None:
    noted = re.compile(r'\b(?:what|OPENED)\b[^"\n]{0,30}"([a-z]+\.[a-z_]+)"')
    files = (one.relative_to(SOURCE) for one in SOURCE.rglob("*.py"))
    code = [(SOURCE / one).read_text("utf-8") for one in files if "tests" not in one.parts]
    found = {what for text in code if "accesslog" in text for what in noted.findall(text)}
    assert len(found) > len(PARTS) / 2
    assert found - PARTS.keys() == set()
