"""Sets with the headings of the standard are read; what nothing is taken from may lack some.

The headings are written out as the binding has them, so that a table of ours that differs is found.
"""

import zipfile

import pytest

from hedgerow.edges.exchange.rosters.sets import read_set

BOTH = {
    "orgs": "name,type,identifier,parentSourcedId\nd,,,North,district,,\ns,,,Oak,school,,d",
    "academicSessions": "title,type,startDate,endDate,parentSourcedId,schoolYear\n"
    "t,,,Fall,term,2026-08-17,2026-12-18,,2027",
    "courses": "schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n"
    "c,,,,Algebra,A1,09,d,Maths,M",
    "classes": "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
    "termSourcedIds,subjects,subjectCodes,periods\nk,,,Algebra 1,09,c,1,scheduled,Hall,s,t,Maths,M,1",
    "enrollments": "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
    "n,,,k,s,l,student,false,,",
    "demographics": "birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,"
    "nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,"
    "hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,"
    "publicSchoolResidenceStatus\nl,,,2012-03-09,,,,,,,,,,,,",
    "resources": "vendorResourceId,title,roles,importance,vendorId,applicationId\n"
    "r,,,v1,Book,student,primary,ven,app",
    "classResources": "title,classSourcedId,resourceSourcedId\nkr,,,Book,k,r",
    "courseResources": "title,courseSourcedId,resourceSourcedId\ncr,,,Book,c,r",
}
V1_1 = BOTH | {
    "users": "enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,"
    "identifier,email,sms,phone,agentSourcedIds,grades,password\n"
    "l,,,true,s,student,bo,,Bo,Ek,,,,,,,09,",
    "categories": "title\ncat,,,Homework",
    "lineItems": "title,description,assignDate,dueDate,classSourcedId,categorySourcedId,"
    "gradingPeriodSourcedId,resultValueMin,resultValueMax\n"
    "li,,,Sheet 1,,2026-09-01,2026-09-08,k,cat,t,0,10",
    "results": "lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment\n"
    "re,,,li,l,fully graded,9.5,2026-09-08,",
}
V1_2 = BOTH | {
    "users": "enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,"
    "phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,"
    "preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n"
    "l,,,true,bo,,Bo,Ek,,,,,,,09,,,,,,s,",
    "roles": "userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
    "ro,,,l,primary,student,,,s,p",
    "userProfiles": "userSourcedId,profileType,vendorId,applicationId,description,credentialType,"
    "username,password\np,,,l,app,ven,app,,,bo,",
    "categories": "title,weight\ncat,,,Homework,50",
    "lineItems": "title,description,assignDate,dueDate,classSourcedId,categorySourcedId,"
    "resultValueMin,resultValueMax,academicSessionSourcedId,schoolSourcedId\n"
    "li,,,Sheet 1,,2026-09-01,2026-09-08,k,cat,0,10,t,s",
    "results": "lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,textScore,"
    "classSourcedId,inProgress,incomplete,late,missing\n"
    "re,,,li,l,fully graded,,2026-09-08,,A,k,false,false,false,false",
    "scoreScales": 'title,type,orgSourcedId,courseSourcedId,classSourcedId,scoreScaleValue\n'
    'ss,,,A to F,letter,s,c,k,"{90:A,80:B}"',
    "lineItemScoreScales": "lineItemSourcedId,scoreScaleSourcedId\nls,,,li,ss",
    "resultScoreScales": "resultSourcedId,scoreScaleSourcedId\nrs,,,re,ss",
    "lineItemLearningObjectiveIds": "lineItemSourcedId,source,learningObjectiveId\nlo,,,li,case,x",
    "resultLearningObjectiveIds": "resultSourcedId,source,learningObjectiveId,score,textScore\n"
    "ro,,,re,case,x,1,A",
    "userResources": "title,userSourcedId,orgSourcedId,classSourcedId,resourceSourcedId\n"
    "ur,,,Book,l,s,k,r",
}  # fmt: skip
WHOLE = {"1.1": V1_1, "1.2": V1_2}


