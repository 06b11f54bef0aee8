"""OneRoster sets of some twenty users, drawn by chance."""

import random

from .rosters import Set

NAMES = ("Amira", "Bo", "Ødegård", "Noël José", "Li-Na", "أحمد")
DAYS = ("", "2026-08-17", "2026-09-01", "2026-10-30")


def drawn(seed, version):
    """A set of some twenty users, drawn; another of the same seed and version is the same."""
    chance, made = random.Random(seed), Set(version)
    users = [f"u{n}" for n in range(20) if chance.random() < 0.8]
    made.files["users"] += [user(chance, one, users) for one in users]
    made.files["classes"].append({**made.files["classes"][0], "sourcedId": "k2"})
    if version == "1.1":
        for row in made.files["users"][4:]:
            row["role"] = chance.choice(
                ["student", "student", "teacher", "parent", "administrator"]
            )
            row["orgSourcedIds"] = chance.choice(["s1", "s2", "s1,s2"])
    else:
        made.files["roles"] += [role(chance, n, one) for n, one in enumerate(users * 2)]
    made.files["enrollments"] += [
        enrolment(chance, n, chance.choice(users)) for n in range(25)
    ]  # fmt: skip
    made.files["demographics"] += [
        {"sourcedId": one, "birthDate": "2012-02-29"} for one in users if chance.random() < 0.3
    ]
    return made


def user(chance, code, users):
    agent = chance.choice([one for one in users if one != code])
    return {
        "sourcedId": code, "enabledUser": "true", "username": code, "givenName": chance.choice(NAMES),
        "familyName": chance.choice(NAMES), "grades": chance.choice(["", "05", "KG", "11,12"]),
        "email": chance.choice(["", "", f"{code}@example.org"]), "sms": chance.choice(["", "555"]),
        "agentSourcedIds": chance.choice(["", "", agent, f"{agent},g1"]),
        "preferredGivenName": chance.choice(["", "Mimi"]),
    }  # fmt: skip


def role(chance, number, code):
    begins = chance.choice(DAYS)
    return {
        "sourcedId": f"r{number}", "userSourcedId": code, "roleType": "secondary",
        "role": chance.choice(["student", "teacher", "parent", "principal"]),
        "orgSourcedId": chance.choice(["s1", "s2"]), "beginDate": begins,
        "endDate": chance.choice(["", "", "2026-12-18"]),
    }  # fmt: skip


def enrolment(chance, number, code):
    return {
        "sourcedId": f"x{number}", "classSourcedId": chance.choice(["k", "k2"]),
        "schoolSourcedId": "s1", "userSourcedId": code, "primary": "",
        "role": chance.choice(["student", "student", "student", "teacher"]),
        "beginDate": f"2026-10-{number + 1:02}", "endDate": chance.choice(["", "", "2026-12-18"]),
    }  # fmt: skip
