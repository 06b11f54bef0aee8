"""A file of very many columns is refused before anything looks at its headings, and told why."""

import io
from pathlib import Path
from time import perf_counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from hedgerow.commons.membership.tests.factories import browser
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.actions import Upload, preview
from hedgerow.edges.exchange.errors import FileUnreadable
from hedgerow.edges.exchange.examples import mapping_file
from hedgerow.edges.exchange.mappings import read_mapping
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.reading import MOST_COLUMNS, read_sheet
from hedgerow.foundation.permissions import Actor

from .rosters import Set
from .sending import send

WORDS = f"it has too many columns: at most {MOST_COLUMNS}"
SOON = 5
"""Seconds; it took sixty."""


def wide(count, between=","):
    heads, cells = ([f"{sign}{at}" for at in range(count)] for sign in "cv")
    return f"{between.join(heads)}\n{between.join(cells)}\n"


def as_book(count):
    book, content = Workbook(), io.BytesIO()
    for line in wide(count).splitlines():
        book.active.append(line.split(","))
    book.save(content)
    return content.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("mapping", ["guess", "ready:people"])
@pytest.mark.parametrize(
    "content", [wide(40_000), wide(40_000, ";"), as_book(2_000)], ids=["comma", "semicolon", "book"]
)
def test_a_page_refuses_it_at_once(ada, mapping, content):
    began = perf_counter()
    answer = send(ada, content, mapping)
    assert perf_counter() - began < SOON
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert "Part it into several files" in answer.content.decode()
    assert not Import.objects.exists()


@pytest.mark.django_db
def test_the_api_refuses_it_in_the_same_words(ada):
    by = browser(Person.objects.get(name="Ada"))
    file = SimpleUploadedFile("wide.csv", wide(40_000).encode())
    answer = by.post("/api/ecosystems/grove/imports", {"file": file, "mapping": "guess"})
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()


@pytest.mark.django_db
def test_so_do_a_command_and_a_set(ada, grove, tmp_path):
    file = tmp_path / "wide.csv"
    file.write_text(wide(40_000))
    mapping = read_mapping(mapping_file(Path("california-schools")))
    made = Set("1.1")
    made.extra["users.csv"] = wide(40_000)
    for upload in (Upload(file, mapping), Upload(made.write(tmp_path / "set.zip"))):
        with pytest.raises(FileUnreadable) as refused:
            preview(grove, upload, by=Actor.the_steward())
        assert WORDS in str(refused.value)
    answer = send(ada, made.packed(), "set", "set.zip")
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


def test_as_many_as_are_allowed_are_read_and_empty_ones_beyond_do_not_count(tmp_path):
    file = tmp_path / "wide.csv"
    line, below = wide(MOST_COLUMNS).splitlines()
    file.write_text(f"{line}{',' * 900}\n{below}{',' * 900}\n")
    assert len(read_sheet(file).columns) == MOST_COLUMNS
