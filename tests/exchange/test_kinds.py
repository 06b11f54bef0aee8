"""The command names an unknown kind of organisation, and takes one that the mapping names."""

import pytest

from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.config.cli import main

pytestmark = pytest.mark.django_db
HERE = "Sort,No.,Name\nschool,S1,Oak\npartner,P1,Library\n"
MAPPING = """target = "organisations"
[[rows]]
label = "place"
[rows.fields]
kind = { column = "Sort" }
code = { column = "No." }
name = { column = "Name" }
"""


@pytest.mark.slow
def test_the_command_says_the_same_of_a_mapping_of_ones_own(tmp_path, capsys):
    ecosystem("Grove", slug="grove")
    (tmp_path / "m.toml").write_text(MAPPING)
    words = ["import", "grove", str(tmp_path / "places.csv"), "--mapping", str(tmp_path / "m.toml")]
    (tmp_path / "places.csv").write_text(HERE.replace("partner", "partnr"))
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "places.csv, line 3, column Sort: 'partnr', expected a kind that is known" in said
    assert not Organisation.objects.exists()
    named = MAPPING + 'kind_name = { constant = "partner-like" }\n'
    (tmp_path / "m.toml").write_text(named)
    assert main(words) == 0
    assert set(Organisation.objects.values_list("kind", flat=True)) == {"school", "partnr"}
