"""A school year comes in, target by target: twice the same, all or nothing, with few queries."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.models import DeclaredGroup, Guardian, Person, PopulationGroup
from hedgerow.commons.people.privacy import erase_person
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.errors import ImportStopped
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.edges.exchange.starting import ready_mapping
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
YEAR = {
    "organisations": "kind,code,name\nschool,S1,Oak\npartner,P1,Library\npartner,P2,Museum\n",
    "people": "code,name,role,organisation_code,grade,starts,email,born,population_groups\n"
    "L1,Amira Nuñez,learner,S1,5,2026-08-17,,2015-03-09,language:es\n"
    "L2,Bo,learner,S1,5,2026-08-17,,,\n"
    "T1,Cy,tutor,,,2026-08-17,cy@example.org,,\n"
    "G1,Dee,guardian,,,2026-08-17,,,\n",
    "guardians": "guardian_code,learner_code,relation,starts\nG1,L1,mother,2026-08-17\n",
    "groups": "code,name,organisation_code,school_year,starts\n5A,5a,S1,2026-27,2026-08-17\n",
    "group-members": "group_code,person_code,leads,starts\n"
    "5A,L1,,2026-08-17\n5A,L2,no,2026-08-17\n5A,T1,yes,2026-08-17\n",
    "activities": "code,title,kind,kind_name,starts,ends,site_code,leader_code,delivered_by,"
    "minimum_minutes\nROBO,Robotics,club,Club,2026-08-17,2027-06-01,S1,T1,"
    "partner:P2; partner:P1,1200\n",
    "enrolments": "activity_code,person_code,group_code,starts,ends\n"
    "ROBO,L1,5A,2026-08-24,\nROBO,L2,,2026-08-24,2026-10-01\n",
    "attendance": "activity_code,person_code,day,time,session_minutes,status,minutes\n"
    "ROBO,L1,2026-09-03,15:30,60,present,\nROBO,L2,2026-09-03,15:30,60,late,40\n"
    "ROBO,L1,2026-09-10,15:30,60,absent,\n",
    "observations": "indicator,unit,organisation_kind,organisation_code,starts,ends,value,missing\n"
    "rate,percent,school,S1,2026-08-17,2026-10-01,93.40,\n"
    "rate,percent,school,S1,2026-10-02,2026-10-30,,not reported\n",
}
MODELS = (Person, Assignment, Guardian, Group, GroupPlace, Activity, Enrolment, Session, Attendance)

pytestmark = pytest.mark.django_db


def planted(name):
    own = ecosystem(name, time_zone="America/Chicago", collects_groups=True)
    PopulationGroup.objects.create(
        ecosystem=own, dimension="language", key="es", title="Spanish", announced_at=AT
    )
    return own


@pytest.fixture(scope="module")
def whole_year(django_db_setup, django_db_blocker, tmp_path_factory):
    """A school year brought in once; each test's own changes are rolled back."""
    folder = tmp_path_factory.mktemp("year")
    with django_db_blocker.unblock(), transaction.atomic():
        own = planted("Grove")
        for target, content in YEAR.items():
            upload = as_ready(folder, target, content)
            import_file(own, upload, by=Actor.the_steward(), at=AT)
        yield own.pk
        transaction.set_rollback(True)


@pytest.fixture
def year(whole_year):
    return Ecosystem.objects.get(pk=whole_year)


@pytest.fixture
def grove(request):
    """The ecosystem with the year in it, for tests that ask for one; else an empty one."""
    return request.getfixturevalue("year") if "year" in request.fixturenames else planted("Glade")


def as_ready(folder, target, content):
    """The file, with the ready mapping of the target for the columns that it has."""
    path = folder / f"{target}.csv"
    path.write_text(content)
    ready = parse_mapping(ready_mapping(TARGETS[target]), "ready")
    heads = set(content.split("\n", 1)[0].split(","))
    fields = {k: v for k, v in ready.rows[0].fields.items() if k in heads}
    rows = ready.rows[0].model_copy(update={"fields": fields})
    return Upload(path, ready.model_copy(update={"rows": [rows], "exclude": []}))


@pytest.fixture
def bring(grove, tmp_path):
    def brought(target, content, act=import_file, **how):
        upload = as_ready(tmp_path, target, content)
        given = {"at": AT} if act is import_file else {}
        by = how.get("by", Actor.the_steward())
        return act(grove, upload, by=by, **given)

    return brought


def counted():
    return [model.objects.count() for model in MODELS]


