"""Names are found in texts as they are written; the convener reads which texts stay for them."""

import tomllib
from argparse import ArgumentParser

import pytest
from django.urls import reverse
from django.utils.translation import override

from hedgerow.commons.activities.actions import save_kinds
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.edges.blueprints.commands import COMMANDS
from hedgerow.edges.blueprints.exporting import blueprint_of
from hedgerow.edges.blueprints.guarding import OMITTED
from hedgerow.edges.blueprints.names import persons_in
from hedgerow.edges.blueprints.schema import Blueprint
from hedgerow.edges.blueprints.standing import SECTIONS, in_words_of_pages
from hedgerow.edges.blueprints.tests.test_held_back import BY, IDA, STEWARD, place_of_ida

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Will", "Everybody will sing", False),
        ("Will", "Will began it", True),
        ("An", "An hour a week", False),
        ("Ida Quill", "IDA QUILL's method", True),
        ("Ida Quill", "Quill, Ida: a method", True),
        ("Ida Quill", "Ida and Mr Quill", False),
        ("أحمد علي", "بدأها زيد وأحمد علي", True),
        ("김철수", "김철수가 시작했다", True),
    ],
)
def test_a_name_is_found_as_it_is_written_and_a_word_of_the_language_is_none(
    name: str, text: str, found: bool
) -> None:
    place = factories.ecosystem()
    row = factories.named(place, name)
    if name == "Ida Quill":
        Person.objects.filter(pk=row.pk).update(sort_name="quill, ida")
    assert (text in persons_in(place, [text])) is found


def test_the_convener_reads_on_the_page_and_by_the_api_what_stays(capsys) -> None:
    place = place_of_ida()
    save_kinds(place, [{"key": "club", "name": f"Club of {IDA}"}], **BY)
    ada = factories.browser(factories.convener(place))
    page = ada.get(reverse("carried", args=[place.slug])).content.decode()
    assert "What stays behind" in page
    assert f"Club of {IDA}" in page
    assert "<bdi>Kinds of activity</bdi> · <bdi>club</bdi> · <bdi>Title</bdi>" in page
    told = ada.get(f"/api/ecosystems/{place.slug}/blueprint/held-back").json()
    assert [(one["where"], one["names"]) for one in told] == [
        ("activity_kinds / club / title", [IDA])
    ]
    file = ada.get(reverse("take-elsewhere", args=[place.slug])).content.decode()
    assert "Held back because they name somebody: 1" in file
    assert IDA not in file
    assert tomllib.loads(file)["activity_kinds"][0]["title"] == OMITTED
    command = next(one for one in COMMANDS if one.name == "export")
    parser = ArgumentParser()
    command.configure(parser)
    assert command.run(parser.parse_args([place.slug])) == 0
    said = capsys.readouterr()
    assert IDA not in said.out
    assert f"Held back as it names {IDA}: activity_kinds / club / title" in said.err
    assert blueprint_of(STEWARD, place.slug).activity_kinds[0].title == OMITTED


def test_each_section_of_a_blueprint_that_may_hold_a_name_is_called_in_words() -> None:
    said = {*Blueprint.model_fields} - {"tiers", "history", "advisory", "safeguards"}
    assert said - SECTIONS.keys() == set()
    with override("ar"):
        assert in_words_of_pages("identity / summary")[0] != "Settings"
    assert in_words_of_pages("practices / big-circle / steps / 1")[1:] == [
        "big circle", "Steps", "1"
    ]  # fmt: skip
