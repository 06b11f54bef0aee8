"""A small OneRoster set of our own writing, as 1.1 or 1.2, bulk or delta, to be bent by tests."""

import csv
import io
import zipfile

from hedgerow.edges.exchange.rosters.oneroster import ONEROSTER

GUARDED = {"password", "pronouns", "sex", "white", "comment"}
ROWS = {
    "orgs": [
        {"sourcedId": "d1", "name": "North District", "type": "district", "identifier": "64725"},
        {"sourcedId": "s1", "name": "Oak School", "type": "school", "parentSourcedId": "d1"},
        {"sourcedId": "s2", "name": "Elm School", "type": "school", "parentSourcedId": "d1"},
    ],
    "academicSessions": [
        {"sourcedId": "y", "title": "2026-27", "type": "schoolYear", "startDate": "2026-08-17",
         "endDate": "2027-06-04", "schoolYear": "2027"},
        {"sourcedId": "t", "title": "Fall 2026", "type": "term", "startDate": "2026-08-17",
         "endDate": "2026-12-18", "parentSourcedId": "y", "schoolYear": "2027"},
    ],
    "courses": [
        {"sourcedId": "c", "title": "Algebra", "orgSourcedId": "d1", "schoolYearSourcedId": "y"},
    ],
    "classes": [
        {"sourcedId": "k", "title": "Algebra, period 1", "grades": "09", "courseSourcedId": "c",
         "classType": "scheduled", "schoolSourcedId": "s1", "termSourcedIds": "t,y"},
    ],
    "users": [
        {"sourcedId": "l1", "enabledUser": "true", "givenName": "Amira", "familyName": "Nuñez",
         "username": "amira", "grades": "09", "agentSourcedIds": "g1"},
        {"sourcedId": "l2", "enabledUser": "true", "givenName": "Bo", "familyName": "Ek",
         "username": "bo", "grades": "KG"},
        {"sourcedId": "e1", "enabledUser": "true", "givenName": "Cy", "familyName": "Oh",
         "username": "cy", "email": "cy@example.org", "password": "secret"},
        {"sourcedId": "g1", "enabledUser": "false", "givenName": "Dee", "familyName": "Nuñez",
         "username": "dee"},
    ],
    "enrollments": [
        {"sourcedId": "n1", "classSourcedId": "k", "schoolSourcedId": "s1", "userSourcedId": "l1",
         "role": "student", "primary": "false"},
        {"sourcedId": "n2", "classSourcedId": "k", "schoolSourcedId": "s1", "userSourcedId": "l2",
         "role": "student", "beginDate": "2026-09-01"},
        {"sourcedId": "n3", "classSourcedId": "k", "schoolSourcedId": "s1", "userSourcedId": "e1",
         "role": "teacher", "primary": "true"},
    ],
    "demographics": [
        {"sourcedId": "l1", "birthDate": "2012-03-09", "sex": "female", "white": "true"},
    ],
    "categories": [{"sourcedId": "cat", "title": "Homework"}],
    "lineItems": [
        {"sourcedId": "li", "title": "Sheet 1", "assignDate": "2026-09-01", "dueDate": "2026-09-08",
         "classSourcedId": "k", "categorySourcedId": "cat", "gradingPeriodSourcedId": "t",
         "resultValueMax": "10.0"},
    ],
    "results": [
        {"sourcedId": "r", "lineItemSourcedId": "li", "studentSourcedId": "l1", "score": "9.5",
         "scoreStatus": "fully graded", "scoreDate": "2026-09-08", "comment": "Neat."},
    ],
}  # fmt: skip
ROLES = {"l1": ("student", "s1"), "l2": ("student", "s1"), "e1": ("teacher", "s1"),
         "g1": ("parent", "s1")}  # fmt: skip


def in_one(text):
    """A cell in one line."""
    return " ".join(one for line in text.splitlines() if (one := line.strip()))


def rows_of(version):
    """The rows of each file, anew for each caller."""
    files = {name: [dict(row) for row in rows] for name, rows in ROWS.items()}
    if version == "1.1":
        for row in files["users"]:
            row["role"], row["orgSourcedIds"] = ROLES[row["sourcedId"]]
        return files
    files["roles"] = [
        {"sourcedId": f"ro-{user}", "userSourcedId": user, "roleType": "primary", "role": role,
         "orgSourcedId": org, "beginDate": "2026-08-17"}
        for user, (role, org) in ROLES.items()
    ]  # fmt: skip
    files["userProfiles"] = [
        {"sourcedId": "p1", "userSourcedId": "e1", "profileType": "app", "username": "cy",
         "password": "hidden"}
    ]  # fmt: skip
    return files


class Set:
    """A set that tests may change before it is written: rows, headings, modes, other files."""

    def __init__(self, version="1.1", mode="bulk", files=None):
        self.version, self.files = version, rows_of(version) if files is None else files
        self.modes = dict.fromkeys(self.files, mode)
        self.heads = {
            name: [one.name for one in ONEROSTER[version].files[name].columns]
            for name in self.files
        }
        self.manifest = {"manifest.version": "1.0", "oneroster.version": version}
        self.extra: dict[str, str] = {}
        self.without: set[str] = set()

    def row(self, file, key):
        return next(one for one in self.files[file] if one["sourcedId"] == key)

    def texts(self):
        """Every file as text, by name."""
        said = (
            self.manifest
            | {
                f"file.{name}": self.modes.get(name, "absent")
                for name in ONEROSTER[self.version].files
            }
            | {f"file.{name}": mode for name, mode in self.modes.items()}
        )
        found = {"manifest.csv": text([["propertyName", "value"], *map(list, said.items())])}
        for name, rows in self.files.items():
            heads = self.heads[name]
            lines = [[row.get(head, "") for head in heads] for row in rows]
            found[f"{name}.csv"] = text([heads, *lines])
        return {k: v for k, v in (found | self.extra).items() if k not in self.without}

    def write(self, path):
        path.write_bytes(self.packed())
        return path

    def packed(self):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, said in self.texts().items():
                packed.writestr(name, said)
        return content.getvalue()


def text(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def delta(version, status="active", when="2026-11-20T08:00:00.000Z", **files):
    """A set of changes alone."""
    said = {"status": status, "dateLastModified": when}
    rows = {name: [said | row for row in rows] for name, rows in files.items()}
    return Set(version, "delta", rows)
