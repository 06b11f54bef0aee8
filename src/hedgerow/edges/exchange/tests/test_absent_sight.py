"""Whom somebody sees of those absent, and may end; by the API, too."""

from datetime import date

import pytest
from django.urls import reverse

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests.factories import browser, convener
from hedgerow.commons.people.errors import OutOfReach
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.edges.exchange.absent import showing
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.foundation import jobs

from .conftest import AT
from .sending import page
from .test_absent import ANA, BO, CY, brought, end, looked_at, running
from .test_apart import kept_from

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def oak(grove):
    organisation(grove, "Oak", kind="school", code="oak")


def test_whom_the_sender_may_not_see_is_not_named_and_cannot_be_chosen(ada, grove):
    brought(ada, ANA + BO + CY)
    sender = convener(grove, "Eve")
    row = looked_at(ada, BO)
    one = next(at for at, said in enumerate(row.preview["absent"], 1)
               if Assignment.objects.get(pk=said["key"]).person.code == "L1")  # fmt: skip
    Guardian.objects.create(
        ecosystem=grove, learner=Person.objects.get(code="L1"), guardian=sender, barred=True,
        starts=date(2026, 8, 1),
    )  # fmt: skip
    session = ada.session
    session["person_id"] = sender.pk
    session.save()
    said = page(ada, row)
    assert "1 person who was" in said
    assert "Ana Paz" not in said
    assert end(ada, row, who=[str(one)]).status_code == 422
    end(ada, row, everybody="1")
    jobs.run_pending()
    assert running() == {"L1", "L2"}


@pytest.mark.parametrize(
    ("second", "chosen"), [(BO, {"who": ["1"]}), (ANA.replace(",5,", ",6,"), {})]
)
def test_who_is_kept_from_a_child_undoes_nothing_that_was_done_to_it(ada, grove, second, chosen):
    brought(ada, ANA + BO)
    row, child = brought(ada, second, **chosen), Person.objects.get(code="L1")
    before = Assignment.objects.filter(person=child).values_list("grade", "ends").get()
    by = kept_from(grove, "L1")
    with pytest.raises(OutOfReach):
        undo_import(row.uuid, by=by, at=AT)
    assert Assignment.objects.filter(person=child).values_list("grade", "ends").get() == before


def test_nobody_ends_their_own_role_by_a_list_nor_without_a_choice(ada, grove):
    mine = Person.objects.get(name="Ada")
    Person.objects.filter(pk=mine.pk).update(code="A1")
    heads = "code,name,role\n"
    brought(ada, heads + "A1,Ada,convener\nA2,Eve,convener\n")
    row = looked_at(ada, heads + "A2,Eve,convener\n")
    assert "Ada" in page(ada, row)
    assert end(ada, row, who=["1"]).status_code == 422
    nobody = end(ada, row)
    assert nobody.status_code == 422
    assert "Not in this list: Choose at least one person." in nobody.content.decode()
    assert "Last day: " in end(ada, row, day="no day", who=["1"]).content.decode()
    assert Import.objects.get(pk=row.pk).state == "ready"


def test_a_number_that_is_none_or_far_too_long_chooses_nobody(ada):
    brought(ada, ANA + BO)
    row = looked_at(ada, BO)
    for wrong in ("9" * 5_000, "-1", "٣", ""):
        assert end(ada, row, who=[wrong]).status_code == 422
    address = reverse("import", args=["grove", row.uuid])
    assert ada.get(f"{address}?part={'9' * 5_000}").status_code == 200


def test_once_it_is_confirmed_nobody_is_read_again_and_a_second_press_is_told_so(ada):
    brought(ada, ANA + BO)
    row = looked_at(ada, BO)
    assert end(ada, row, who=["1"]).status_code == 302
    by = browser(Person.objects.get(name="Ada"))
    assert by.get(f"/api/ecosystems/grove/imports/{row.uuid}").json()["absent"] == []
    assert end(ada, row, who=["1"]).status_code == 409
    jobs.run_pending()
    assert end(ada, row, who=["1"]).status_code == 409
    assert running() == {"L2"}


def test_numbers_of_another_look_choose_nobody(ada):
    """Of two looks that write nothing alike: columns may be named otherwise meanwhile."""
    brought(ada, ANA + BO + CY)
    before, row = looked_at(ada, BO), looked_at(ada, CY)
    assert before.digest != row.digest
    row.digest = before.digest
    end(ada, row, who=["1"])
    assert Import.objects.get(pk=row.pk).state == "ready"
    assert running() == {"L1", "L2", "L3"}


def test_the_api_names_them_and_ends_those_chosen(ada):
    brought(ada, ANA + BO)
    row = looked_at(ada, BO)
    here = f"/api/ecosystems/grove/imports/{row.uuid}"
    by = browser(Person.objects.get(name="Ada"))
    (one,) = by.get(here).json()["absent"]
    assert (one["name"], one["has"], one["line"]) == ("Ana Paz", "learner, Oak, grade 5", 0)
    said = {"digest": row.digest, "end": [one["number"]], "last_day": "2026-11-20"}
    assert by.post(f"{here}/confirm", said, content_type="application/json").status_code == 202
    jobs.run_pending()
    assert by.get(here).json()["ended"] == 1
    assert running() == {"L2"}


def test_of_very_many_each_is_on_a_page_of_the_table_and_all_can_be_ended_at_once(ada, monkeypatch):
    monkeypatch.setattr(showing, "SHOWN", 2)
    every = [f"P{n},Pupil {n},,learner,oak,5,2026-08-17\n" for n in range(6)]
    brought(ada, "".join(every))
    row = looked_at(ada, every[5])
    address = reverse("import", args=["grove", row.uuid])
    found = [ada.get(f"{address}?part={n}").content.decode() for n in (1, 2, 3, 99, "x")]
    shown = [[n for n in range(6) if f"Pupil {n}</bdi></label>" in said] for said in found]
    assert shown == [[0, 1], [2, 3], [4], [4], [0, 1]]
    end(ada, row, everybody="1")
    jobs.run_pending()
    assert running() == {"P5"}


def test_equal_many_queries_whoever_is_absent(ada, grove, django_assert_max_num_queries):
    every = [f"P{n},Pupil {n},,learner,oak,5,\n" for n in range(22)]
    brought(ada, "".join(every))
    few, many = looked_at(ada, "".join(every[2:])), looked_at(ada, "".join(every[20:]))
    found = []
    for row in (few, many):
        with django_assert_max_num_queries(60) as asked:
            page(ada, row)
        found.append(len(asked))
    assert found[0] == found[1]
