"""Whoever sent a file in that was put aside for an erasure is told so, and what to do next."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.tests.factories import named
from hedgerow.edges.exchange import importing, remembering
from hedgerow.edges.exchange.models import Import, SavedMapping
from hedgerow.edges.exchange.waiting import waiting_for
from hedgerow.foundation import jobs
from hedgerow.portal.erasing import erase_person

from .sending import confirm, page, send
from .test_targets import AT
from .undoings import STEWARD

pytestmark = pytest.mark.django_db
HEAD = "code,name,role\n"
PEOPLE = "ready:people"


@pytest.fixture
def bo(grove):
    return named(grove, "Bo Ek")


@pytest.fixture
def confirmed(ada, bo):
    send(ada, f"{HEAD}X1,Bo Ek,learner\n", PEOPLE, "class.csv")
    row = Import.objects.get()
    confirm(ada, row)
    return row


def erase(person):
    erase_person(person, by=STEWARD, at=timezone.now())


def asked_of(client):
    by = actor_of(client.session["person_id"], via="page", at=timezone.now())
    return [(one.title, str(one.why)) for one in waiting_for(by)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Take them out of the file if they are in it, then send it in again"),
        ("es", "envíelo de nuevo"),
        ("ar", "أرسل الملف من جديد"),
    ],
)
def test_whoever_sent_it_is_told_what_to_do_next(ada, confirmed, bo, language, words):
    erase(bo)
    ada.cookies["django_language"] = language
    said = page(ada, confirmed)
    assert words in said
    assert reverse("new-import", args=["grove"]) in said
    assert reverse("discard-import", args=["grove", confirmed.uuid]) not in said
    assert confirm(ada, confirmed).status_code == 409


@pytest.mark.slow
def test_it_is_asked_of_them_until_such_a_file_went_in_or_a_week_is_over(ada, confirmed, bo):
    erase(bo)
    ask = [("Import of class.csv", "send it in again, without whoever was erased")]
    assert asked_of(ada) == ask
    send(ada, f"{HEAD}X2,Cy,learner\n", PEOPLE)
    confirm(ada, Import.objects.latest("pk"))
    jobs.run_pending()
    assert asked_of(ada) == []
    Import.objects.exclude(pk=confirmed.pk).update(target="groups")
    assert asked_of(ada) == ask
    importing.forget_old(timezone.now() + importing.KEPT)
    assert asked_of(ada) == ask
    importing.forget_old(timezone.now() + timedelta(days=9))
    assert asked_of(ada) == []


@pytest.mark.slow
def test_no_mapping_is_named_after_the_file_of_who_was_erased(ada, bo, grove):
    for name, title in (("Bo Ek.csv", "headings of Bo Ek.csv"), ("ekphrasis.csv", "Ekphrasis")):
        remembering.keep_mapping(
            grove, title, f'title = "{title}"\ntarget = "people"\n[[rows]]\nlabel = "people"\n'
            '[rows.fields]\nname = { column = "Who" }\n', by=STEWARD,
        )  # fmt: skip
        Import.objects.create(
            ecosystem=grove, file_name=name, mapping_name=title, created_at=AT, state="done",
            mapping=f'title = "{title}"\ntarget = "people"\n', target="people",
        )  # fmt: skip
    erase(bo)
    kept = SavedMapping.objects.order_by("pk")
    assert [one.name for one in kept] == [f"– {kept[0].pk}", "Ekphrasis"]
    assert all("Bo Ek" not in one.text + one.name for one in kept)
    assert 'name = { column = "Who" }' in kept[0].text
    assert not Import.objects.filter(mapping_name__contains="Bo Ek").exists()
    assert not Import.objects.filter(mapping__contains="Bo Ek").exists()
