"""``hedgerow match`` for mentors and tutors: by plain files and for an ecosystem."""

import csv
import io
import json
from pathlib import Path

import pytest

from hedgerow.features.engagement.choice.errors import FilesOrRound, NoSuchWeight
from hedgerow.features.engagement.mentoring.models import Pairing, Proposal
from hedgerow.features.engagement.mentoring.tests.factories import valley

from .test_match_command import match

EXAMPLES = Path(__file__).parents[6] / "docs" / "examples"
FILES = ("--helpers", str(EXAMPLES / "mentors.csv"), "--needs", str(EXAMPLES / "learners.csv"))


@pytest.mark.slow
def test_the_examples_of_the_docs_are_paired_by_distance_language_and_load(capsys) -> None:
    assert match(*FILES) == 0
    told = capsys.readouterr()
    pairs = {row["learner"]: row["helper"] for row in csv.DictReader(io.StringIO(told.out))}
    assert pairs == {"Bo": "Ada", "Kim": "Hedy", "Mia": "Ada", "Sol": "", "Tui": "Grace"}
    assert "4 paired, 1 waiting" in told.err
    assert "none is better" in told.err


@pytest.mark.slow
def test_weights_are_said_and_the_result_kept_in_a_file(tmp_path: Path, capsys) -> None:
    out = tmp_path / "pairs.csv"
    assert (
        match(*FILES, "--weigh", "needs_language=no,language=1", "--out", str(out), "--json") == 0
    )
    assert json.loads(capsys.readouterr().out)["paired"] == 4
    rows = {row["learner"]: row for row in csv.DictReader(out.open(encoding="utf-8"))}
    assert len(rows) == 5
    assert rows["Sol"]["helper"]


@pytest.mark.parametrize("text", ["km", "km=far", "speed=3", "needs_language=1"])
def test_weights_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(NoSuchWeight):
        match(*FILES, "--weigh", text)


@pytest.mark.parametrize(
    ("helpers", "needs", "said"),
    [
        ("helper,places\nAda,many\n", "learner\n", "h.csv:2: 'many' is no number of places"),
        ("helper,places\nAda,1\nAda,1\n", "learner\n", "h.csv:3: Ada stands here twice"),
        ("helper\nAda\n", "learner\n", "h.csv:1: no column places"),
        ("helper,places,meets\nAda,1,moon\n", "learner\n", "h.csv:2: 'moon' is no way to meet"),
        ("helper,places,latitude\nAda,1,9\n", "learner\n", "h.csv:2: a place has a latitude and a longitude"),
        ("helper,places\nAda,1\n", "learner\n\"\"\n", "n.csv:2: a learner needs a name"),
        ("helper,places\nAda,1\n", "learner,barred\nBo,Eve\n", "n.csv:2: nobody who helps is"),
        (
            "helper,places\nAda,1\n", "learner,latitude,longitude\nBo,99,0\n",
            "n.csv:2: this is no place on earth",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(
    helpers: str, needs: str, said: str, tmp_path: Path, capsys
) -> None:
    (tmp_path / "h.csv").write_text(helpers, encoding="utf-8")
    (tmp_path / "n.csv").write_text(needs, encoding="utf-8")
    files = ("--helpers", str(tmp_path / "h.csv"), "--needs", str(tmp_path / "n.csv"))
    assert match(*files) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_ways_of_matching_are_not_mixed() -> None:
    for words in (
        FILES[:2], (*FILES, "aspen"), (*FILES, "--seed", "x"), ("--pair", "mentoring"),
        ("aspen", "round", "--pair", "tutoring"),
    ):  # fmt: skip
        with pytest.raises(FilesOrRound):
            match(*words)


@pytest.mark.slow
@pytest.mark.django_db
def test_pairs_of_an_ecosystem_are_proposed_shown_and_published(capsys) -> None:
    there = valley()
    there.offer()
    there.need()
    slug = there.ecosystem.slug
    assert match(slug, "--pair", "mentoring") == 0
    assert capsys.readouterr().out == "nothing is proposed yet\n"
    assert match(slug, "--pair", "mentoring", "--run") == 0
    assert "Bo with Tam Tutor" in capsys.readouterr().out
    assert not Pairing.objects.exists()
    assert match(slug, "--pair", "mentoring", "--publish", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["gap"]) == ("published", 0.0)
    assert [(one["learner"], one["mentor"]) for one in told["pairs"]] == [("Bo", "Tam Tutor")]
    assert Pairing.objects.get().offer.person == there.tutor
    assert Proposal.objects.count() == 1