@pytest.mark.slow
def test_a_school_year_comes_in(year, grove):
    learner = Person.objects.get(code="L1")
    assert (learner.name, learner.born, learner.origin) == (
        "Amira Nuñez", date(2015, 3, 9), "imported",
    )  # fmt: skip
    role = Assignment.objects.get(person=learner)
    assert (role.role, role.organisation.code, role.grade) == ("learner", "S1", "5")
    assert DeclaredGroup.objects.get().person == learner
    assert Guardian.objects.get().relation == "mother"
    assert GroupPlace.objects.get(leads=True).person.code == "T1"
    activity = Activity.objects.get()
    assert (activity.kind.name, activity.minimum_minutes) == ("Club", 1200)
    assert {one.organisation.code for one in activity.deliveries.all()} == {"P1", "P2"}
    assert Enrolment.objects.get(person=learner).group.code == "5A"
    session = Session.objects.order_by("day").first()
    assert session.starts_at == datetime(2026, 9, 3, 20, 30, tzinfo=UTC)
    assert session.state == "held"
    marks = Attendance.objects.order_by("day", "person__code").values_list("status", "minutes")
    assert list(marks) == [("present", 60), ("late", 40), ("absent", 0)]
    assert Dirty.objects.filter(table="attendance", month="2026-09", ecosystem=grove.pk).exists()


@pytest.mark.slow
@pytest.mark.parametrize("target", list(YEAR))
def test_the_same_file_again_changes_nothing(year, bring, target):
    before, facts = counted(), Fact.objects.count()
    again = bring(target, YEAR[target])
    assert (again.new, again.changed) == ({}, {})
    assert sum(again.unchanged.values()) == YEAR[target].count("\n") - 1
    assert (counted(), Fact.objects.count()) == (before, facts)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "old", "new", "was"),
    [
        ("people", "Bo,learner", "Bo Ek,learner", {"name": "Bo"}),
        ("people", "L2,Bo,learner,S1,5", "L2,Bo,learner,S1,6", {"grade": "5"}),
        ("guardians", "mother", "aunt", {"relation": "mother"}),
        ("groups", "5a,S1", "5b,S1", {"name": "5a"}),
        ("group-members", "T1,yes", "T1,no", {"leads": "True"}),
        ("activities", "partner:P2; ", "", {"delivered_by": "partner:P1; partner:P2"}),
        ("activities", "Robotics", "Robots", {"title": "Robotics"}),
        ("enrolments", "2026-10-01", "2026-10-02", {"ends": "2026-10-01"}),
        ("attendance", "late,40", "late,30", {"minutes": "40"}),
        ("attendance", "absent", "excused", {"status": "absent"}),
        ("observations", "93.40", "93.5", {"value": "93.4"}),
    ],
)
def test_what_differs_is_shown_with_what_it_was_and_written_once(
    year, bring, target, old, new, was
):
    content = YEAR[target].replace(old, new, 1)
    seen = bring(target, content, act=preview)
    (first,) = seen.first["changed"]
    assert {name: str(value) for name, value in first.was.items()} == was
    done = bring(target, content)
    assert (done.new, sum(done.changed.values())) == ({}, 1)
    again = bring(target, content)
    assert (again.new, again.changed) == ({}, {})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "old", "new", "column", "code"),
    [
        ("people", "L2,Bo,learner", "L2,Bo,wizard", "role", "membership.no_role"),
        ("people", "learner,S1,5", "learner,S9,5", "organisation_code", "membership.no_organisation"),
        ("people", "language:es", "language:xx", "population_groups", "membership.no_group"),
        ("people", "cy@example.org", "cy", "email", "exchange.value"),
        ("guardians", "G1,L1", "G1,G1", "guardian_code", "people.own_guardian"),
        ("guardians", "G1,L1", "G9,L1", "guardian_code", "people.no_person"),
        ("groups", "5a,S1", "5a,S9", "organisation_code", "membership.no_organisation"),
        ("group-members", "5A,L2", "9Z,L2", "group_code", "membership.no_group"),
        ("activities", "partner:P1", "partner:P9", "delivered_by", "activities.no_organisation"),
        ("activities", "club,Club", "choir,", "kind", "activities.no_kind"),
        ("activities", "2027-06-01", "2026-06-01", "ends", "activities.order"),
        ("enrolments", "ROBO,L1", "ROBO,L9", "person_code", "people.no_person"),
        ("enrolments", "L2,,2026-08-24", "L2,,2026-09-01", "starts", "activities.enrolled"),
        ("attendance", "ROBO,L2", "CHOIR,L2", "activity_code", "activities.no_activity"),
        ("attendance", "present", "here", "status", "exchange.value"),
        ("attendance", "L1,2026-09-10", "T1,2026-09-10", "status", "activities.not_enrolled"),
        ("attendance", "2026-09-10,15:30,60", "2026-09-11,15:30,", "session_minutes",
         "activities.minutes"),
        ("attendance", "2026-09-10", "2026-07-10", "day", "activities.outside"),
        ("observations", "93.40", "", "value", "observations.no_value"),
        ("observations", "93.40", "640", "value", "observations.out_of_bounds"),
    ],
)  # fmt: skip
def test_one_wrong_cell_stops_all_of_it_and_is_named(year, bring, target, old, new, column, code):
    assert old in YEAR[target]
    before = counted()
    with pytest.raises(ImportStopped) as stopped:
        bring(target, YEAR[target].replace(old, new, 1))
    assert (column, code) in {(one.column, one.code) for one in stopped.value.problems}
    assert all(one.line > 1 and one.file == f"{target}.csv" for one in stopped.value.problems)
    assert counted() == before


