"""A district's schools and scores, by command and by page: our own small files, and the state's."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import reverse

from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.commons.observations.models import Observation
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.tests.test_california import DATA

from .ways import by_command, by_page, command

pytestmark = pytest.mark.django_db
SCHOOLS = """index,County Code,District Code,School Code,County Name,District Name,School Name,Low Grade,High Grade,Enrollment (K-12)
0,01,10017.0,0109835,Alameda,Alameda County Office,FAME,K,12,1087.0
1,19,64725.0,0107458,Los Angeles,Long Beach Unified,Colegio New City,K,8,300.0
2,19,64725.0,1930047.0,Los Angeles,Long Beach Unified,Cabrillo High,9,12,2500.0
3,19,64725,1935485,Los Angeles,Long Beach Unified,Peña High,9,12,2900.0
,,,,,,,,,
4,19,64725.0,0000000,Los Angeles,Long Beach Unified,District Office,K,12,12.0
5,19,64725.0,0000001,Los Angeles,Long Beach Unified,Nonpublic schools,K,12,
"""
SCORES = """index,cds,rtype,sname,dname,cname,enroll12,NumTstTakr,AvgScrRead,AvgScrMath,AvgScrWrite
0,00000000000000,X,,,,496901,210706,489.0,500.0,484.0
1,19000000000000,C,,,Los Angeles,1,1,470.0,480.0,470.0
2,19647250000000,D,,Long Beach Unified,Los Angeles,1,1,460.0,470.0,460.0
3,19647251930047,S,Cabrillo High,Long Beach Unified,Los Angeles,500,400,410.0,420.0,405.0
4,19647251935485.0,S,Peña High,Long Beach Unified,Los Angeles,500,9,,,
5,01100170109835,S,FAME,Alameda,Alameda,50,30,500.0,500.0,500.0
,,,,,,,,,,
"""
MAPPINGS = {"frpm.csv": "california-schools.toml", "satscores.csv": "california-sat.toml"}


@dataclass(frozen=True)
class Source:
    """Where the two files lie, and what is in them."""

    folder: Path
    schools: int
    scored: int
    without: int


@pytest.fixture(
    params=["ours", pytest.param("the state's", marks=[pytest.mark.shared, pytest.mark.slow])]
)
def source(request, tmp_path):
    if request.param == "ours":
        (tmp_path / "frpm.csv").write_text(SCHOOLS, encoding="utf-8")
        (tmp_path / "satscores.csv").write_text(SCORES, encoding="utf-8")
        return Source(tmp_path, schools=3, scored=2, without=1)
    if not DATA.exists():
        pytest.skip("../shared/data is not here")
    return Source(DATA, schools=84, scored=12, without=3)


@pytest.fixture
def district(settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path
    return ecosystem("Long Beach", slug="long-beach")


@pytest.fixture
def ada(client, district):
    session = client.session
    session["person_id"] = convener(district).pk
    session.save()
    return client


@pytest.mark.slow
@pytest.mark.parametrize("bring", [by_command, by_page])
def test_schools_and_scores_come_in_once_and_totals_are_no_schools(source, bring, ada, capsys):
    schools = bring("long-beach", source.folder / "frpm.csv", MAPPINGS["frpm.csv"], capsys, ada)
    assert schools["new"] == {"county": 1, "district": 1, "school": source.schools}
    assert sum(schools["excluded"].values()) == 2
    kinds = Organisation.objects.values_list("kind", flat=True)
    assert sorted(set(kinds)) == ["county", "district", "school"]
    codes = Organisation.objects.filter(kind="school").values_list("code", flat=True)
    assert {(len(code), code[:7]) for code in codes} == {(14, "1964725")}
    assert Organisation.objects.get(kind="district").code == "1964725"

    scores = bring(
        "long-beach", source.folder / "satscores.csv", MAPPINGS["satscores.csv"], capsys, ada
    )
    assert sum(scores["new"].values()) == 4 * source.scored
    assert sum(scores["excluded"].values()) == 3
    assert Organisation.objects.filter(kind="school").count() == source.schools
    without = Observation.objects.filter(value=None)
    assert without.values("organisation").distinct().count() == source.without
    assert set(without.values_list("missing", flat=True)) == {"no scores published"}
    averages = Observation.objects.exclude(indicator__key="sat-takers")
    assert not averages.filter(value=0).exists()

    before = list(Observation.objects.order_by("pk").values())
    for file, mapping in MAPPINGS.items():
        again = bring("long-beach", source.folder / file, mapping, capsys, ada)
        assert (again["new"], again["changed"]) == ({}, {})
    assert list(Observation.objects.order_by("pk").values()) == before


@pytest.mark.slow
@pytest.mark.parametrize("bring", [by_command, by_page])
def test_an_error_stops_everything_and_names_its_place(district, ada, tmp_path, bring, capsys):
    (tmp_path / "frpm.csv").write_text(SCHOOLS)
    by_command("long-beach", tmp_path / "frpm.csv", MAPPINGS["frpm.csv"], capsys, ada)
    scores = tmp_path / "satscores.csv"
    scores.write_text(SCORES.replace("410.0", "four hundred"))
    if bring is by_command:
        told, error = command("long-beach", scores, MAPPINGS["satscores.csv"], capsys, code=1)
        place = "satscores.csv, line 5, column AvgScrRead: 'four hundred', expected a number"
        assert place in error
    else:
        told = by_page("long-beach", scores, MAPPINGS["satscores.csv"], capsys, ada)
        row = Import.objects.latest("pk")
        shown = ada.get(reverse("import", args=["long-beach", row.uuid])).content.decode()
        for word in ("satscores.csv", "AvgScrRead", "four hundred", "a number"):
            assert word in shown
        assert row.state == "wrong"
    (problem,) = told["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (
        5,
        "AvgScrRead",
        "four hundred",
    )
    assert not Observation.objects.exists()
