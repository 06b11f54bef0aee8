"""Everybody finds from their own record what is kept about them, what for, and until when."""

import csv
import io

import pytest
from django.urls import reverse

from hedgerow.commons.membership.tests.factories import browser, ecosystem, learner, member_school
from hedgerow.commons.people.models import Guardian
from hedgerow.commons.people.tests.factories import person
from hedgerow.foundation import privacy
from hedgerow.foundation.accesslog.models import Opening

from ..own_kept import own_kept
from .test_retention import STEWARD

pytestmark = pytest.mark.django_db


def test_every_rule_is_told_and_counted_as_it_is_handed_out() -> None:
    aspen = ecosystem("Aspen")
    mia = learner(member_school(aspen), "Mia")
    page = own_kept(mia, by=STEWARD)
    assert len(page.kinds) + len(page.others) == len(privacy.rules())
    said = {kind.label: kind for kind in page.kinds}
    assert page.kinds[0].is_person
    assert said["membership.assignment"].rows == 1
    assert said["people.person"].period == "5 years"
    assert {kind.rows for kind in page.others} == {0}


@pytest.mark.slow
def test_it_is_found_from_ones_own_record_and_from_a_childs() -> None:
    aspen = ecosystem("Aspen")
    mia, dee = learner(member_school(aspen), "Mia"), person(aspen, "Dee")
    Guardian.objects.create(ecosystem=aspen, learner=mia, guardian=dee, starts="2026-08-01")
    mine, theirs = reverse("kept-of-me"), reverse("kept-of-child", args=[mia.uuid])
    own, hers = browser(mia), browser(dee)
    assert f'href="{mine}"' in own.get(reverse("me")).content.decode()
    assert f'href="{theirs}"' in hers.get(reverse("child", args=[mia.uuid])).content.decode()
    assert "5 years after taking part" in own.get(mine).content.decode()
    assert "About Mia" in hers.get(theirs).content.decode()
    taken = own.get(f"{mine}?format=csv").getvalue().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(taken)))) > 1
    told = {row["kind"]: row for row in own.get("/api/me/kept").json()}
    assert told["membership.assignment"]["rows"] == 1
    assert len(told) == len(privacy.rules())
    assert not Opening.objects.exists()  # nothing of any row was told
    Guardian.objects.update(barred=True)
    assert hers.get(theirs).status_code == 404
