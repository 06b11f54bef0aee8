"""The files of OneRoster CSV 1.1 and 1.2, column by column.

Source: 1EdTech OneRoster CSV tables 1.1 and CSV binding 1.2.
"""

from collections.abc import Mapping
from typing import Final

from .layout import File, Format, Heading, one_of, ref, refused, sensitive, spare, spares, texts

NO_NAME: Final = "-"
"""What stands where a family name has to and somebody has one name alone."""
STATUS: Final = ("active", "tobedeleted")
HEAD: Final = (
    Heading("sourcedId", must=True),
    Heading("status", choices=STATUS),
    Heading("dateLastModified", "moment"),
)
FLAGS: Final = (
    "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican",
    "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces",
    "hispanicOrLatinoEthnicity",
)  # fmt: skip
ORG_TYPES: Final = ("department", "school", "district", "local", "state", "national")
SESSION_TYPES: Final = ("gradingPeriod", "semester", "schoolYear", "term")
ROLES_1_1: Final = (
    "administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher",
)  # fmt: skip
ROLES_1_2: Final = (
    "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor",
    "relative", "siteAdministrator", "student", "systemAdministrator", "teacher",
)  # fmt: skip
ENROLLED: Final = ("administrator", "proctor", "student", "teacher")
SCORED: Final = ("exempt", "fully graded", "not submitted", "partially graded", "submitted")


def _file(name: str, *columns: Heading) -> File:
    return File(f"{name}.csv", (*HEAD, *columns), ("sourcedId",))


def _unkept(name: str, *columns: Heading) -> File:
    """A file of which nothing is taken: it may lack any column but the first three, and have others."""
    return File(f"{name}.csv", (*HEAD, *map(spare, columns)), ("sourcedId",), kept=False)


ORGS = _file(
    "orgs", Heading("name", must=True), one_of("type", *ORG_TYPES), *spares("identifier"),
    ref("parentSourcedId", "orgs"),
)  # fmt: skip
SESSIONS = _file(
    "academicSessions", Heading("title", must=True), one_of("type", *SESSION_TYPES),
    Heading("startDate", "day", must=True), Heading("endDate", "day", must=True),
    ref("parentSourcedId", "academicSessions"), Heading("schoolYear", "year", must=True),
)  # fmt: skip
COURSES = _unkept(
    "courses", ref("schoolYearSourcedId", "academicSessions"), Heading("title", must=True),
    Heading("courseCode"), Heading("grades", many=True), ref("orgSourcedId", "orgs", must=True),
    Heading("subjects", many=True), Heading("subjectCodes", many=True),
)  # fmt: skip
CLASSES = _file(
    "classes", Heading("title", must=True), Heading("grades", many=True),
    ref("courseSourcedId", "courses", must=True), *spares("classCode"),
    one_of("classType", "homeroom", "scheduled"), *spares("location"),
    ref("schoolSourcedId", "orgs", must=True),
    ref("termSourcedIds", "academicSessions", must=True, many=True),
    *spares("subjects", "subjectCodes", "periods", many=True),
)  # fmt: skip
PERSON = (
    Heading("username", must=True), *spares("userIds", many=True), Heading("givenName", must=True),
    Heading("familyName", must=True), *spares("middleName", "identifier"),
    *texts("email", "sms", "phone"),
    ref("agentSourcedIds", "users", many=True), Heading("grades", many=True),
    *refused("password"),
)  # fmt: skip
USERS_1_1 = _file(
    "users", Heading("enabledUser", "flag", must=True),
    ref("orgSourcedIds", "orgs", must=True, many=True), one_of("role", *ROLES_1_1), *PERSON,
)  # fmt: skip
USERS_1_2 = _file(
    "users", Heading("enabledUser", "flag", must=True), *PERSON,
    *spares("userMasterIdentifier", "resourceSourcedIds"), *texts("preferredGivenName"),
    *spares("preferredMiddleName"), *texts("preferredFamilyName"),
    spare(ref("primaryOrgSourcedId", "orgs")), *refused("pronouns"),
)  # fmt: skip
PROFILES = _unkept(
    "userProfiles", ref("userSourcedId", "users", must=True), Heading("profileType", must=True),
    *texts("vendorId", "applicationId", "description", "credentialType"), Heading("username"),
    *refused("password"),
)  # fmt: skip
ROLES = _file(
    "roles", ref("userSourcedId", "users", must=True), one_of("roleType", "primary", "secondary"),
    one_of("role", *ROLES_1_2), Heading("beginDate", "day"), Heading("endDate", "day"),
    ref("orgSourcedId", "orgs", must=True),
    spare(ref("userProfileSourcedId", "userProfiles")),
)  # fmt: skip
ENROLLMENTS = _file(
    "enrollments", ref("classSourcedId", "classes", must=True),
    ref("schoolSourcedId", "orgs", must=True), ref("userSourcedId", "users", must=True),
    one_of("role", *ENROLLED), spare(Heading("primary", "flag")), Heading("beginDate", "day"),
    Heading("endDate", "day"),
)  # fmt: skip
DEMOGRAPHICS = File(
    "demographics.csv",
    (
        ref("sourcedId", "users", must=True), *HEAD[1:], Heading("birthDate", "day"),
        *sensitive("sex", *FLAGS),
        *refused("countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth",
                  "publicSchoolResidenceStatus"),
    ),
    ("sourcedId",),
)  # fmt: skip
LINE_ITEMS = _unkept(
    "lineItems", Heading("title", must=True), Heading("description"),
    Heading("assignDate", "day", must=True), Heading("dueDate", "day", must=True),
    ref("classSourcedId", "classes", must=True), ref("categorySourcedId", "categories", must=True),
    ref("gradingPeriodSourcedId", "academicSessions"), Heading("resultValueMin", "number"),
    Heading("resultValueMax", "number"),
)  # fmt: skip
RESULTS = _unkept(
    "results", ref("lineItemSourcedId", "lineItems", must=True),
    ref("studentSourcedId", "users", must=True), one_of("scoreStatus", *SCORED),
    Heading("score", "number"), Heading("scoreDate", "day", must=True),
    Heading("comment", refused=True),
)  # fmt: skip
CATEGORIES = _unkept("categories", Heading("title", must=True))
RESOURCES = _unkept("resources", *texts("vendorResourceId", "title"))
CLASS_RESOURCES = _unkept("classResources", ref("classSourcedId", "classes", must=True))
COURSE_RESOURCES = _unkept("courseResources", ref("courseSourcedId", "courses", must=True))

BOTH = (
    SESSIONS, CATEGORIES, CLASSES, CLASS_RESOURCES, COURSES, COURSE_RESOURCES, DEMOGRAPHICS,
    ENROLLMENTS, LINE_ITEMS, ORGS, RESOURCES, RESULTS,
)  # fmt: skip
MORE_1_2: Final = (
    "lineItemLearningObjectiveIds", "lineItemScoreScales", "resultLearningObjectiveIds",
    "resultScoreScales", "scoreScales", "userResources",
)  # fmt: skip


def _named(*files: File) -> Mapping[str, File]:
    return {one.name.removesuffix(".csv"): one for one in files}


ONEROSTER: Final[Mapping[str, Format]] = {
    "1.1": Format("oneroster-1.1", "OneRoster 1.1", _named(*BOTH, USERS_1_1)),
    "1.2": Format(
        "oneroster-1.2", "OneRoster 1.2",
        _named(*BOTH, USERS_1_2, ROLES, PROFILES, *map(_unkept, MORE_1_2)),
    ),
}  # fmt: skip
