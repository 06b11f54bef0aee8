"""Files are attached, taken, removed, erased and swept."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.files import actions, errors, keeping, owners, privacy
from hedgerow.commons.files.checks import checks
from hedgerow.commons.files.clearing import sweep
from hedgerow.commons.files.models import StoredFile
from hedgerow.commons.membership.models import Group
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid
from hedgerow.foundation.uploads import UploadTooLarge, WrongKindOfFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed by both"
STEWARD = Actor.the_steward()


@pytest.fixture
def group(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Group]:
    """A class whose files its ecosystem sees and a convener changes."""
    settings.HEDGEROW_HOME = tmp_path
    own = factories.ecosystem(public=False)
    rows = Group.objects.filter(ecosystem=own)
    monkeypatch.setattr(owners, "OWNERS", owners.OWNERS)
    monkeypatch.setitem(
        owners.OWNERS, "tests.group",
        owners.Owner(
            "tests.group", Group,
            seen=lambda actor: rows if actor.steward or own.pk in actor.grants else rows.none(),
            changed=lambda actor: rows if actor.may("ecosystems.ecosystem:edit", own.pk)
            else rows.none(),
            person=lambda row: None,
        ),
    )  # fmt: skip
    yield Group.objects.create(ecosystem=own, name="5a", starts=factories.STARTS)


def sent(content: bytes = PDF, name: str = "form.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def attach(group: Group, by: Actor = STEWARD, **given: Any) -> StoredFile:
    file = given.pop("file", None) or sent()
    return actions.attach_file("tests.group", group.uuid, file, by=by, at=NOW, **given)


def lying() -> list[bytes]:
    return [path.read_bytes() for _uuid, path in keeping.lying()]


def test_a_file_is_kept_whole_under_a_name_nobody_chose(group: Group) -> None:
    row = attach(group, file=sent(name="../../evil.pdf"))
    assert (row.name, row.kind, row.bytes, row.ecosystem) == (
        "evil.pdf", "pdf", len(PDF), group.ecosystem,
    )  # fmt: skip
    path = keeping.path_of(row.uuid)
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == [row.uuid.hex]
    assert Fact.objects.get().kind == "files.attached"


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (b"", errors.EmptyFile),
        (b"\x7fELF\x00\x00", WrongKindOfFile),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), UploadTooLarge),
    ],
    ids=["empty", "a program", "over 10 MB"],
)
def test_what_is_no_fit_file_is_refused_and_nothing_is_kept(
    file: bytes, refusal: type[Exception], group: Group
) -> None:
    with pytest.raises(refusal):
        attach(group, file=sent(file, "form.pdf"))
    assert (StoredFile.objects.count(), lying(), Fact.objects.count()) == (0, [], 0)


@pytest.mark.slow
def test_only_those_whom_the_owner_lets_see_or_change(group: Group) -> None:
    row = attach(group)
    member = factories.person(group.ecosystem, "Mia")
    factories.assigned(member, "member", group.ecosystem)
    mia, cy = factories.actor(member), factories.actor(factories.convener(factories.ecosystem()))
    assert list(StoredFile.objects.visible_to(mia)) == [row]
    for stranger in (cy, Actor.public()):
        assert list(StoredFile.objects.visible_to(stranger)) == []
        with pytest.raises(NotFound):
            attach(group, by=stranger)
        with pytest.raises(NotFound):
            actions.remove_file(row, by=stranger, at=NOW)
    with pytest.raises(NotPermitted):
        attach(group, by=mia)
    with pytest.raises(NotPermitted):
        actions.remove_file(row, by=mia, at=NOW)
    with pytest.raises(NotFound):
        actions.attach_file("tests.nothing", group.uuid, sent(), by=STEWARD, at=NOW)
    assert lying() == [PDF]


def test_a_file_that_is_removed_leaves_the_disk_once_that_stands(group: Group) -> None:
    row = attach(group)
    with TestCase.captureOnCommitCallbacks(execute=False) as later:
        actions.remove_file(row, by=STEWARD, at=NOW)
    assert (StoredFile.objects.count(), lying()) == (0, [PDF])
    for one in later:
        one()
    assert lying() == []


def test_a_file_about_a_person_is_erased_with_them(group: Group) -> None:
    bo, ada = factories.person(group.ecosystem, "Bo"), factories.person(group.ecosystem)
    about, by = attach(group), attach(group)
    StoredFile.objects.filter(pk=about.pk).update(person=bo)
    StoredFile.objects.filter(pk=by.pk).update(added_by=bo)
    assert len(list(privacy.export(bo.pk))) == 2
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert privacy.erase(bo.pk, NOW) == 2
        assert privacy.erase(ada.pk, NOW) == 0
    assert list(StoredFile.objects.values_list("pk", "added_by")) == [(by.pk, None)]
    assert len(lying()) == 1


def test_what_is_kept_until_a_day_is_over_after_it(group: Group) -> None:
    (rule,) = privacy.RULES
    attach(group, keep_until=NOW.date())
    attach(group)
    assert rule.ended is not None
    assert rule.ended(NOW).count() == 0
    assert rule.ended(NOW + timedelta(days=2)).count() == 1


def test_a_sweep_takes_what_nothing_points_at_and_leaves_what_is_new(group: Group) -> None:
    kept, lost = attach(group), attach(group)
    fresh, old = new_uuid(), new_uuid()
    for uuid in (fresh, old):
        keeping.write(uuid, [b"orphan"])
    draft = keeping.path_of(old).with_suffix(".part")
    draft.write_bytes(b"half")
    long_ago = (NOW - timedelta(days=3)).timestamp()
    for path in (keeping.path_of(old), draft, keeping.path_of(kept.uuid)):
        os.utime(path, (long_ago, long_ago))
    os.utime(keeping.path_of(fresh), (NOW.timestamp(), NOW.timestamp()))
    StoredFile.objects.filter(pk=lost.pk).update(about=new_uuid())
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert sweep(NOW) == 3
    assert {uuid for uuid, _path in keeping.lying()} == {kept.uuid, fresh}
    assert not draft.exists()


def test_doctor_tells_what_is_missing_and_what_lies_there_for_nothing(group: Group) -> None:
    row = attach(group)
    (well,) = checks(NOW)
    assert (well.well, well.found) == (True, "1, all there")
    keeping.path_of(row.uuid).write_bytes(b"cut")
    (wrong,) = checks(NOW)
    assert not wrong.well
    assert str(row.uuid) in wrong.found
    keeping.path_of(row.uuid).write_bytes(PDF)
    orphan = new_uuid()
    keeping.write(orphan, [b"x"])
    os.utime(keeping.path_of(orphan), (0, 0))
    (left,) = checks(NOW)
    assert (left.well, left.found) == (False, "1 that nothing points at")


def test_a_writer_that_fails_leaves_nothing(group: Group) -> None:
    def failing() -> Iterator[bytes]:
        yield b"half"
        raise OSError("disk is gone")

    with pytest.raises(OSError, match="disk is gone"):
        keeping.write(new_uuid(), failing())
    assert not [path for path in keeping.the_home().files.rglob("*") if path.is_file()]
