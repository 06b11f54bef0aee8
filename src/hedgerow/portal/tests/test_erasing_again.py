"""Who is on the list of erasures and in the database is erased again, unless mixed with others."""

from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people.actions import merge_persons, undo_merge
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.tests.factories import person
from hedgerow.foundation.installation import erasures
from hedgerow.foundation.installation.erasures import begin, erase_again, note, noted
from hedgerow.foundation.installation.home import Home
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid
from hedgerow.portal.checks import checks
from hedgerow.portal.erasing import erase_person

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Home:
    settings.HEDGEROW_HOME = tmp_path
    return Home(tmp_path)


def is_named(one: Person) -> bool:
    one.refresh_from_db()
    return one.name != "" and one.erased_at is None


def test_an_erasure_is_noted_once_it_is_committed_with_the_records_merged(
    home: Home, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    aspen = ecosystem()
    ada, twin = person(aspen, "Ada"), person(aspen, "Ada A.")
    merge_persons(aspen, ada.uuid, twin.uuid, {}, by=STEWARD, at=NOW)
    with django_capture_on_commit_callbacks() as after:
        erase_person(ada, by=STEWARD, at=NOW)
    assert noted(home) == {}
    after[0]()
    assert noted(home) == {ada.uuid: NOW, twin.uuid: NOW}


def test_of_a_long_list_nothing_is_read_for_one_erasure_more(
    home: Home, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    ada, read = person(ecosystem(), "Ada"), list[Path]()
    note(home, {new_uuid(): NOW})
    with monkeypatch.context() as patched:
        patched.setattr(erasures, "read", read.append)
        with django_capture_on_commit_callbacks() as after:
            erase_person(ada, by=STEWARD, at=NOW)
        after[0]()
    assert read == []
    assert noted(home)[ada.uuid] == NOW
    assert len(noted(home)) == 2


def test_a_list_begins_with_whom_the_database_knows_to_have_been_erased(home: Home) -> None:
    aspen = ecosystem()
    ada, twin = person(aspen, "Ada"), person(aspen, "Ada A.")
    bo, other = person(aspen, "Bo"), person(aspen, "Bo B.")
    for kept, gone in ((ada, twin), (bo, other)):
        merge_persons(aspen, kept.uuid, gone.uuid, {}, by=STEWARD, at=NOW)
    erase_person(ada, by=STEWARD, at=NOW)
    begin(home)
    assert noted(home) == {ada.uuid: NOW, twin.uuid: NOW}


def test_who_was_erased_is_erased_again_and_nobody_else(home: Home) -> None:
    aspen = ecosystem(slug="aspen")
    ada, bo = person(aspen, "Ada"), person(aspen, "Bo")
    note(home, {ada.uuid: NOW})
    (check,) = checks(NOW)
    assert (check.well, check.found) == (False, f"1 here although erased: {ada.uuid} (aspen)")
    assert [one.person for one in erase_again(home, NOW)] == [str(ada.uuid)]
    assert (is_named(ada), is_named(bo)) == (False, True)
    assert [check.well for check in checks(NOW)] == [True]
    assert erase_again(home, NOW) == ()


def test_a_record_in_which_somebody_elses_lies_is_named_and_left_to_people(home: Home) -> None:
    aspen = ecosystem(slug="aspen")
    ada, bo = person(aspen, "Ada"), person(aspen, "Bo")
    merge = merge_persons(aspen, ada.uuid, bo.uuid, {}, by=STEWARD, at=NOW)
    for erased, other in ((ada, bo), (bo, ada)):
        (home.path / "erasures.txt").unlink(missing_ok=True)
        note(home, {erased.uuid: NOW})
        (found,) = erase_again(home, NOW)
        assert (found.person, found.merged) == (str(erased.uuid), str(other.uuid))
        assert is_named(ada)
        (check,) = checks(NOW)
        assert str(other.uuid) in check.advice
    undo_merge(merge.uuid, by=STEWARD, at=NOW)
    erase_again(home, NOW)
    assert (is_named(ada), is_named(bo)) == (True, False)


def test_a_line_that_was_cut_off_takes_no_other_with_it(home: Home) -> None:
    aspen = ecosystem()
    ada, bo = person(aspen, "Ada"), person(aspen, "Bo")
    (home.path / "erasures.txt").write_text(f"{NOW.isoformat()} {str(ada.uuid)[:20]}")
    note(home, {bo.uuid: NOW})
    note(home, {bo.uuid: NOW})
    assert noted(home) == {bo.uuid: NOW}
