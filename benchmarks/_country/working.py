"""Activities, sessions, places and marks; ``n`` is the number of a row, from 1."""

from __future__ import annotations

from hedgerow.commons.activities.models import (
    Activity,
    Attendance,
    Delivery,
    Enrolment,
    Session,
)

from .filling import Dialect, insert
from .indexes import without_indexes
from .size import AT, EVERY, HELD, SEATS, SUBJECTS, Country


def activities(country: Country, speak: Dialect) -> None:
    source = f"bench_n JOIN bench_subject s ON s.i = n % {len(SUBJECTS)}"
    source += f" WHERE n <= {country.activities}"
    tutor = f"{country.learners} + 1 + n % {country.tutors}"
    insert(
        Activity, source, id="n", uuid=speak.uuid(6, "n"), ecosystem="1",
        kind=f"1 + n % {len(SUBJECTS)}", title="s.name || ' ' || n",
        title_folded="lower(s.name) || ' ' || n",
        site=f"1 + n % {country.schools}", leader=tutor, code="'A' || n", starts=speak.day("0"),
        minimum_minutes="600", created_at=speak.literal(AT),
    )  # fmt: skip
    partner = f"{country.schools} + 1 + n % {country.partners}"
    there = f"bench_n WHERE n <= {country.activities}"
    insert(Delivery, there, activity="n", organisation=partner)
    insert(
        Delivery, f"{there} AND n % 3 = 0", activity="n", organisation=f"1 + n % {country.schools}"
    )


def sessions(country: Country, speak: Dialect) -> None:
    """Session t of activity a is number (a - 1) * 21 + t; the last is to come, one in 97 not taken."""
    source = f"{Activity._meta.db_table} a JOIN bench_n t ON t.n BETWEEN 1 AND {HELD + 1}"
    day = speak.day(f"a.id % 5 + {EVERY} * (t.n - 1)")
    number = f"(a.id - 1) * {HELD + 1} + t.n"
    held = f"t.n <= {HELD} AND ({number}) % 97 <> 0"
    taken = speak.at(day, "15:00")
    with without_indexes(Session):
        insert(
            Session, source, id=number, uuid=speak.uuid(7, number), ecosystem="1",
            activity="a.id", day=day, starts_at=speak.at(day, "14:00"), minutes="60",
            state=f"CASE WHEN {held} THEN 'held' ELSE 'planned' END",
            marked_by=f"CASE WHEN {held} THEN a.leader_id END",
            marked_at=f"CASE WHEN {held} THEN {taken} END",
            confirmed_by=f"CASE WHEN {held} THEN a.leader_id END",
            confirmed_at=f"CASE WHEN {held} THEN {taken} END",
        )  # fmt: skip


def places(country: Country, speak: Dialect) -> None:
    """The k-th place of activity a is the ((a / schools) * 10 + k)-th learner of the school."""
    source = f"{Activity._meta.db_table} a JOIN bench_n k ON k.n BETWEEN 1 AND {SEATS}"
    of_school = f"((a.id / {country.schools}) * {SEATS} + k.n - 1) % {country.at_school}"
    number = f"(a.id - 1) * {SEATS} + k.n"
    person = f"(a.site_id - 1 + {country.schools} * ({of_school}))"
    with without_indexes(Enrolment):
        insert(
            Enrolment, source, id=number, uuid=speak.uuid(8, number), ecosystem="1",
            activity="a.id", person=f"CASE WHEN {person} = 0 THEN {country.schools * country.at_school}"
                                    f" ELSE {person} END",
            site="a.site_id", minimum_minutes="600", starts=speak.day("0"),
        )  # fmt: skip


def marks(country: Country, speak: Dialect) -> None:
    source = (
        f"{Session._meta.db_table} s JOIN {Enrolment._meta.db_table} e ON e.activity_id ="
        " s.activity_id WHERE s.state = 'held'"
    )
    with without_indexes(Attendance):
        insert(
            Attendance, source, ecosystem="1", day="s.day", session="s.id", person="e.person_id",
            site="e.site_id", recorded_at="s.marked_at", minutes_known=speak.yes(True),
            status="CASE WHEN (e.id * 7 + s.id) % 9 = 0 THEN 'absent' ELSE 'present' END",
            minutes="CASE WHEN (e.id * 7 + s.id) % 9 = 0 THEN 0 ELSE 60 END",
        )  # fmt: skip


STEPS = (activities, sessions, places, marks)
