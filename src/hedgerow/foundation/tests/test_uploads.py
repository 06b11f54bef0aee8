"""Files are told by content, and nothing larger than allowed is read."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from openpyxl import Workbook

from hedgerow.foundation.uploads import UploadTooLarge, WrongKindOfFile, accept, kind_of


def _workbook() -> bytes:
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


def _zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("letter.txt", "dear")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"name,kind\nOak,school\n", "text"),
        ("название\n".encode("utf-16"), "text"),
        ("Mu\xf1oz\n".encode("windows-1252"), "text"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (_workbook(), "xlsx"),
        (_zip(), "zip"),
        (b"PK\x03\x04 torn", "unknown"),
        (b"MZ\x90\x00\x03", "unknown"),
        (b"", "empty"),
    ],
)
def test_a_kind_is_told_by_content_whatever_the_name_says(content, kind):
    file = SimpleUploadedFile("list.csv", content, "text/csv")
    assert kind_of(file) == kind
    assert file.read() == content  # and it can be read from its beginning


def test_a_program_named_like_a_list_is_refused():
    with pytest.raises(WrongKindOfFile, match=r"list\.csv"):
        accept(SimpleUploadedFile("list.csv", b"MZ\x90\x00"), {"text", "xlsx"})
    assert accept(SimpleUploadedFile("list.bin", b"a,b\n"), {"text", "xlsx"}) == "text"


@override_settings(HEDGEROW_UPLOAD_LIMIT=1024 * 1024)
def test_a_file_over_the_limit_is_refused():
    with pytest.raises(UploadTooLarge, match="1 MB"):
        accept(SimpleUploadedFile("list.csv", b"x" * (1024 * 1024 + 1)), {"text"})


@pytest.mark.django_db
@override_settings(HEDGEROW_UPLOAD_LIMIT=1024)
@pytest.mark.parametrize("path", ["/", "/api/anything"])
def test_a_request_that_announces_more_is_answered_unread(path):
    answer = Client().post(path, {"file": SimpleUploadedFile("a", b"x" * 1_100_000)})
    assert answer.status_code == 413
    assert b"uploads.too_large" in answer.content or b"larger than" in answer.content
