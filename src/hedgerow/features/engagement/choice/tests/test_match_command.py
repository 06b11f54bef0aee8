"""``hedgerow match``: by plain files and for a round; and the recipe of the docs."""

import argparse
import csv
import io
import json
import re
from pathlib import Path

import pytest

from hedgerow.features.engagement.choice import actions, queries
from hedgerow.features.engagement.choice.commands import COMMANDS
from hedgerow.features.engagement.choice.errors import FilesOrRound
from hedgerow.features.engagement.choice.models import WishList
from hedgerow.features.engagement.choice.rules.committing import commitment_of, ticket_of
from hedgerow.features.engagement.choice.rules.rounds import lottery
from hedgerow.foundation.rows import new_uuid

from .factories import NOW, SEED, STEWARD, Made, a_round

DOCS = Path(__file__).parents[6] / "docs" / "choice.md"
OFFERS = "offer,seats,reserves\nA,1,\nB,2,need=1\n"
WISHES = "learner,offer,priority,groups\nx,A,,\nx,B,,\ny,A,,\ny,B,,\nz,A,,\nz,B,,need\n"


def match(*words: str) -> int:
    (command,) = COMMANDS
    parser = argparse.ArgumentParser()
    command.configure(parser)
    return command.run(parser.parse_args(words))


def files(folder: Path, offers: str = OFFERS, wishes: str = WISHES) -> list[str]:
    (folder / "o.csv").write_text(offers, encoding="utf-8")
    (folder / "w.csv").write_text(wishes, encoding="utf-8")
    return ["--offers", str(folder / "o.csv"), "--wishes", str(folder / "w.csv"), "--seed", SEED]


def test_files_are_matched_and_everybody_placed(tmp_path: Path, capsys) -> None:
    out = tmp_path / "places.csv"
    assert match(*files(tmp_path), "--out", str(out)) == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert sorted(row["offer"] for row in rows) == ["A", "B", "B"]
    assert "3 of 3 learners placed, stable" in capsys.readouterr().err
    assert match(*files(tmp_path), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"learners": 3, "placed": 3, "stable": True}


@pytest.mark.parametrize(
    ("offers", "wishes", "said"),
    [
        ("offer,seats\nA,many\n", "learner,offer\n", "o.csv:2: 'many' is no number of seats"),
        ("offer,seats\nA,1\nA,2\n", "learner,offer\n", "o.csv:3: A stands here twice"),
        ("offer,seats,reserves\nA,1,x=2\n", "learner,offer\n", "o.csv:2: 2 of 1 seats"),
        ("offer\nA\n", "learner,offer\n", "o.csv:1: no column seats"),
        ("offer,seats\nA,1\n", "learner,offer\nx,B\n", "w.csv:2: there is no offer B"),
        ("offer,seats\nA,1\n", "learner,offer\nx,A\nx,A\n", "w.csv:3: x wishes for A twice"),
        ("offer,seats\nA,1\n", "learner,offer,priority\nx,A,128\n", "w.csv:2: a priority is"),
        ("offer,seats\nA,1\n", 'learner,offer\n"x\ny",A\n,A\n', "w.csv:4: a wish needs a learner"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(
    offers: str, wishes: str, said: str, tmp_path: Path, capsys
) -> None:
    assert match(*files(tmp_path, offers, wishes)) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_files_and_a_round_are_not_asked_for_together(tmp_path: Path) -> None:
    for words in ([], ["slug"], [*files(tmp_path), "slug", "round"], ["--seed", "x"]):
        with pytest.raises(FilesOrRound):
            match(*words)


def places(made: Made) -> dict[str, str]:
    tickets = dict(WishList.objects.values_list("person__name", "ticket"))
    return {tickets[name]: place for name, place in made.places().items()}


@pytest.mark.django_db
@pytest.mark.slow
def test_what_is_taken_away_gives_the_same_places_by_the_published_seed(
    tmp_path: Path, capsys
) -> None:
    made = a_round(6, (("A", 2), ("B", 2), ("C", 1)), opened=False)
    made.learners[5].code = "last"
    made.learners[5].save()
    rule = {"title": "grade; eight", "kind": "grade", "grades": ["8"]}
    reserve = {
        "title": "on; list", "kind": "list", "people": ["last"], "seats": 1,
        "offer_id": made.offers["A"].pk,
    }  # fmt: skip
    for said in (rule, reserve):
        actions.save_criterion(made.row, said, by=STEWARD, at=NOW)
    actions.open_round(made.row, by=STEWARD, at=NOW, seed=SEED)
    made.run("ABC", "AB", "ACB", "A", "BA", "AB")
    texts = []
    for heads, lines in (
        (queries.OFFERS, queries.offers_of(made.row)), (queries.WISHES, queries.wishes_of(made.row))
    ):  # fmt: skip
        text = io.StringIO()
        csv.writer(text).writerows([heads, *lines])
        texts.append(text.getvalue())
    assert match(*files(tmp_path, *texts)) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert {row["learner"]: row["offer"] for row in rows} == places(made)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_round_is_run_and_published(capsys) -> None:
    made = a_round(1)
    made.wish(0, "A")
    actions.close_round(made.row, by=STEWARD, at=NOW)
    slug = made.ecosystem.slug
    assert match(slug, "pathways", "--run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["seed"], told["run"]["stable"]) == ("previewed", None, True)
    assert match(slug, "pathways", "--publish") == 0
    assert "1 of 1 learners placed" in capsys.readouterr().out
    assert made.fresh().draw.seed == SEED


def test_the_recipe_of_the_docs_is_what_the_code_does() -> None:
    recipe = re.search(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert recipe is not None
    said: dict = {}
    exec(recipe[1], said)
    tickets = [ticket_of(new_uuid(), new_uuid()) for _ in range(20)]
    order = lottery(SEED, tickets)
    assert said["drawn"](SEED, tickets) == sorted(
        tickets, key=lambda one: order[tickets.index(one)]
    )
    assert said["promise"](SEED) == commitment_of(SEED)
