"""What the files of School Data Sync come to: schools, people with roles, classes, who is in them."""

from datetime import date

from django.utils.translation import gettext as _

from .here import Here
from .links import Tables
from .reader import Reader
from .reading import Row
from .school_years import school_year
from .steps import Steps, days_of, grade_of

SIS = "SIS ID"
INACTIVE = "Inactive"


def steps_of(tables: Tables, here: Here, today: date) -> Steps:
    """The set as records of our targets."""
    found, reader = Steps(), Reader(tables, here, today)
    _schools(found, reader)
    _people(found, reader, "Student", "learner")
    _people(found, reader, "Teacher", "educator")
    _sections(found, reader)
    _places(found, reader)
    return found


def _schools(found: Steps, reader: Reader) -> None:
    step = found.step("organisations", "School.csv", code=SIS, name="Name", address="Address",
                      low_grade="Grade Low", high_grade="Grade High")  # fmt: skip
    for row in reader.rows("School"):
        parts = [row[name] for name in ("Address", "City", "State", "Zip", "Country")]
        said = {"address": ", ".join(one for one in parts if one)}
        said |= {"low_grade": grade_of(row["Grade Low"]), "high_grade": grade_of(row["Grade High"])}
        step.add(row.line, kind="school", code=row[SIS], name=row["Name"], sector="school",
                 **{name: text for name, text in said.items() if text})  # fmt: skip


def _people(found: Steps, reader: Reader, file: str, role: str) -> None:
    step = found.step("people", f"{file}.csv", code=SIS, name="Last Name", grade="Grade",
                      organisation_code="School SIS ID", email="Secondary Email",
                      born="Birthdate")  # fmt: skip
    for row in reader.rows(file):
        said = {"grade": grade_of(row["Grade"]), "email": row["Secondary Email"]}
        born = {"born": row.day("Birthdate")} if row["Birthdate"] else {}
        for starts, ends in _spells(reader, row, role):
            days = days_of(starts, ends)
            step.add(row.line, code=row[SIS], name=f"{row['First Name']} {row['Last Name']}",
                     role=role, organisation_code=row["School SIS ID"], **days, **born,
                     **{name: text for name, text in said.items() if text})  # fmt: skip


def _spells(reader: Reader, row: Row, role: str) -> list[tuple[date | None, date | None]]:
    """Where an active person's role goes on; of one who is inactive, what sets brought ends."""
    if row["Status"] != INACTIVE:
        return [(None, None)]
    site, held = row["School SIS ID"], reader.here.brought.get(row[SIS], [])
    return [
        (starts, max(reader.today, starts)) for one, at, starts in held if (one, at) == (role, site)
    ]


def _sections(found: Steps, reader: Reader) -> None:
    step = found.step("groups", "Section.csv", code=SIS, name="Section Name",
                      organisation_code="School SIS ID", starts="Term StartDate",
                      ends="Term EndDate")  # fmt: skip
    for row in reader.rows("Section"):
        starts, ends = row.day("Term StartDate"), row.day("Term EndDate")
        new = row[SIS] not in reader.here.groups
        if row["Status"] == INACTIVE:
            if new:
                found.aside.update([_("sections that are inactive and not here")])
                continue
            ends = _over(reader, row)
        first = starts or (reader.today if new else None)
        days = {k: v for k, v in (("starts", first), ("ends", ends)) if v}
        year = school_year(starts, ends)
        step.add(row.line, code=row[SIS], name=row["Section Name"],
                 organisation_code=row["School SIS ID"], **days,
                 **({"school_year": year} if year else {}))  # fmt: skip


def _over(reader: Reader, row: Row) -> date:
    """The last day of a section that is inactive: today, unless it has ended or its term has."""
    begun, ended = reader.here.spans[row[SIS]]
    if ended and ended <= reader.today:
        return ended
    last = min(row.day("Term EndDate") or reader.today, reader.today)
    return max(last, row.day("Term StartDate") or begun)


def _places(found: Steps, reader: Reader) -> None:
    starts = {row[SIS]: row.day("Term StartDate") for row in reader.rows("Section")}
    over = {row[SIS] for row in reader.rows("Section") if row["Status"] == INACTIVE}
    kept: set[tuple[str, str]] = set()
    for file, leads in (("StudentEnrollment", False), ("TeacherRoster", True)):
        step = found.step("group-members", f"{file}.csv", group_code="Section SIS ID",
                          person_code=SIS)  # fmt: skip
        for row in reader.rows(file):
            place = row["Section SIS ID"], row[SIS]
            if place[0] in over:
                found.aside.update([_("places in sections that are inactive")])
                continue
            first = reader.here.places.get(place) or starts.get(place[0]) or reader.today
            kept.add(place)
            step.add(row.line, group_code=place[0], person_code=place[1], leads=leads, starts=first)
        sections = {row[SIS] for row in reader.rows("Section")}
        people = {row[SIS] for row in reader.rows("Teacher" if leads else "Student")}
        for (group, person), since in reader.here.places.items():
            if group in sections and person in people and (group, person) not in kept:
                step.add(0, group_code=group, person_code=person, starts=since,
                         ends=max(reader.today, since))  # fmt: skip
