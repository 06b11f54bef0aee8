"""The command undoes the last import, or the one named, and says what has built on it."""

import json

import pytest

from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.config.cli import main

pytestmark = pytest.mark.django_db
MAPPING = """target = "{target}"
[[rows]]
label = "row"
[rows.fields]
"""
FILES = {
    "organisations": "kind,code,name\nschool,S1,Oak\n",
    "people": "code,name,role,organisation_code\nL1,Ada,learner,S1\n",
}


@pytest.fixture
def bring(tmp_path, capsys):
    ecosystem("Grove", slug="grove")

    def brought(target):
        heads, file = FILES[target].split("\n", 1)[0].split(","), tmp_path / f"{target}.csv"
        file.write_text(FILES[target])
        fields = "".join(f'{one} = {{ column = "{one}" }}\n' for one in heads)
        mapping = tmp_path / f"{target}.toml"
        mapping.write_text(MAPPING.format(target=target) + fields)
        assert main(["import", "grove", str(file), "--mapping", str(mapping), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return brought


def undo(capsys, *words):
    code = main(["import", "grove", "--undo", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.slow
def test_the_last_import_is_undone_and_comes_in_again(bring, capsys):
    bring("organisations")
    bring("people")
    assert undo(capsys) == (0, "people.csv: undone\n")
    assert not Person.objects.exists()
    assert undo(capsys)[0] == 0
    assert not Organisation.objects.exists()
    assert undo(capsys)[0] != 0
    assert bring("organisations")["new"] == {"row": 1}


@pytest.mark.slow
def test_one_that_others_built_on_stays_and_the_command_says_why(bring, capsys):
    first = bring("organisations")
    bring("people")
    code, said = undo(capsys, first["row"])
    assert code != 0
    assert "roles refer to what it brought in (1)" in said
    assert Organisation.objects.exists()
    assert undo(capsys, "no-number")[0] != 0


def test_without_a_file_the_command_says_what_it_needs(bring, capsys):
    with pytest.raises(SystemExit):
        main(["import", "grove"])
    assert (
        "a file and --mapping are needed, or a set of files, or --undo" in capsys.readouterr().err
    )
