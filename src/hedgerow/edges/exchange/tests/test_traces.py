"""Of an erased person no trace of an import is left, and only those that can name them are looked at."""

import json
import zlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.people.actions.merging import merge_persons
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange import keeping
from hedgerow.edges.exchange.actions import import_file
from hedgerow.edges.exchange.models import Import, ImportTrace
from hedgerow.edges.exchange.privacy import erase_traces
from hedgerow.edges.exchange.trace import unpacked
from hedgerow.portal.erasing import erase_person

from .test_targets import AT, as_ready
from .undoings import STEWARD

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEAD = "code,name,role\n"


@pytest.fixture
def bring(grove, tmp_path):
    def brought(*lines, target="people", head=HEAD):
        upload = as_ready(tmp_path, target, head + "".join(f"{one}\n" for one in lines))
        done = import_file(grove, upload, by=STEWARD, at=AT)
        return ImportTrace.objects.get(of__uuid=done.row)

    return brought


def somebody(code):
    return Person.objects.get(code=code)


@pytest.fixture
def unpacks(monkeypatch):
    seen = []

    def unpacking(content):
        seen.append(content)
        return unpacked(content)

    monkeypatch.setattr(keeping, "unpacked", unpacking)
    return seen


def test_only_the_traces_that_speak_of_the_person_go(bring, unpacks):
    added = bring("L1,Ada,learner", "L2,Bo,learner", "L3,Cy,learner")
    first = bring("L1,Ada Ek,learner", "L3,Cy Ek,learner")
    second = bring("L2,Bo Ek,learner")
    assert (added.first, added.last) == (None, None)
    assert (first.first, first.last) == (somebody("L1").pk, somebody("L3").pk)
    assert erase_traces(somebody("L2").pk, AT) == 1
    assert [one.pk for one in ImportTrace.objects.order_by("pk")] == [added.pk, first.pk]
    assert not unpacks
    assert second.pk not in ImportTrace.objects.values_list("pk", flat=True)


def test_as_many_queries_however_many_traces_there_are(bring):
    bring("L1,Ada,learner", "L2,Bo,learner")
    counts = []
    for times in (2, 20):
        for time in range(times):
            bring(f"L1,Ada {times} {time},learner")
        with CaptureQueriesContext(connection) as asked:
            erase_traces(somebody("L2").pk, AT)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_traces_of_earlier_versions_are_unpacked(bring, unpacks):
    bring("L1,Ada,learner", "L2,Bo,learner")
    for name in ("L1,Ada Ek", "L2,Bo Ek"):
        bring(f"{name},learner")
    ImportTrace.objects.update(about=None, first=None, last=None)
    assert erase_traces(somebody("L2").pk, AT) == 1
    assert len(unpacks) == 3
    assert ImportTrace.objects.count() == 2


def test_who_stood_in_a_row_that_named_them_is_found(bring):
    bring("G1,Dee,guardian", "L1,Ada,learner")
    head = "guardian_code,learner_code,relation,starts\n"
    bring("G1,L1,mother,2026-08-17", target="guardians", head=head)
    changed = bring("G1,L1,aunt,2026-08-17", target="guardians", head=head)
    told = json.loads(zlib.decompress(changed.content))["changed"]
    assert told["people.guardian"]
    erase_traces(somebody("G1").pk, AT)
    kept = [unpacked(one.content) for one in ImportTrace.objects.all()]
    keys = {pk for one in kept for pk in one.people()}
    assert somebody("G1").pk not in keys


def test_what_stood_of_a_record_merged_into_theirs_goes_with_them(bring, grove):
    bring("L1,Ada Lovelace,learner", "XL1,Ada Byron,learner", "L2,Bo,learner")
    bring("XL1,Ada King,learner")
    bring("L2,Bo Ek,learner")
    kept, gone = somebody("L1"), somebody("XL1")
    merge_persons(grove, kept.uuid, gone.uuid, {}, by=STEWARD, at=AT)
    erase_person(kept, by=STEWARD, at=timezone.now())
    said = [zlib.decompress(one.content).decode() for one in ImportTrace.objects.all()]
    assert len(said) == 2
    assert not any("Byron" in one or "King" in one for one in said)
    assert Import.objects.count() == 3
