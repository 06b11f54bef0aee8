"""``hedgerow warehouse``."""

from argparse import ArgumentParser

import pytest

from hedgerow.commons.ecosystems import commands
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.warehouse import actions
from hedgerow.foundation.warehouse.models import Dirty

from .factories import ecosystem

pytestmark = pytest.mark.django_db


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ecosystems that were copied; files are not this test's matter."""
    found: list[int] = []

    def refresh(pk: int) -> int:
        found.append(pk)
        return Dirty.objects.filter(ecosystem=pk).delete()[0]

    monkeypatch.setattr(actions, "refresh", refresh)
    return found


def run(*words: str) -> int:
    (command,) = commands.COMMANDS
    parser = ArgumentParser()
    command.configure(parser)
    return command.run(parser.parse_args(words))


def test_a_rebuild_copies_the_ecosystems_named_or_all(copied: list[int]) -> None:
    grove, orchard = ecosystem(slug="grove"), ecosystem(slug="orchard")
    Dirty.objects.all().delete()
    assert run("rebuild", "grove") == 0
    assert copied == [grove.pk]
    assert run("rebuild") == 0
    assert copied == [grove.pk, grove.pk, orchard.pk]


def test_a_refresh_copies_only_what_waits_and_says_if_nothing_does(
    copied: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    grove, orchard = ecosystem(slug="grove"), ecosystem(slug="orchard")
    Dirty.objects.all().delete()
    run("refresh")
    assert (copied, capsys.readouterr().out) == ([], "Nothing waits to be copied.\n")
    actions.touch_everything(orchard.pk)
    run("refresh", "grove")
    assert copied == []
    run("refresh")
    assert copied == [orchard.pk]
    assert grove.pk not in copied


def test_an_unknown_ecosystem_is_refused(copied: list[int]) -> None:
    with pytest.raises(NotFound):
        run("rebuild", "nowhere")
    assert copied == []
