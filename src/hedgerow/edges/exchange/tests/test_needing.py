"""Where all lines name what is not here yet, it is said once what comes first, and the way back."""

import pytest
from django.urls import reverse

from hedgerow.commons.membership.models import Assignment
from hedgerow.edges.exchange import uploads
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.needing import needs
from hedgerow.foundation import jobs
from hedgerow.foundation.targets import Problem

from .sending import confirm, page, send

pytestmark = pytest.mark.django_db
HEADS = "code,name,role,organisation_code\n"
PUPILS = HEADS + "".join(f"L{n},Pupil {n},learner,{('oak', 'elm')[n % 2]}\n" for n in range(10))
SCHOOLS = "kind,code,name\nschool,oak,Oak\nschool,elm,Elm\n"
FIRST = "Bring in the schools and organisations first"


def looked_at(client, content, mapping, name):
    send(client, content, mapping, name)
    return Import.objects.latest("pk")


def told(line, code="people.no_person"):
    return Problem(line, "person_code", "L1", "a code", code)


def test_nearly_all_lines_are_nine_of_ten():
    assert needs([told(n) for n in range(9)], 10) == ("people",)
    assert needs([told(n) for n in range(8)], 10) == ()
    assert needs([], 0) == ()


def test_what_comes_first_is_told_in_the_order_of_coming_in():
    problems = [
        told(n, code) for n in (2, 3) for code in ("membership.no_group", "people.no_person")
    ]
    assert needs(problems, 2) == ("people", "groups")


@pytest.mark.slow
def test_pupils_wait_for_their_schools_and_come_in_after_them(ada):
    row = looked_at(ada, PUPILS, "ready:people", "pupils.csv")
    said = page(ada, row)
    assert (row.state, said.count(FIRST + "</h3>")) == ("wrong", 1)
    there = reverse("new-import", args=["grove"]) + "?mapping=ready:organisations"
    assert there in said
    assert reverse("import-template", args=["grove", "organisations", "xlsx"]) in said
    back = reverse("import", args=["grove", row.uuid])
    assert back in ada.get(there).content.decode()
    schools = looked_at(ada, SCHOOLS, "ready:organisations", "schools.csv")
    confirm(ada, schools)
    jobs.run_pending()
    assert back in page(ada, schools)
    ada.post(reverse("look-again", args=["grove", row.uuid]))
    row.refresh_from_db()
    assert row.state == "ready"
    assert back not in page(ada, schools)
    confirm(ada, row)
    jobs.run_pending()
    assert Assignment.objects.filter(role="learner").count() == 10


@pytest.mark.slow
def test_one_wrong_line_of_many_is_only_a_problem(ada):
    schools = looked_at(ada, SCHOOLS, "ready:organisations", "schools.csv")
    confirm(ada, schools)
    jobs.run_pending()
    row = looked_at(ada, PUPILS + "L99,Zed,learner,ash\n", "ready:people", "pupils.csv")
    assert row.state == "wrong"
    assert FIRST not in page(ada, row)


@pytest.mark.slow
def test_places_in_groups_wait_for_people_then_groups(ada):
    places = "group_code,person_code,starts\n5A,L1,2026-08-17\n5A,L2,2026-08-17\n"
    row = looked_at(ada, places, "ready:group-members", "classes.csv")
    said = page(ada, row)
    assert said.index("Bring in the people first") < said.index("Bring in the groups first")


@pytest.mark.slow
def test_only_a_file_that_could_not_come_in_and_is_there_is_looked_at_again(ada):
    again = "look-again"
    schools = looked_at(ada, SCHOOLS, "ready:organisations", "schools.csv")
    assert ada.post(reverse(again, args=["grove", schools.uuid])).status_code == 409
    row = looked_at(ada, PUPILS, "ready:people", "pupils.csv")
    uploads.delete([row.stored])
    assert ada.post(reverse(again, args=["grove", row.uuid])).status_code == 409
