"""What is asked of whoever sent a file in: a sample is called one, and what was mended is let go."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.tests.factories import named
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.waiting import waiting_for
from hedgerow.foundation import jobs
from hedgerow.portal.erasing import erase_person

from .sending import confirm, page, send
from .undoings import STEWARD

pytestmark = pytest.mark.django_db
HEAD = "code,name,role\n"


def asked_of(client):
    by = actor_of(client.session["person_id"], via="page", at=timezone.now())
    return [one.title for one in waiting_for(by)]


@pytest.mark.slow
def test_a_preview_of_some_rows_says_that_it_is_a_sample(ada):
    send(ada, HEAD + "".join(f"L{at},Ada {at},learner\n" for at in range(9)), "ready:people")
    assert "the first 5 of 9 rows, as a sample" in page(ada, Import.objects.get())
    send(ada, HEAD + "L1,Ada,learner\n", "ready:people")
    assert "as a sample" not in page(ada, Import.objects.latest("pk"))


@pytest.mark.slow
def test_problems_are_let_go_once_a_later_file_of_the_kind_went_in(ada):
    send(ada, HEAD + "L1,Ada,\nL2,,learner\n", "ready:people", "class.csv")
    assert Import.objects.get().state == "wrong"
    before = Import.objects.get()
    send(ada, HEAD + "L1,Ada,learner\n", "ready:people", "class-2.csv")
    assert asked_of(ada) == ["Import of class.csv", "Import of class-2.csv"]
    confirm(ada, Import.objects.latest("pk"))
    jobs.run_pending()
    assert asked_of(ada) == []
    Import.objects.filter(pk=before.pk).update(target="groups")
    assert asked_of(ada) == ["Import of class.csv"]


def test_examples_of_others_stand_last_under_a_heading_of_their_own(ada):
    said = ada.get(reverse("new-import", args=["grove"])).content.decode()
    group = said.index("<optgroup")
    assert said.index('value="own"') < group < said.index("example:california-sat")
    assert said.index('value="ready:people"') < group


def test_the_columns_page_keeps_hints_and_answers_beside_their_labels(ada):
    send(ada, "School Code,School Name\n1,Oak\n", "guess", "schools.csv")
    row = Import.objects.get()
    said = ada.get(reverse("import-columns", args=["grove", row.uuid])).content.decode()
    assert "<br>" not in said
    assert '<p class="hint" id="meaning-kind">' in said


def test_a_file_whose_columns_nobody_named_goes_with_who_is_erased(ada, grove):
    bo = named(grove, "Bo Ek")
    send(ada, "Familie,Vorname\nEk,Bo\n", "guess", "class.csv")
    assert Import.objects.get().state == "asking"
    erase_person(bo, by=STEWARD, at=timezone.now())
    row = Import.objects.get()
    assert (row.state, row.stored) == ("aside", "")
