"""A whole state's schools and scores, by command and by page: our own small files, and the state's."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.commons.observations.models import Observation
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange.tests.test_california import DATA
from hedgerow.foundation.jobs.models import Job

from .ways import by_command, by_page

SCHOOLS = """index,County Code,District Code,School Code,County Name,District Name,School Name,Low Grade,High Grade,Enrollment (K-12)
0,01,10017.0,0109835,Alameda,Alameda County Office,FAME,K,12,1087.0
1,1.0,61119.0,130229.0,Alameda,Alameda Unified,Nea Ünified,K,12,300.0
2,19,64725.0,1930047.0,Los Angeles,Long Beach Unified,Cabrillo High,9,12,2500.0
3,19,64725,1935485,Los Angeles,Long Beach Unified,Peña High,9,Post Secondary,2900.0
4,19,64725.0,0000000,Los Angeles,Long Beach Unified,District Office,K,12,12.0
5,19,64725.0,0000001,Los Angeles,Long Beach Unified,Nonpublic schools,K,12,
6,19,99999.0,1.0,Los Angeles,No School Unified,Nonpublic schools,,,7.0
7,,,,,,,,,
8,,,,,,,,,6806.0
"""
SCORES = """index,cds,rtype,sname,dname,cname,enroll12,NumTstTakr,AvgScrRead,AvgScrMath,AvgScrWrite
0,00000000000000,X,,,,496901,210706,489.0,500.0,484.0
1,19000000000000,C,,,Los Angeles,1,1,470.0,480.0,470.0
2,1964725.0,D,,Long Beach Unified,Los Angeles,1,1,460.0,470.0,460.0
3,19647251930047,S,Cabrillo High,Long Beach Unified,Los Angeles,500,400,410.0,420.0,405.0
4,19647251935485.0,S,Peña High,Long Beach Unified,Los Angeles,500,9,,,
5,1100170109835,S,FAME,Alameda,Alameda,50,30,500.0,500.0,500.0
"""
FILES = {"frpm.csv": "california-state-schools.toml", "satscores.csv": "california-state-sat.toml"}


@dataclass(frozen=True)
class State:
    """Where the two files lie, and what is in them."""

    folder: Path
    new: dict[str, int]
    excluded: dict[str, int]
    totals: dict[str, int]
    scored: int
    without: int


def ours(folder):
    (folder / "frpm.csv").write_text(SCHOOLS, encoding="utf-8")
    (folder / "satscores.csv").write_text(SCORES, encoding="utf-8")
    left_out = counted(placeholder=2, office=1)
    return State(folder, {"county": 2, "district": 4, "school": 4}, left_out, totals(1, 1), 3, 1)


def the_states():
    if not DATA.exists():
        pytest.skip("../shared/data is not here")
    new = {"county": 58, "district": 1022, "school": 9989}
    return State(DATA, new, counted(placeholder=359, office=45), totals(57, 520), 1753, 499)


def counted(placeholder, office):
    return {
        "blank row": 1,
        "total of the state, not a school": 1,
        "placeholder for nonpublic schools, not a school": placeholder,
        "district office, not a school": office,
    }


def totals(counties, districts):
    return {
        "total of the state, not a school": 1,
        "total of a county, not a school": counties,
        "total of a district, not a school": districts,
    }


@pytest.fixture(
    params=["ours", pytest.param("the state's", marks=[pytest.mark.shared, pytest.mark.slow])]
)
def state(request, tmp_path):
    return ours(tmp_path) if request.param == "ours" else the_states()


@pytest.fixture
def ada(client, settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path
    session = client.session
    session["person_id"] = convener(ecosystem("California", slug="california")).pk
    session.save()
    return client


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("bring", [by_command, by_page])
def test_a_whole_state_comes_in_once(state, ada, bring, capsys):
    schools = bring("california", state.folder / "frpm.csv", FILES["frpm.csv"], capsys, ada)
    assert (schools["new"], schools["excluded"]) == (state.new, state.excluded)
    kinds = {kind: Organisation.objects.filter(kind=kind) for kind in state.new}
    assert {kind: rows.count() for kind, rows in kinds.items()} == state.new
    assert not kinds["school"].exclude(parent__kind="district").exists()
    assert not kinds["district"].exclude(parent__kind="county").exists()
    assert {len(one.code) for one in kinds["school"]} == {14}
    assert kinds["district"].filter(parts=None).count() == 1
    assert kinds["school"].filter(high_grade="Post Secondary").count() == 1

    scores = bring(
        "california", state.folder / "satscores.csv", FILES["satscores.csv"], capsys, ada
    )
    assert set(scores["new"].values()) == {state.scored}
    assert scores["excluded"] == state.totals
    seen = Observation.objects.exclude(indicator__key="sat-takers")
    assert seen.values("organisation").distinct().count() == state.scored
    without = seen.filter(value=None, missing="no scores published")
    assert without.values("organisation").distinct().count() == state.without
    assert without.count() == 3 * state.without
    assert not seen.filter(value=0).exists()
    assert Organisation.objects.count() == sum(state.new.values())
    for file, mapping in FILES.items():
        again = bring("california", state.folder / file, mapping, capsys, ada)
        assert (again["new"], again["changed"]) == ({}, {})
    left = set(Job.objects.filter(state=Job.State.READY).values_list("name", flat=True))
    assert left <= {"installation.statistics"}  # which a large import asks for
