"""Who was in the earlier list and is not in this one is told, and ended where somebody chooses it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests.factories import learner
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.edges.exchange.models import Import, SavedMapping
from hedgerow.edges.exchange.remembering import keep_mapping
from hedgerow.foundation import jobs
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person

from .sending import confirm, page, send
from .undoings import everything

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADS = "code,name,born,role,organisation_code,grade,starts\n"
ANA = "L1,Ana Paz,2015-03-09,learner,oak,5,2026-08-17\n"
BO = "L2,Bo Reyes,2016-04-20,learner,oak,5,2026-08-17\n"
CY = "L3,Cy Oh,2015-11-02,learner,oak,5,2026-08-17\n"
PEOPLE = "ready:people"


@pytest.fixture(autouse=True)
def schools(grove):
    return [organisation(grove, name, kind="school", code=name.lower()) for name in ("Oak", "Elm")]


def looked_at(client, content, mapping=PEOPLE):
    send(client, content if "code," in content else HEADS + content, mapping)
    return Import.objects.latest("pk")


def brought(client, content, mapping=PEOPLE, **chosen):
    row = looked_at(client, content, mapping)
    if row.state == "ready":
        end(client, row, **chosen) if chosen else confirm(client, row)
        jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "done", row.preview
    return row


def end(client, row, day="2026-11-20", **chosen):
    address = reverse("confirm-import", args=["grove", row.uuid])
    sent = {"digest": row.digest, "end": "1", "last_day": day, **chosen}
    return client.post(address, sent)


def running():
    return set(
        Assignment.objects.filter(role="learner", ends=None).values_list("person__code", flat=True)
    )


def test_a_list_says_whom_it_lacks_and_ends_nobody_by_itself(ada):
    brought(ada, ANA + BO)
    row = looked_at(ada, BO + CY)
    said = page(ada, row)
    assert "1 person who was in the list of" in said
    assert "Ana Paz" in said
    assert "Nothing happens to them by itself" in said
    confirm(ada, row)
    jobs.run_pending()
    assert running() == {"L1", "L2", "L3"}


def test_who_is_chosen_ends_with_the_import_and_is_back_when_it_is_undone(ada):
    brought(ada, ANA + BO)
    before = everything()
    row = brought(ada, BO + CY, who=["1"])
    assert Assignment.objects.get(person__code="L1").ends == date(2026, 11, 20)
    assert running() == {"L2", "L3"}
    assert "1 of those who are not in the list was ended" in page(ada, row)
    assert Fact.objects.filter(kind="membership.roles_ended").count() == 1
    ada.post(reverse("undo-import", args=["grove", row.uuid]))
    assert running() == {"L1", "L2"}
    assert everything() == before
    assert "Ana Paz" in page(ada, looked_at(ada, BO + CY))


def test_the_role_of_who_was_erased_stays_ended_when_the_import_is_undone(ada):
    brought(ada, ANA + BO + CY)
    row, gone = brought(ada, BO, who=["1", "2"]), Person.objects.get(code="L1")
    erase_person(gone, by=Actor.the_steward(), at=timezone.now())
    ada.post(reverse("undo-import", args=["grove", row.uuid]))
    assert running() == {"L2", "L3"}
    assert Assignment.objects.get(person=gone).ends == date(2026, 11, 20)


def test_a_list_with_nothing_new_waits_for_a_word_on_whom_it_lacks(ada):
    brought(ada, ANA + BO)
    row = looked_at(ada, BO)
    assert row.state == "ready"
    assert "Nobody has left" in page(ada, row)
    brought(ada, BO)
    assert running() == {"L1", "L2"}
    row = brought(ada, BO, who=["1"])
    assert running() == {"L2"}
    assert looked_at(ada, BO).state == "done"
    ada.post(reverse("undo-import", args=["grove", row.uuid]))
    assert running() == {"L1", "L2"}


def test_a_list_in_which_all_are_known_is_remembered_too(ada, grove, schools):
    for pupil, code in ((learner(schools[0], "Ana Paz"), "L1"), (learner(schools[0], "Bo"), "L2")):
        Person.objects.filter(pk=pupil.pk).update(code=code)
    heads = "code,name,role,organisation_code\n"
    assert looked_at(ada, heads + "L1,Ana Paz,learner,oak\nL2,Bo,learner,oak\n").state == "done"
    assert "Ana Paz" in page(ada, looked_at(ada, heads + "L2,Bo,learner,oak\n"))


@pytest.mark.parametrize(
    "other",
    [
        CY.replace("oak", "elm"),
        CY.replace("learner", "tutor").replace(",5,", ",,"),
        CY.replace(",5,", ",3,"),
    ],
)
def test_a_list_of_another_school_role_or_grade_lacks_nobody(ada, other):
    brought(ada, ANA + BO)
    row = looked_at(ada, other)
    assert row.state == "ready"
    assert "Not in this list" not in page(ada, row)


def test_a_list_by_another_mapping_is_of_another_kind(ada, grove):
    brought(ada, ANA + BO)
    own = 'target = "people"\n[[rows]]\nlabel = "p"\n[rows.fields]\ncode = { column = "code" }\n'
    own += 'name = { column = "name" }\nrole = { column = "role" }\n'
    own += 'organisation_code = { column = "organisation_code" }\n'
    keep_mapping(grove, "bus", own, by=Actor.the_steward())
    bus = f"saved:{SavedMapping.objects.get().uuid}"
    assert "Not in this list" not in page(ada, looked_at(ada, HEADS + CY, bus))


def test_another_spelling_comes_first_with_its_line(ada):
    brought(ada, ANA + BO + CY)
    row = looked_at(
        ada, "L9,Bo Réyes,2016-04-20,learner,oak,5,\nL8,Sy Oh,2015-11-02,learner,oak,5,\n"
    )
    rows = page(ada, row).split('id="absent"')[1].split("</table>")[0]
    assert rows.index("Bo Reyes") < rows.index("Ana Paz")
    assert rows.index("Cy Oh") < rows.index("Ana Paz")
    assert "line 2:" in rows
    assert "Bo Réyes" in rows
    assert "line 3:" in rows
