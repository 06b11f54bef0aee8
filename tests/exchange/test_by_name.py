"""`hedgerow import` finds people by their names, and says by line who cannot be found."""

import json
from datetime import date

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.models import GroupPlace
from hedgerow.config.cli import main
from hedgerow.edges.exchange.tests.test_by_name import MAPPING, group, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def command(tmp_path, capsys):
    """What reads lines of a class list."""
    mapping, file = tmp_path / "m.toml", tmp_path / "list.csv"
    mapping.write_text(MAPPING, encoding="utf-8")

    def of(content):
        file.write_text(content, encoding="utf-8")
        code = main(["import", "grove", str(file), "--mapping", str(mapping), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return of


def test_a_class_list_by_name_comes_in_and_who_is_unknown_is_told(command):
    grove = ecosystem("Grove", slug="grove")
    somebody(grove, "Amira Nuñez", code="A1", born=date(2015, 1, 2))
    group(grove, "5a", code="5A")
    code, said, errors = command("class,name\n5a,AMIRA NUNEZ\n5a,Bo Ek\n")
    assert code == 1
    assert "line 3, column name: 'Bo Ek', expected the name of somebody" in errors
    assert not GroupPlace.objects.exists()
    code, said, errors = command("class,name\n5a,AMIRA  NUNEZ\n")
    assert (code, said["new"], errors.splitlines()[-1]) == (0, {"place": 1}, "writing …")
    assert GroupPlace.objects.get().person.code == "A1"
