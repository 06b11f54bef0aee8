"""OneRoster's users as people with roles, and their agents as guardians."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Problem

from .here import Place
from .oneroster import NO_NAME
from .reader import GONE, ROLES, SITELESS, Reader, last_day, roles_of
from .reading import Row
from .steps import Step, Steps, days_of, grade_of

PEOPLE: Mapping[str, str] = {
    "code": "sourcedId", "name": "familyName", "role": "role", "email": "email", "phone": "phone",
    "organisation_code": "orgSourcedIds",
}  # fmt: skip
GUARDIANS: Mapping[str, str] = {"guardian_code": "agentSourcedIds", "learner_code": "sourcedId"}


def people(found: Steps, reader: Reader) -> None:
    step = found.step("people", "users.csv", **PEOPLE)
    born = {row["sourcedId"]: row.day("birthDate") for row in reader.rows("demographics")}
    users, roles = reader.by_id("users"), roles_of(reader)
    for code, row in users.items():
        if row["status"] == GONE:
            _leave(found, step, reader, row)
            continue
        own = _own(row, born.get(code))
        for role, site, starts, ends in roles.get(code) or [("", "", None, None)]:
            said = {"role": role, "organisation_code": site, "grade": grade_of(row["grades"])}
            days = days_of(starts, ends) if role else {}
            step.add(row.line, code=code, **own, **(said if role else {}), **days)
        _end_left(
            step, reader, row, own, {(role, site) for role, site, *_days in roles.get(code, ())}
        )
    _others(found, reader, users)
    _roles_gone(found, reader, born)


def _end_left(
    step: Step, reader: Reader, row: Row, own: Mapping[str, str | date], said: Collection[Place]
) -> None:
    """End the roles that sets brought and that a changed user, who is told with all roles, has no more."""
    if reader.tables["users"].mode != "delta" or not row["role"]:
        return
    for role, site, starts in reader.here.own.get(row["sourcedId"], ()):
        if (role, site) not in said:
            ends = max(last_day(row, reader.today), starts)
            step.add(row.line, code=row["sourcedId"], **own, role=role, organisation_code=site,
                     starts=starts, ends=ends)  # fmt: skip


def _others(found: Steps, reader: Reader, users: Mapping[str, Row]) -> None:
    """Roles and birth dates, in a delta, of those of whom the set says nothing else."""
    step = found.step("people", "roles.csv", code="userSourcedId", role="role",
                      organisation_code="orgSourcedId", ends="endDate")  # fmt: skip
    for row in reader.rows("roles"):
        code = row["userSourcedId"]
        if code in users or row["status"] == GONE:
            continue
        name, role = reader.here.names.get(code, ""), ROLES.get(row["role"], "member")
        if _unknown(found, reader, "roles.csv", row, "userSourcedId"):
            continue
        site = "" if role in SITELESS else row["orgSourcedId"]
        days = days_of(row.day("beginDate"), row.day("endDate"))
        step.add(row.line, code=code, name=name, role=role, organisation_code=site, **days)
    born = found.step("people", "demographics.csv", code="sourcedId", born="birthDate")
    for row in reader.rows("demographics"):
        name = reader.here.names.get(row["sourcedId"], "")
        if row["sourcedId"] in users or not row["birthDate"] or row["status"] == GONE:
            continue
        if not _unknown(found, reader, "demographics.csv", row, "sourcedId"):
            born.add(row.line, code=row["sourcedId"], name=name, born=row.day("birthDate"))


def _unknown(found: Steps, reader: Reader, file: str, row: Row, column: str) -> bool:
    """Whether a row speaks of a user who is neither in the set nor here; that is a problem."""
    code = row[column]
    if code in reader.here.names or code in reader.here.erased:
        return False
    expected = _("the id of a user who is in the set or here")
    found.problems.append(
        Problem(row.line, column, code, expected, "exchange.roster_reference", file)
    )
    return True


def _roles_gone(found: Steps, reader: Reader, born: Mapping[str, date | None]) -> None:
    """End roles; of a user who is told too, with the same name and details."""
    step = found.step("people", "roles.csv", code="userSourcedId", role="role")
    users = reader.by_id("users")
    for row in reader.rows("roles"):
        code, role = row["userSourcedId"], ROLES.get(row["role"], "member")
        if row["status"] != GONE:
            continue
        site = "" if role in SITELESS else row["orgSourcedId"]
        held = [
            starts
            for one, at, starts in reader.here.brought.get(code, ())
            if (one, at) == (role, site)
        ]
        if not held:
            found.aside.update([_("roles to be deleted that have ended or that no set brought")])
        user = users.get(code)
        told = user is not None and user["status"] != GONE
        own = (
            _own(user, born.get(code))
            if user and told
            else {"name": reader.here.names.get(code, "")}
        )
        for starts in held:
            step.add(row.line, code=code, **own, role=role, organisation_code=site, starts=starts,
                     ends=max(last_day(row, reader.today), starts))  # fmt: skip


def _own(row: Row, born: date | None) -> dict[str, str | date]:
    given = row["preferredGivenName"] or row["givenName"]
    family = row["preferredFamilyName"] or row["familyName"]
    family = "" if family == NO_NAME else family
    own: dict[str, str | date] = {"name": f"{given} {family}".strip()}
    own |= {"called": row["preferredGivenName"]} if row["preferredGivenName"] else {}
    for name, text in (("email", row["email"]), ("phone", row["phone"] or row["sms"])):
        own |= {name: text} if text else {}
    return own | ({"born": born} if born else {})


def _leave(found: Steps, step: Step, reader: Reader, row: Row) -> None:
    """End the roles of a user who is to be deleted, those that sets brought; without any, they left before."""
    code = row["sourcedId"]
    held = reader.here.brought.get(code, [])
    if not held:
        found.aside.update([_("users to be deleted who hold no role here that a set brought")])
    for role, site, starts in held:
        ends = max(last_day(row, reader.today), starts)
        step.add(row.line, code=code, name=reader.here.names.get(code, ""), role=role,
                 organisation_code=site, starts=starts, ends=ends)  # fmt: skip


def guardians(found: Steps, reader: Reader) -> None:
    step = found.step("guardians", "users.csv", **GUARDIANS)
    users, roles = reader.by_id("users"), roles_of(reader)
    for row in users.values():
        learns = any(role == "learner" for role, *_more in roles.get(row["sourcedId"], ()))
        for agent in row.many("agentSourcedIds") if learns and row["status"] != GONE else ():
            pair = agent, row["sourcedId"]
            new = pair not in reader.here.guardians
            step.add(row.line, guardian_code=agent, learner_code=row["sourcedId"],
                     **({"starts": reader.today} if new else {}))  # fmt: skip
