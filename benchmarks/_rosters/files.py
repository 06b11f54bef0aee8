"""A OneRoster 1.1 set in bulk: users, schools, classes and three enrolments for two users."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

SEED = 5
GIVEN = ("Amira", "Bo", "Cy", "Dee", "Elif", "Farid", "Grace", "Hana", "Ivo", "José", "Kofi", "Lea",
         "Mina", "Noor", "Otto", "Pia", "Quinn", "Rosa", "Sami", "Tariq")  # fmt: skip
ROOTS = (
    "Gar",
    "Nu",
    "Mar",
    "Oka",
    "Pet",
    "Sø",
    "Tan",
    "Var",
    "Wes",
    "Yil",
    "Bal",
    "Cas",
    "Dia",
    "Ek",
)
ENDS = (
    "cia",
    "ñez",
    "tin",
    "for",
    "rov",
    "ren",
    "aka",
    "gas",
    "ton",
    "maz",
    "do",
    "sen",
    "lo",
    "berg",
)
AT_SCHOOL, IN_CLASS, IN_LINE = 500, 25, 20
USERS = (
    "sourcedId", "status", "dateLastModified", "enabledUser", "orgSourcedIds", "role", "username",
    "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms", "phone",
    "agentSourcedIds", "grades", "password",
)  # fmt: skip
ENROLMENTS = (
    "sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId",
    "userSourcedId", "role", "primary", "beginDate", "endDate",
)  # fmt: skip
HEAD = ("sourcedId", "status", "dateLastModified")
FILES = ("academicSessions", "categories", "classes", "classResources", "courses",
         "courseResources", "demographics", "enrollments", "lineItems", "orgs", "resources",
         "results", "users")  # fmt: skip
Lines = Iterable[Sequence[str]]


def write(folder: Path, users: int) -> int:
    """Write the set into the folder; return how many enrolments it has.

    Of twenty users eighteen learn, one teaches and one is a learner's guardian.
    """
    folder.mkdir(parents=True)
    enrolments = users * 3 // 2
    classes, schools = max(1, enrolments // IN_CLASS), max(1, users // AT_SCHOOL)
    there = {"academicSessions", "classes", "courses", "enrollments", "orgs", "users"}
    modes = [(f"file.{one}", "bulk" if one in there else "absent") for one in FILES]
    said = [("manifest.version", "1.0"), ("oneroster.version", "1.1"), *modes]
    _file(folder, "manifest", ("propertyName", "value"), said)
    orgs = (("*", "", "", "Country", "national", "", ""), *_schools(schools))
    _file(folder, "orgs", (*HEAD, "name", "type", "identifier", "parentSourcedId"), orgs)
    sessions = [("y", "", "", "2026-27", "schoolYear", "2026-08-17", "2027-06-04", "", "2027")]
    heads = (*HEAD, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear")
    _file(folder, "academicSessions", heads, sessions)
    heads = (*HEAD, "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId",
             "subjects", "subjectCodes")  # fmt: skip
    _file(folder, "courses", heads, [("c", "", "", "y", "All", "", "", "*", "", "")])
    heads = (*HEAD, "title", "grades", "courseSourcedId", "classCode", "classType", "location",
             "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods")  # fmt: skip
    _file(folder, "classes", heads, _classes(classes, schools))
    _file(folder, "users", USERS, _users(users, schools))
    _file(folder, "enrollments", ENROLMENTS, _enrolments(enrolments, users, classes, schools))
    return enrolments


def write_delta(bulk: Path, folder: Path, every: int) -> int:
    """Of a set that was written, one user in ``every``, with another family name, as a delta of
    users alone; return how many."""
    folder.mkdir(parents=True)
    modes = [(f"file.{one}", "delta" if one == "users" else "absent") for one in FILES]
    said = [("manifest.version", "1.0"), ("oneroster.version", "1.1"), *modes]
    _file(folder, "manifest", ("propertyName", "value"), said)
    with (bulk / "users.csv").open(newline="") as file:
        rows = [row for n, row in enumerate(csv.DictReader(file)) if n % every == 0]
    for row in rows:
        row |= {"status": "active", "dateLastModified": "2026-11-01T06:00:00Z"}
        row["familyName"] += " Alba"
    _file(folder, "users", USERS, ([row[name] for name in USERS] for row in rows))
    return len(rows)


def _file(folder: Path, name: str, heads: Sequence[str], lines: Lines) -> None:
    with (folder / f"{name}.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(lines)


def _schools(schools: int) -> Iterator[Sequence[str]]:
    for n in range(schools):
        yield f"s{n}", "", "", f"School {n}", "school", str(n), "*"


def _classes(classes: int, schools: int) -> Iterator[Sequence[str]]:
    for n in range(classes):
        yield (f"k{n}", "", "", f"Class {n}", "05", "c", "", "scheduled", "", f"s{n % schools}", "y",
               "", "", "")  # fmt: skip


def _users(users: int, schools: int) -> Iterator[Sequence[str]]:
    chance = random.Random(SEED)
    for n in range(users):
        place = n % IN_LINE
        role = (
            "parent" if place == IN_LINE - 1 else "teacher" if place == IN_LINE - 2 else "student"
        )
        agent = f"u{n - n % IN_LINE + IN_LINE - 1}" if place == 0 else ""
        agent = agent if int(agent[1:] or 0) < users else ""
        grade = f"{1 + n % 12:02}" if role == "student" else ""
        email = f"u{n}@example.org" if role == "teacher" else ""
        family = chance.choice(ROOTS) + chance.choice(ENDS) + chance.choice(("", "", "", " Ruiz"))
        yield (f"u{n}", "", "", "true", f"s{n // IN_LINE % schools}", role, f"user{n}", "",
               chance.choice(GIVEN), family, "", str(n), email, "", "", agent, grade, "")  # fmt: skip


def _enrolments(enrolments: int, users: int, classes: int, schools: int) -> Iterator[Sequence[str]]:
    """Each class is led by a teacher; learners follow one another, in another class each time."""
    for n in range(enrolments):
        a_class, nth = n % classes, n // classes
        line = (a_class * 7 + nth) % max(1, users // IN_LINE)
        place = IN_LINE - 2 if nth == 0 else nth % (IN_LINE - 2)
        role = "teacher" if nth == 0 else "student"
        yield (f"e{n}", "", "", f"k{a_class}", f"s{a_class % schools}", f"u{line * IN_LINE + place}",
               role, "true" if nth == 0 else "", "2026-08-24", "")  # fmt: skip
