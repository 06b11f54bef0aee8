"""An ecosystem is planted in steps, hidden until complete, once however often it is begun."""

import json
from argparse import ArgumentParser
from datetime import UTC, datetime

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem, PopulationFigure
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests.factories import ecosystem, person
from hedgerow.edges.blueprints import tasks
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.commands import COMMANDS
from hedgerow.edges.blueprints.errors import AlreadyPlanted, NoHistory, NoSuchBlueprint
from hedgerow.edges.blueprints.plot import Step
from hedgerow.edges.blueprints.queries import contents
from hedgerow.edges.blueprints.wishes import Wish
from hedgerow.foundation import jobs
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.jobs import work
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD = Actor.the_steward()


def plant(key: str = "tulsa", slug: str = "town", **values) -> Ecosystem:
    job = start_planting(key, by=STEWARD, at=AT, slug=slug, **values)
    error = work.finish(job, lambda done, total: None)
    if error:
        raise error
    return Ecosystem.objects.get(slug=slug)


@pytest.mark.django_db
@pytest.mark.slow
def test_tulsa_without_a_history_holds_what_its_blueprint_says() -> None:
    found = contents(STEWARD, plant(slug="tulsa").slug)
    assert (found.bodies, found.seats, found.framework_items) == (1, 21, 11)
    assert (found.activities, found.attendance, found.simulated) == (0, 0, False)
    assert len(found.facts) == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "facts"),
    [
        ({"slug": "tulsa"}, 10),
        ({"slug": "tulsa", "name": "My town"}, 0),
        ({"slug": "town"}, 0),
        ({"slug": "town", "wish": Wish(facts=True)}, 10),
    ],
)
@pytest.mark.slow
def test_published_facts_come_along_with_the_original_or_when_asked_for(given, facts) -> None:
    eco = plant("tulsa", **given)
    assert len(contents(STEWARD, eco.slug).facts) == facts
    assert bool(eco.territory) == PopulationFigure.objects.exists() == bool(facts)
    assert contents(STEWARD, eco.slug).seats == 21


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "facts"), [([], 0), (["--facts"], 10)])
@pytest.mark.slow
def test_the_command_obeys_the_same_rule(words: list[str], facts: int, capsys) -> None:
    command = next(one for one in COMMANDS if one.name == "plant")
    parser = ArgumentParser()
    command.configure(parser)
    assert command.run(parser.parse_args(["tulsa", "--as", "town", "--json", *words])) == 0
    assert len(json.loads(capsys.readouterr().out)["facts"]) == facts


@pytest.mark.django_db
def test_a_profile_is_asked_for_as_soon_as_it_opens() -> None:
    eco = plant("empty")
    assert Job.objects.get(name="profile.compute").ecosystem == eco.pk


@pytest.mark.django_db
@pytest.mark.slow
def test_a_title_that_no_source_records_stays_empty() -> None:
    eco = plant("long-beach")
    items = Item.objects.filter(framework__ecosystem=eco, framework__key="pathways")
    assert (items.count(), items.filter(title="").count()) == (16, 13)


@pytest.mark.slow
@pytest.mark.django_db
def test_an_address_is_planted_once() -> None:
    plant()
    with pytest.raises(AlreadyPlanted) as refusal:
        plant("long-beach")
    assert "--as" in str(refusal.value.next_step)
    assert Ecosystem.objects.get().blueprint == "tulsa"


@pytest.mark.django_db
def test_a_blueprint_that_cannot_be_read_names_its_faults(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[identity]\nkey = 'Mine'\n")
    with pytest.raises(NoSuchBlueprint) as refusal:
        plant(str(path))
    assert "mine.toml: identity.key: expected" in str(refusal.value)
    with pytest.raises(NoHistory):
        plant("empty", history=True)
    assert not Ecosystem.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_it_is_hidden_until_complete_and_goes_on_where_it_stopped(monkeypatch) -> None:
    done: list[str] = []
    real = tasks.steps

    def stopping(plot):
        found = real(plot)

        def do(plot, one):
            if one.title == "bodies" and "stopped" not in done:
                done.append("stopped")
                raise RuntimeError
            done.append(one.title)
            one.do(plot)

        return [Step(one.title, lambda plot, one=one: do(plot, one)) for one in found]

    monkeypatch.setattr(tasks, "steps", stopping)
    with pytest.raises(RuntimeError):
        plant()
    hidden = Ecosystem.objects.get()
    assert hidden.state == "planting"
    with pytest.raises(NotFound):
        contents(Actor.public(), "town")
    Job.objects.update(run_at=AT)
    assert plant().state == "open"
    assert done.count("frameworks") == done.count("bodies") == 1
    assert contents(Actor.public(), "town").seats == 21


@pytest.mark.django_db
def test_whoever_starts_one_becomes_its_convener() -> None:
    ada = person(ecosystem(), "Ada")
    with pytest.raises(NotPermitted):
        start_planting("empty", by=Actor.public(), at=AT, slug="mine")
    start_planting("empty", by=Actor(person_id=ada.pk, via="page"), at=AT, slug="mine", name="Mine")
    jobs.run_pending()
    held = Assignment.objects.get(person=ada, ecosystem__slug="mine")
    assert (held.role, held.ecosystem.state) == ("convener", "open")
