"""Organisations, people, roles and groups; ``n`` is the number of a row, from 1."""

from __future__ import annotations

from django.db import connection

from hedgerow.commons.activities.models import (
    Kind,
)
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import (
    Assignment,
    Group,
    GroupPlace,
    OrganisationMembership,
)
from hedgerow.commons.people.models import NameWord, Organisation, Person
from hedgerow.commons.people.rules import sort_name, words

from .filling import Dialect, insert, run
from .indexes import without_indexes
from .size import AT, FAMILY, GIVEN, SUBJECTS, Country

GROUP = 25  # learners a group


def numbers(country: Country, speak: Dialect) -> None:
    """The numbers, and the names with their folded words."""
    most = max(country.people, country.activities, 1000)
    run("CREATE TABLE bench_n (n bigint PRIMARY KEY)")
    run(
        f"INSERT INTO bench_n WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c"
        f" WHERE n < {most}) SELECT n FROM c"
    )
    for table, names in (
        ("bench_given", GIVEN),
        ("bench_family", FAMILY),
        ("bench_subject", SUBJECTS),
    ):
        run(f"CREATE TABLE {table} (i bigint PRIMARY KEY, name text, folded text, sort text)")
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} VALUES (%s, %s, %s, %s)",
                [(i, one, words(one)[0], sort_name(one)) for i, one in enumerate(names)],
            )


def place(country: Country, speak: Dialect) -> None:
    own = Ecosystem.objects.create(
        pk=1, slug="country", name="A country", created_at=AT, languages=["en"], public=True
    )
    for n, name in enumerate(SUBJECTS, 1):
        Kind.objects.create(pk=n, ecosystem=own, key=name.lower(), name=name, minimum_minutes=600)


def organisations(country: Country, speak: Dialect) -> None:
    school = f"n <= {country.schools}"
    source = f"bench_n JOIN bench_family f ON f.i = n % {len(FAMILY)}"
    source += f" WHERE n <= {country.schools + country.partners}"
    insert(
        Organisation, source, id="n", uuid=speak.uuid(1, "n"), kept_by="1",
        name=f"f.name || CASE WHEN {school} THEN ' School ' ELSE ' Trust ' END || n",
        kind=f"CASE WHEN {school} THEN 'school' ELSE 'partner' END",
        sector=f"CASE WHEN {school} THEN 'school' ELSE 'culture' END",
        code="'O' || n", created_at=speak.literal(AT),
    )  # fmt: skip
    insert(
        OrganisationMembership, source, uuid=speak.uuid(2, "n"), ecosystem="1", organisation="n",
        partner=f"n > {country.schools}", starts=speak.day("0"),
    )  # fmt: skip


def people(country: Country, speak: Dialect) -> None:
    source = (
        f"bench_n JOIN bench_given g ON g.i = n % {len(GIVEN)}"
        f" JOIN bench_family f ON f.i = (n / {len(GIVEN)}) % {len(FAMILY)}"
        f" WHERE n <= {country.people}"
    )
    with without_indexes(Person):
        insert(
            Person, source, id="n", uuid=speak.uuid(3, "n"), kept_by="1",
            name="g.name || ' ' || f.name || ' ' || n", code="'P' || n",
            sort_name="g.sort || ' ' || f.sort || ' ' || n", created_at=speak.literal(AT),
        )  # fmt: skip


def name_words(country: Country, speak: Dialect) -> None:
    with without_indexes(NameWord):
        for table, many, part in (("bench_given", len(GIVEN), "n"),
                                  ("bench_family", len(FAMILY), f"n / {len(GIVEN)}")):  # fmt: skip
            source = (
                f"bench_n JOIN {table} w ON w.i = ({part}) % {many} WHERE n <= {country.people}"
            )
            insert(NameWord, source, word="w.folded", person="n")
        insert(NameWord, f"bench_n WHERE n <= {country.people}", word="CAST(n AS text)", person="n")
        schools = country.schools + country.partners
        source = f"bench_n JOIN bench_family w ON w.i = n % {len(FAMILY)} WHERE n <= {schools}"
        insert(NameWord, source, word="w.folded", organisation="n")
        insert(NameWord, f"bench_n WHERE n <= {schools}", word="CAST(n AS text)", organisation="n")


def roles(country: Country, speak: Dialect) -> None:
    """Learners and tutors of their schools; learner n is at school 1 + n % schools."""
    tutors = country.learners + country.tutors
    with without_indexes(Assignment):
        insert(
            Assignment, f"bench_n WHERE n <= {country.people}", uuid=speak.uuid(4, "n"),
            ecosystem="1", person="n",
            role=f"CASE WHEN n <= {country.learners} THEN 'learner' WHEN n <= {tutors}"
                 " THEN 'tutor' ELSE 'guardian' END",
            organisation=f"CASE WHEN n <= {tutors} THEN 1 + n % {country.schools} END",
            grade=f"CASE WHEN n <= {country.learners} THEN CAST(1 + n / {country.schools} % 9 AS text)"
                  " ELSE '' END",
            starts=speak.day("0"),
        )  # fmt: skip


def groups(country: Country, speak: Dialect) -> None:
    """A group a school for every 25 learners, led by a tutor of the school."""
    a_school = max(1, round(country.at_school / GROUP))
    many = country.schools * a_school
    learner = f"n / {country.schools}"  # the how manieth of the school
    insert(
        Group, f"bench_n WHERE n <= {many}", id="n", uuid=speak.uuid(5, "n"), ecosystem="1",
        organisation=f"1 + n % {country.schools}", name="'Group ' || n", code="'G' || n",
        school_year="'2026-27'", starts=speak.day("0"),
    )  # fmt: skip
    the_group = f"1 + (n - 1) % {country.schools} + {country.schools} * (({learner}) % {a_school})"
    with without_indexes(GroupPlace):
        insert(
            GroupPlace, f"bench_n WHERE n <= {country.learners}", group=the_group, person="n",
            starts=speak.day("0"),
        )  # fmt: skip
        insert(
            GroupPlace, f"bench_n WHERE n <= {many}", group="n",
            person=f"{country.learners} + 1 + (n - 1 + {country.schools} - {country.learners}"
                   f" % {country.schools}) % {country.tutors}",
            leads=speak.yes(True), starts=speak.day("0"),
        )  # fmt: skip


STEPS = (numbers, place, organisations, people, name_words, roles, groups)
