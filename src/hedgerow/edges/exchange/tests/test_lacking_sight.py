"""Whom somebody sees of those whom a set lacks, and may choose; by the API, and a part at a time."""

from datetime import date

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.tests.factories import browser, convener
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.edges.exchange.absent import showing_sets
from hedgerow.edges.exchange.models import Import, Lacking
from hedgerow.foundation import jobs

from .lacking import brought, end, looked_at, open_roles, whole
from .sending import page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def many(count):
    made = whole()
    for n in range(count):
        own = {"sourcedId": f"p{n:02}", "givenName": f"Pupil{n:02}"}
        made.files["users"].append(made.row("users", "l2") | own)
    return made


def test_whom_the_sender_may_not_see_is_neither_named_nor_counted_nor_ended(ada, grove):
    brought(ada, whole())
    sender = convener(grove, "Eve")
    Guardian.objects.create(
        ecosystem=grove, learner=Person.objects.get(code="l2"), guardian=sender, barred=True,
        starts=date(2026, 8, 1),
    )  # fmt: skip
    signed_in(ada, sender)
    row = looked_at(ada, whole(without=["l2", "g1"]))
    said = page(ada, row).split('id="lacking"')[1]
    assert "1 person whom an earlier set brought" in said
    assert "Bo Ek" not in said
    hidden = next(one.number for one in Lacking.objects.filter(of=row)
                  if f'value="{one.number}"' not in said.split("<tbody>")[1])  # fmt: skip
    assert end(ada, row, who=[str(hidden)]).status_code == 422
    end(ada, row, gone="1")
    jobs.run_pending()
    assert ("l2", "learner", "s1") in open_roles()
    assert ("g1", "guardian", None) not in open_roles()


def test_wrong_numbers_and_no_choice_end_nothing(ada):
    brought(ada, whole())
    row = looked_at(ada, whole(without=["l2"]))
    for wrong in ({}, {"who": ["9"]}, {"who": ["0"]}, {"who": ["999999999"]}):
        assert end(ada, row, **wrong).status_code == 422
    assert Import.objects.get(pk=row.pk).state == "ready"
    assert end(ada, row, who=["1"]).status_code == 302
    assert end(ada, row, who=["1"]).status_code == 409


def test_the_api_names_them_and_ends_all_who_are_gone(ada):
    brought(ada, whole())
    row = looked_at(ada, whole(without=["l2"], moved=["l1"]))
    here, by = f"/api/ecosystems/grove/imports/{row.uuid}", browser(Person.objects.get(name="Ada"))
    said = by.get(here).json()["lacking"]
    assert (said["gone"], said["moved"], said["known"], said["parts"]) == (1, 1, 4, 1)
    assert [(one["name"], one["gone"]) for one in said["rows"]] == [
        ("Bo Ek", True),
        ("Amira Nuñez", False),
    ]
    body = {"digest": row.digest, "end_gone": True, "last_day": str(today(row.ecosystem))}
    assert by.post(f"{here}/confirm", body, content_type="application/json").status_code == 202
    jobs.run_pending()
    told = by.get(here).json()
    assert (told["ended"], told["lacking"]["rows"]) == (1, [])
    assert ("l2", "learner", "s1") not in open_roles()
    assert ("l1", "learner", "s1") in open_roles()


def test_of_very_many_each_is_on_a_page_of_the_table(ada, monkeypatch):
    monkeypatch.setattr(showing_sets, "SHOWN", 2)
    brought(ada, many(5))
    row = looked_at(ada, whole())
    address = reverse("import", args=["grove", row.uuid])
    found = [ada.get(f"{address}?part={n}").content.decode() for n in (1, 2, 3, 99, "x")]
    shown = [[n for n in range(5) if f"Pupil{n:02} Ek</bdi></label>" in said] for said in found]
    assert shown == [[0, 1], [2, 3], [4], [4], [0, 1]]


def test_equal_many_queries_however_many_are_missing(ada, django_assert_max_num_queries):
    brought(ada, many(22))
    found = []
    for made in (many(20), many(2)):
        row = looked_at(ada, made)
        with django_assert_max_num_queries(60) as asked:
            page(ada, row)
        found.append(len(asked))
    assert found[0] == found[1]
