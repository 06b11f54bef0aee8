"""What OneRoster's files come to: organisations, people with roles, guardians, groups, places."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from hedgerow.commons.membership.leading import leading_names

from .from_oneroster_people import guardians, people
from .here import Here
from .links import Tables
from .reader import GONE, Reader, last_day, roles_of
from .reading import Row
from .school_years import told_year
from .steps import Step, Steps, grade_of

KINDS: Mapping[str, str] = {
    "school": "school", "district": "district", "state": "state", "national": "country",
    "local": "agency", "department": "department",
}  # fmt: skip
PLACES: Mapping[str, str] = {
    "group_code": "classSourcedId", "person_code": "userSourcedId", "leads": "role",
    "starts": "beginDate", "ends": "endDate",
}  # fmt: skip
SECTORS: Mapping[str, str] = {"school": "school", "district": "school", "department": "school"}


def steps_of(tables: Tables, here: Here, today: date) -> Steps:
    """The set as records of our targets."""
    found, reader = Steps(), Reader(tables, here, today)
    organisations(found, reader)
    people(found, reader)
    guardians(found, reader)
    groups(found, reader)
    _places(found, reader)
    return found


def organisations(found: Steps, reader: Reader) -> None:
    step = found.step("organisations", "orgs.csv", code="sourcedId", name="name", kind="type",
                      parent_code="parentSourcedId")  # fmt: skip
    for row in reader.rows("orgs"):
        if row["status"] == GONE:
            found.aside.update([_("organisations to be deleted: they stay; end their membership")])
            continue
        kind = KINDS[row["type"]]
        named = {"kind_name": _("department")} if kind == "department" else {}
        step.add(row.line, kind=kind, **named, code=row["sourcedId"], name=row["name"],
                 sector=SECTORS.get(kind, "government"), parent_code=row["parentSourcedId"])  # fmt: skip


def groups(found: Steps, reader: Reader) -> None:
    step = found.step("groups", "classes.csv", code="sourcedId", name="title", grade="grades",
                      organisation_code="schoolSourcedId", starts="termSourcedIds")  # fmt: skip
    sessions = reader.by_id("academicSessions")
    known: dict[str, tuple[date | None, date | None, str]] = {}
    for row in reader.rows("classes"):
        code, gone = row["sourcedId"], row["status"] == GONE
        if gone and code not in reader.here.groups:
            found.aside.update([_("classes to be deleted that are not here")])
            continue
        said = row["termSourcedIds"]
        if said not in known:
            known[said] = _of_terms(row, sessions)
        starts, ends, year = known[said]
        days: dict[str, date | None] = {"starts": starts} if starts else {}
        days |= {"ends": last_day(row, reader.today) if gone else ends} if gone or ends else {}
        if not starts and code not in reader.here.groups:
            days["starts"] = reader.today
        step.add(row.line, code=code, name=row["title"], grade=grade_of(row["grades"]),
                 organisation_code=row["schoolSourcedId"], **days,
                 **({"school_year": year} if year else {}))  # fmt: skip


def _of_terms(row: Row, sessions: Mapping[str, Row]) -> tuple[date | None, date | None, str]:
    """First and last day and school year of a class, by its terms."""
    terms = [sessions[one] for one in row.many("termSourcedIds") if one in sessions]
    starts = min((day for one in terms if (day := one.day("startDate"))), default=None)
    ends = max((day for one in terms if (day := one.day("endDate"))), default=None)
    return starts, ends, told_year(terms, sessions.values())


def _places(found: Steps, reader: Reader) -> None:
    step = found.step("group-members", "enrollments.csv", **PLACES)
    roles, classes, leading = roles_of(reader), first_days(reader), leading_names()
    kept: set[tuple[str, str]] = set()
    for row in reader.rows("enrollments"):
        place = row["classSourcedId"], row["userSourcedId"]
        running = reader.here.places.get(place)
        if row["status"] == GONE:
            if running is None:
                found.aside.update([_("enrolments to be deleted that have ended or are not here")])
                continue
            ends = max(last_day(row, reader.today), running)
            step.add(row.line, group_code=place[0], person_code=place[1], starts=running, ends=ends)
            continue
        if place in kept:
            continue
        kept.add(place)
        held = {role for role, *_more in roles.get(place[1], ())}
        leads = row["role"] == "teacher" and (not held or not held.isdisjoint(leading))
        starts = row.day("beginDate") or running or classes.get(place[0]) or reader.today
        step.add(row.line, group_code=place[0], person_code=place[1], leads=leads,
                 starts=starts, ends=row.day("endDate"))  # fmt: skip
    _end_others(step, reader, kept)


def first_days(reader: Reader) -> dict[str, date]:
    sessions = reader.by_id("academicSessions")
    found: dict[str, date] = {}
    for row in reader.rows("classes"):
        days = [
            sessions[one].day("startDate") for one in row.many("termSourcedIds") if one in sessions
        ]
        if known := [day for day in days if day]:
            found[row["sourcedId"]] = min(known)
    return found


def _end_others(step: Step, reader: Reader, kept: set[tuple[str, str]]) -> None:
    """End the places of users in classes of a bulk set of which it says nothing any more."""
    table = reader.tables.get("enrollments")
    if table is None or table.mode != "bulk":
        return
    classes, users = reader.by_id("classes"), reader.by_id("users")
    for (group, person), starts in reader.here.places.items():
        if group in classes and person in users and (group, person) not in kept:
            step.add(0, group_code=group, person_code=person, starts=starts,
                     ends=max(reader.today, starts))  # fmt: skip