def test_a_language_that_is_none_is_named_with_what_is_expected(bring, grove):
    rows = "code,name,language\nL1,Amira,es\nL2,Bo,elvish\n"
    with pytest.raises(ImportStopped) as stopped:
        bring("people", rows)
    (one,) = stopped.value.problems
    assert (one.line, one.column, one.value) == (3, "language", "elvish")
    assert "a language: its name, such as Spanish" in one.expected
    assert not Person.objects.filter(kept_by=grove).exists()


def test_an_empty_cell_that_says_nothing_leaves_what_stands(year, bring):
    said = "code,title,kind,starts,minimum_minutes,minimum_declared,public,in_lessons\n"
    assert not bring("activities", said + "ROBO,Robotics,club,2026-08-17,,,,\n").changed
    assert Activity.objects.get().minimum_minutes == 1200
    said = "activity_code,person_code,starts,ends,group_code,dropped\n"
    assert not bring("enrolments", said + "ROBO,L2,2026-08-24,,,\n").changed
    assert not bring("organisations", "kind,code,name,sector\nschool,S1,Oak,\n").changed
    assert bring("activities", YEAR["activities"].replace("ROBO", "R2")).new
    assert Activity.objects.get(code="R2").public


def test_groups_are_refused_where_they_are_not_collected(bring, grove):
    grove.collects_groups = False
    grove.save()
    bring("organisations", YEAR["organisations"])
    with pytest.raises(ImportStopped) as stopped:
        bring("people", YEAR["people"])
    assert stopped.value.problems[0].code == "people.groups_not_collected"
    assert not Person.objects.filter(kept_by=grove).exists()


def test_a_slot_names_a_session_that_is_here(year, bring):
    content = "activity_code,person_code,day,slot,status\nROBO,L2,2026-09-10,1,present\n"
    assert sum(bring("attendance", content).new.values()) == 1
    with pytest.raises(ImportStopped) as stopped:
        bring("attendance", content.replace(",1,", ",2,"))
    assert stopped.value.problems[0].code == "activities.no_session"


def test_an_erased_person_stays_erased(year, bring):
    erase_person(Person.objects.get(code="L2").pk, AT)
    done = bring("people", YEAR["people"])
    assert (done.new, done.changed) == ({}, {})
    assert not Person.objects.filter(code="L2").exists()


MANY = {
    "people": ("code,name,role,organisation_code\n", "N{n},Nia {n},learner,S1\n"),
    "guardians": ("guardian_code,learner_code,starts\n", "G1,M{n},2026-08-17\n"),
    "groups": ("code,name,starts\n", "K{n},Group {n},2026-08-17\n"),
    "group-members": ("group_code,person_code,starts\n", "5A,M{n},2026-08-17\n"),
    "activities": (
        "code,title,kind,starts,delivered_by\n", "A{n},Title {n},club,2026-08-17,partner:P1\n",
    ),
    "enrolments": ("activity_code,person_code,starts\n", "ROBO,M{n},2026-08-24\n"),
    "attendance": (
        "activity_code,person_code,day,time,session_minutes,status\n",
        "ROBO,M{n},2026-09-17,15:30,60,present\n",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("target", list(MANY))
def test_sixty_rows_take_as_many_reads_as_two(year, bring, target):
    """Writes go in batches of as many rows as the database takes at once."""
    heading, line = MANY[target]
    people = "code,name\n" + "".join(f"M{n},Mo {n}\n" for n in range(160))
    bring("people", people)
    bring(target, heading + line.format(n=0))
    queries = []
    for rows in (range(2), [*range(2), *range(100, 160)]):
        content = heading + "".join(line.format(n=n) for n in rows)
        with CaptureQueriesContext(connection) as captured:
            bring(target, content)
        reads = [one for one in captured if one["sql"].startswith("SELECT")]
        queries.append((len(reads), len(captured) - len(reads)))
    assert queries[1][0] <= queries[0][0]
    assert queries[1][1] <= queries[0][1] + 6
