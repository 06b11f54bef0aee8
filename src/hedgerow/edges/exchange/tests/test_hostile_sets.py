"""Sets that somebody put together to do harm are refused in words, or come in as the text they are."""

import io
import zipfile

import pytest

from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .rosters import Set
from .sending import confirm, send

pytestmark = pytest.mark.django_db
TURNED = "\u202eevil\u202c\u2066x"


def packed(texts, way=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", way) as archive:
        for name, said in texts.items():
            archive.writestr(name, said)
    return content.getvalue()


def broken(content):
    """The same with the middle of a file turned over."""
    found = bytearray(content)
    at = found.index(b"users.csv") + 15
    found[at : at + 10] = bytes(one ^ 0x55 for one in found[at : at + 10])
    return bytes(found)


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_that_does_not_unpack_is_a_damaged_archive_however_it_was_packed(ada, way):
    answer = send(ada, broken(packed(Set().texts(), way)), "set", "set.zip")
    assert answer.status_code == 422
    assert "the archive is damaged" in answer.content.decode()
    assert not Import.objects.exists()


def test_names_that_turn_the_line_or_look_like_formulas_come_in_as_text(ada):
    made = Set()
    made.row("users", "l1")["givenName"] = TURNED
    made.row("users", "l2")["familyName"] = "=1+1"
    send(ada, made.packed(), "set", "set.zip")
    row = Import.objects.get()
    confirm(ada, row)
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "done"
    assert Person.objects.get(code="l2").name == "Bo =1+1"
    listed = ada.get("/e/grove/people/", {"format": "csv"})
    text = b"".join(listed.streaming_content if listed.streaming else [listed.content]).decode()
    assert "Bo =1+1" in text
    assert "\n=1+1" not in text


@pytest.mark.parametrize("above", ["../../", "/etc/", "C:\\"])
def test_where_a_file_says_it_lies_does_not_matter(ada, above, tmp_path):
    texts = {f"{above}{name}": said for name, said in Set().texts().items()}
    answer = send(ada, packed(texts), "set", "set.zip")
    assert answer.status_code in (302, 422)
    assert not list(tmp_path.parent.glob("*.csv"))
