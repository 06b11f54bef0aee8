"""A line of the week names its ecosystem where there could be another."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from hedgerow.foundation.waiting import Where


def line(*ecosystems: str) -> str:
    one = SimpleNamespace(
        url="/x/", title="Robots", why="say yes", where=Where("aspen", "Aspen"), ecosystem="Aspen"
    )
    cards = [SimpleNamespace(slug=name.lower()) for name in ecosystems]
    week = SimpleNamespace(ecosystems=cards, now=None)
    return render_to_string("portal/waiting.html", {"one": one, "week": week})


def test_whoever_belongs_to_one_ecosystem_does_not_read_its_name_in_every_line() -> None:
    assert "Aspen" not in line("Aspen")


@pytest.mark.parametrize("ecosystems", [("Aspen", "Birch"), ("Birch",), ()])
def test_whoever_could_mistake_it_for_another_reads_its_name(ecosystems: tuple[str, ...]) -> None:
    assert "<b>Say yes</b> · <bdi>Aspen</bdi>" in line(*ecosystems)
