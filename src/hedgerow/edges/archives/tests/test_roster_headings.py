"""A set that goes out has every heading of the standard; what is never kept is empty below them."""

import csv
import io
import zipfile
from datetime import UTC, datetime

import pytest

from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.edges.archives.rosters import write_roster
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.edges.exchange.rosters.refusing import keep_stripped
from hedgerow.edges.exchange.tests.rosters import Set
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 24, 18, tzinfo=UTC)
STEWARD = Actor.the_steward()
BOTH = {
    "orgs": "name,type,identifier,parentSourcedId",
    "academicSessions": "title,type,startDate,endDate,parentSourcedId,schoolYear",
    "courses": "schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
    "classes": "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
    "termSourcedIds,subjects,subjectCodes,periods",
    "enrollments": "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
    "demographics": "birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,"
    "nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,"
    "hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,"
    "publicSchoolResidenceStatus",
}
HEADINGS = {
    "1.1": BOTH
    | {
        "users": "enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,"
        "identifier,email,sms,phone,agentSourcedIds,grades,password",
    },
    "1.2": BOTH
    | {
        "users": "enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,"
        "sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,"
        "preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
        "roles": "userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
    },
}
UNKEPT = {"password", "pronouns", "sex", "asian", "white", "cityOfBirth"}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("version", HEADINGS)
def test_every_heading_is_there_and_nothing_is_said_to_be_refused(settings, tmp_path, version):
    settings.HEDGEROW_HOME = tmp_path
    grove = ecosystem("Grove", slug="grove")
    import_file(grove, Upload(Set(version).write(tmp_path / "in.zip")), by=STEWARD, at=AT)
    write_roster(grove, version, tmp_path / "out.zip", AT, lambda *_: None)
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        names = {name.removesuffix(".csv") for name in packed.namelist()} - {"manifest"}
        assert names == {*HEADINGS[version]}
        for name in names:
            heads, *rows = csv.reader(io.StringIO(packed.read(f"{name}.csv").decode()))
            said = f"sourcedId,status,dateLastModified,{HEADINGS[version][name]}"
            assert ",".join(heads) == said
            assert rows
            told = [dict(zip(heads, row, strict=True)) for row in rows]
            assert not any(row.get(head) for row in told for head in UNKEPT)
    keep_stripped(tmp_path / "out.zip", tmp_path / "kept.zip", "out.zip")
    for file in ("out.zip", "kept.zip"):
        seen = preview(grove, Upload(tmp_path / file), by=STEWARD)
        assert (dict(seen.new), dict(seen.changed), seen.problems) == ({}, {}, ())
        assert not [reason for reason in seen.excluded if "refused" in reason]