def problems(path, version, bare="", **changed):
    """What is found wrong with a set of these files, each but ``bare`` below the first three headings."""
    files = {**WHOLE[version], **changed}
    said = [("propertyName", "value"), ("manifest.version", "1.0"), ("oneroster.version", version)]
    said += [(f"file.{name}", "bulk") for name in files]
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("manifest.csv", "".join(f"{name},{value}\r\n" for name, value in said))
        for name, text in files.items():
            first = "" if name == bare else "sourcedId,status,dateLastModified,"
            target.writestr(f"{name}.csv", f"{first}{text}\n")
    found = read_set(path)
    return [(one.file, one.line, one.column, one.code) for one in found.problems]


def lacking(text, *names):
    """The file without some of its columns; all rows are of plain cells."""
    heads, *rows = [line.split(",") for line in f",,,{text}".splitlines()]
    kept = [at for at, head in enumerate(heads) if head not in names]
    lines = [",".join(cells[at] for at in kept) for cells in (heads, *rows)]
    return "\n".join(lines).removeprefix(",,,")


@pytest.mark.slow
@pytest.mark.parametrize("version", WHOLE)
def test_a_set_with_every_file_and_heading_of_the_standard_is_read(tmp_path, version):
    assert problems(tmp_path / "set.zip", version) == []


def test_users_may_have_their_resources_as_the_first_binding_of_1_2_has_them(tmp_path):
    users = V1_2["users"].replace("Identifier,pref", "Identifier,resourceSourcedIds,pref")
    users = users.replace(",s,", ",,s,")
    assert problems(tmp_path / "set.zip", "1.2", users=users) == []


SPARE = [
    ("1.1", "orgs", ["identifier"]),
    ("1.1", "classes", ["classCode", "location", "subjects", "subjectCodes", "periods"]),
    ("1.1", "users", ["userIds", "middleName", "identifier", "password"]),
    ("1.2", "users", ["userMasterIdentifier", "preferredMiddleName", "primaryOrgSourcedId", "pronouns"]),
    ("1.2", "roles", ["userProfileSourcedId"]),
    ("1.1", "enrollments", ["primary"]),
    ("1.1", "demographics", ["sex", "asian", "white", "cityOfBirth"]),
    ("1.1", "courses", ["title", "orgSourcedId", "schoolYearSourcedId", "courseCode"]),
    ("1.2", "lineItems", ["assignDate", "categorySourcedId", "resultValueMin"]),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("version", "file", "names"), SPARE)
def test_columns_from_which_nothing_is_taken_may_be_missing(tmp_path, version, file, names):
    text = lacking(WHOLE[version][file], *names)
    assert text.count(",") < WHOLE[version][file].count(",")
    assert problems(tmp_path / "set.zip", version, **{file: text}) == []


NEEDED = [
    ("1.1", "orgs", "parentSourcedId"), ("1.1", "classes", "termSourcedIds"),
    ("1.1", "users", "grades"), ("1.1", "users", "agentSourcedIds"), ("1.1", "users", "username"),
    ("1.2", "users", "preferredGivenName"), ("1.2", "roles", "orgSourcedId"),
    ("1.1", "enrollments", "beginDate"), ("1.1", "demographics", "birthDate"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("version", "file", "name"), NEEDED)
def test_columns_from_which_something_is_taken_are_demanded(tmp_path, version, file, name):
    text = lacking(WHOLE[version][file], name)
    found = problems(tmp_path / "set.zip", version, **{file: text})
    assert found == [(f"{file}.csv", 1, name, "exchange.roster_column")]


def test_another_heading_is_refused_where_something_is_taken(tmp_path):
    users = V1_1["users"].replace("\n", ",colour\n") + ",red"
    found = problems(tmp_path / "set.zip", "1.1", users=users)
    assert found == [("users.csv", 1, "colour", "exchange.roster_heading")]


def test_the_first_three_columns_are_demanded_of_every_file(tmp_path):
    path = tmp_path / "set.zip"
    found = problems(path, "1.2", bare="scoreScales", scoreScales="title\nA to F")
    assert found == [
        ("scoreScales.csv", 1, name, "exchange.roster_column")
        for name in ("sourcedId", "status", "dateLastModified")
    ]


def test_a_row_is_not_said_to_lack_what_its_file_has_no_column_for(tmp_path):
    found = problems(tmp_path / "set.zip", "1.2", results="score,textScore\nre,,,nine,A")
    assert found == [("results.csv", 2, "score", "exchange.roster_number")]
