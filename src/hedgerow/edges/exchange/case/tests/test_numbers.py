"""Numbers that cannot be kept are refused while the file is read, and no file stays behind."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.edges.exchange import uploads
from hedgerow.edges.exchange.case import flow
from hedgerow.edges.exchange.errors import FileUnreadable

from .sample import STEWARD

pytestmark = pytest.mark.django_db
START = b'{"CFDocument": {"identifier": "d0000000-0000-4000-8000-000000000000", "title": "T", "x": '


def sent(number: bytes) -> None:
    content = START + number + b"}}"
    flow.send_in(ecosystem(), SimpleUploadedFile("f.json", content), by=STEWARD, at=NOW)


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"9" * 301, b"9" * 5000])
def test_a_number_that_is_too_large_is_refused_while_the_file_is_read(number: bytes) -> None:
    before = set(uploads.folder().iterdir())
    with pytest.raises(FileUnreadable) as refused:
        sent(number)
    assert "is too large" in str(refused.value)
    assert set(uploads.folder().iterdir()) == before


@pytest.mark.parametrize("number", [b"1e300", b"9" * 300, b"-0.5"])
def test_a_large_number_comes_in(number: bytes) -> None:
    sent(number)


def test_a_file_that_cannot_be_looked_through_for_any_reason_is_deleted(monkeypatch) -> None:
    def fails(*_all: object, **_named: object) -> None:
        raise MemoryError

    monkeypatch.setattr(flow, "look_through", fails)
    before = set(uploads.folder().iterdir())
    with pytest.raises(MemoryError):
        sent(b"1")
    assert set(uploads.folder().iterdir()) == before
