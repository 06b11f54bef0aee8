"""A person's archive holds the stored files that whoever takes it may see."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.files import keeping, owners
from hedgerow.commons.files.models import StoredFile
from hedgerow.commons.membership.models import Group
from hedgerow.commons.membership.tests.factories import (
    STARTS,
    actor,
    browser,
    convener,
    learner,
    member_school,
    person,
)
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid
from hedgerow.portal.archived_files import plain
from hedgerow.portal.exporting import export_person

pytestmark = pytest.mark.django_db
SIGNED = b"%PDF-1.7 signed by the mother"


@pytest.fixture
def made(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SimpleNamespace]:
    """A child with a guardian; files of its class are seen by both, those of the other by nobody."""
    settings.HEDGEROW_HOME = tmp_path
    aspen = ecosystem()
    kid, mum, ada = learner(member_school(aspen), "Kit"), person(aspen, "Mum"), convener(aspen)
    Guardian.objects.create(ecosystem=aspen, guardian=mum, learner=kid, starts=STARTS)
    group = Group.objects.create(ecosystem=aspen, name="5a", starts=STARTS)
    hidden = Group.objects.create(ecosystem=aspen, name="5b", starts=STARTS)
    seen = {kid.pk, mum.pk, ada.pk}
    monkeypatch.setitem(
        owners.OWNERS, "tests.group",
        owners.Owner(
            "tests.group", Group,
            seen=lambda by: Group.objects.filter(pk=group.pk if by.person_id in seen else 0),
            changed=lambda by: Group.objects.none(),
            person=lambda row: None,
        ),
    )  # fmt: skip
    yield SimpleNamespace(aspen=aspen, kid=kid, mum=mum, ada=ada, group=group, hidden=hidden)


def stored(
    made: SimpleNamespace, name: str, about: Person | None, *, by: Person | None = None,
    content: bytes = SIGNED, of: Group | None = None,
) -> StoredFile:  # fmt: skip
    uuid = new_uuid()
    size, digest = keeping.write(uuid, [content])
    return StoredFile.objects.create(
        uuid=uuid, ecosystem=made.aspen, about_kind="tests.group", about=(of or made.group).uuid,
        person=about, name=name, kind="pdf", bytes=size, digest=digest, added_by=by, added_at=NOW,
    )  # fmt: skip


def files_in(packed: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def taken(whose: Person, by: Actor) -> dict[str, bytes]:
    return files_in(export_person(whose, by=by, at=timezone.now()))


@pytest.mark.slow
def test_files_lie_in_it_are_named_in_its_contents_and_lead_there_from_the_page(made: Any) -> None:
    stored(made, "Consent.pdf", made.kid, by=made.mum)
    stored(made, "Consent.pdf", made.kid, content=b"%PDF-1.7 another")
    found = taken(made.kid, actor(made.kid))
    names = ["files/001 Consent.pdf", "files/002 Consent.pdf"]
    assert [name for name in found if name.startswith("files/")] == names
    assert [found[name] for name in names] == [SIGNED, b"%PDF-1.7 another"]
    (kind,) = [
        one for one in json.loads(found["data/contents.json"]) if one["kind"] == "files.storedfile"
    ]
    assert kind["files"] == names
    rows = json.loads(found["data/files.storedfile.json"])
    assert [row["file"] for row in rows] == names
    assert "uuid" not in rows[0]
    assert '<a href="files/001%20Consent.pdf">' in found["index.html"].decode()


@pytest.mark.slow
def test_a_guardian_takes_them_out_too_and_a_convener_who_sees_them(made: Any) -> None:
    stored(made, "Consent.pdf", made.kid)
    for who in (made.mum, made.ada):
        assert taken(made.kid, actor(who))["files/001 Consent.pdf"] == SIGNED


def test_what_the_reader_may_not_see_is_a_row_without_its_file(made: Any) -> None:
    stored(made, "Hidden.pdf", made.kid, of=made.hidden)
    found = taken(made.kid, actor(made.kid))
    assert not [name for name in found if name.startswith("files/")]
    assert [row["file"] for row in json.loads(found["data/files.storedfile.json"])] == [""]
    assert not [one for one in json.loads(found["data/contents.json"]) if "files" in one]


@pytest.mark.slow
def test_what_one_attached_is_in_it_where_it_is_about_nobody_else(made: Any) -> None:
    stored(made, "About Kit.pdf", made.kid, by=made.mum)
    stored(made, "Agreement.pdf", None, by=made.mum)
    names = [name for name in taken(made.mum, actor(made.mum)) if name.startswith("files/")]
    assert names == ["files/001 Agreement.pdf"]


def test_a_file_that_the_data_folder_has_lost_leaves_the_archive_whole(made: Any) -> None:
    keeping.remove([stored(made, "Gone.pdf", made.kid).uuid])
    stored(made, "Here.pdf", made.kid)
    found = taken(made.kid, actor(made.kid))
    assert [name for name in found if name.startswith("files/")] == ["files/001 Here.pdf"]
    assert [row["file"] for row in json.loads(found["data/files.storedfile.json"])] == [
        "", "files/001 Here.pdf",
    ]  # fmt: skip


@pytest.mark.slow
def test_the_page_sends_it_in_pieces(made: Any) -> None:
    stored(made, "Consent.pdf", made.kid)
    answer: Any = browser(made.kid).get("/me/export/")
    assert answer.streaming
    assert answer["Content-Type"] == "application/zip"
    assert files_in(io.BytesIO(answer.getvalue()))["files/001 Consent.pdf"] == SIGNED


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "etc passwd"), ("a\u202egpj", "a gpj"), ('x<">|?*:', "x"), ("..", "")],
)
def test_no_name_leads_out_of_the_folder(given: str, kept: str) -> None:
    assert plain(given) == kept
