"""Rows for back-up tests, of this version and of an earlier one, and what a database says of them."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from hedgerow.commons.ecosystems.models import Ecosystem, Holiday
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.observations.models import Indicator
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import journal
from hedgerow.foundation.installation.making import make
from hedgerow.foundation.journal.actions import seal_all
from hedgerow.foundation.journal.models import Fact, Seal
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.search.actions import rebuild
from hedgerow.foundation.search.models import Entry
from tests.permissions.cast import plant_cast

ODD = 'tab\tbackslash \\N \\. "quoted", it\'s\r\nnext\x0bline\x7f \u2028 übung مرحبا 한국어 🌿'
NUMBERS = [0, -0.0, 1.0, 0.1, 1e16, 1.5e300, -7, 2**53 + 1, True, None, "", {"b": 1, "a": [ODD]}]
NOON = datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=UTC)


def populate() -> None:
    """Two private ecosystems and a public one, with a row of every kind that an address can name."""
    found = plant_cast()
    for planted in (found.home, found.away):
        with transaction.atomic():
            journal.record(
                "people.noted", by=Actor(person_id=planted.persons["convener"].pk), at=NOON,
                ecosystem=planted.ecosystem.pk, payload={"said": ODD},
                subjects=[("people.person", planted.persons["learner"].uuid)],
            )  # fmt: skip
    Ecosystem.objects.filter(pk=found.home.ecosystem.pk).update(name=ODD[:100])
    Indicator.objects.update(
        disaggregation=NUMBERS, baseline=Decimal("-12345678.000001"), target=Decimal("0.1")
    )
    days = {"starts": date(1, 1, 1), "ends": date(9999, 12, 31)}
    row = Holiday.objects.create(ecosystem=found.home.ecosystem, name=ODD[:100], **days)
    last = Holiday.objects.create(ecosystem=row.ecosystem, name="given and gone", **days)
    last.delete()
    rebuild()  # the cast writes its rows without acts
    Entry.objects.order_by("pk")[:1].get().delete()  # as if its version had not known of that row
    seal_all()


def unfit() -> None:
    """An ecosystem whose short name is longer than its column, which SQLite does not mind."""
    Ecosystem.objects.create(slug="zebedee" * 100, name="Zebedee", created_at=NOON)


UNKEPT = '{"problems": [{"value": "A\\u0000B\\ud800C"}], "count_problems": 1}'
"""What a preview of an earlier version says of a cell, as SQLite has it written down."""


def marked() -> None:
    """An import whose preview tells of a character that PostgreSQL keeps in no JSON."""
    grove = Ecosystem.objects.create(slug="grove", name="Grove", created_at=NOON)
    Import.objects.create(
        ecosystem=grove, file_name="a.csv", target="people", state="wrong", created_at=NOON
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_import SET preview = %s", [UNKEPT])


def previews() -> list[Any]:
    """What the previews of imports say."""
    return list(Import.objects.order_by("pk").values_list("preview", flat=True))


def older() -> None:
    """The first version of each app of the beginning but the journal, where memberships still shared days."""
    executor = MigrationExecutor(connection)
    first = [key for key in executor.loader.graph.nodes if key[1].startswith("0001")]
    contrib = {"auth", "contenttypes", "sessions", "journal"}
    last = [key for key in executor.loader.graph.leaf_nodes() if key[0] in contrib]
    wanted = [key for key in first if key[0] not in contrib and _is_early(executor, key, contrib)]
    made = make(connection, [*_last_of(executor, wanted), *last])
    ecosystem = made.get_model("ecosystems", "Ecosystem").objects.create(
        slug="a", name="A", created_at=NOON
    )
    organisation = made.get_model("people", "Organisation").objects.create(
        kept_by=ecosystem, name="School", created_at=NOON
    )
    for starts, ends in ((date(2020, 1, 1), date(2024, 6, 1)), (date(2024, 1, 1), None)):
        made.get_model("membership", "OrganisationMembership").objects.create(
            ecosystem=ecosystem, organisation=organisation, starts=starts, ends=ends
        )
    with transaction.atomic():
        journal.record("test.was", by=Actor.the_steward(), at=NOON, ecosystem=ecosystem.pk)
    seal_all()


def _is_early(executor: MigrationExecutor, key: tuple[str, str], contrib: set[str]) -> bool:
    """Whether it asks for nothing but first versions: apps that came later ask for later ones."""
    plan = executor.loader.graph.forwards_plan(key)
    return all(app in contrib or name.startswith("0001") for app, name in plan)


def _last_of(executor: MigrationExecutor, keys: list[tuple[str, str]]) -> list[tuple[str, str]]:
    graph = executor.loader.graph
    below = {key for one in keys for key in graph.forwards_plan(one)}
    return [
        key for key in below if not below & {child.key for child in graph.node_map[key].children}
    ]


def told() -> dict[str, Any]:
    return {"content": content(), "let_through": let_through(), "last": last_number()}


def content() -> dict[str, str]:
    """A digest of each model's rows as the program reads them."""
    return {
        model._meta.label: sha256(
            "\n".join(sorted(_plain(row) for row in model._default_manager.values_list())).encode()
        ).hexdigest()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in connection.introspection.table_names()
    }


def _plain(row: tuple[Any, ...]) -> str:
    return repr([_said(value) for value in row])


def _said(value: Any) -> Any:
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, dict | list):  # 1e3 and 1000 are one number, and so are 0 and -0.0
        plain = json.loads(
            json.dumps(value, sort_keys=True), parse_float=_number, parse_int=_number
        )
        return repr(plain)
    return value


def _number(digits: str) -> Decimal:
    return Decimal(digits).normalize() or Decimal(0)


def let_through() -> list[str]:
    """Which of the writes that the database itself must refuse it did not refuse."""
    membership = OrganisationMembership.objects.order_by("pk").first()
    assert membership
    shared = OrganisationMembership(
        ecosystem=membership.ecosystem, organisation=membership.organisation,
        starts=membership.starts + timedelta(days=1), tier=membership.tier,
    )  # fmt: skip
    tries = {
        "a changed fact": lambda: Fact.objects.update(kind="other"),
        "a deleted seal": lambda: Seal.objects.filter(seq=0).delete(),
        "a shared day": shared.save,
        "a twin": lambda: Ecosystem.objects.update(slug="same"),
        "a bad link": lambda: Holiday.objects.update(ecosystem=10**9),
        "a bad order": lambda: Holiday.objects.update(ends=date(1, 1, 1), starts=NOON.date()),
    }
    through = []
    for name, attempt in tries.items():
        with suppress(IntegrityError), transaction.atomic():
            attempt()
            connection.check_constraints()
            through.append(name)
            transaction.set_rollback(True)
    return through


def last_number() -> int:
    """The number that the last holiday was given, also if that one is gone."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT last_value FROM ecosystems_holiday_id_seq")
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'ecosystems_holiday'")
        (number,) = cursor.fetchone() or (0,)  # SQLite notes a table with its first row
    return int(number)
