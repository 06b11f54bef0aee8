"""Rows added by a statement put together once are those that a queryset would have added."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from hedgerow.foundation.journal.models import ClosedBook, Fact, FactContent, FactSubject
from hedgerow.foundation.sets import MANY, add_plainly, add_untold

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)


def a_fact(**more):
    said = {"kind": "grove.said", "via": "page", "at": AT, "recorded_at": AT}
    return Fact(**said | {"commitment": b"\x00\xff'%s", "ecosystem": 7} | more)


def of(row):
    there = type(row).objects.get(pk=row.pk)
    said = model_to_dict(there) | {"at": getattr(there, "at", None)}
    return {
        key: bytes(value) if isinstance(value, memoryview) else value
        for key, value in said.items()
        if key not in ("id", "fact")
    }


def test_every_kind_of_value_is_read_as_if_a_queryset_had_written_it():
    plain, usual = a_fact(by_person=3), a_fact(by_person=3)
    add_plainly(plain)
    usual.save()
    assert of(plain) == of(usual)
    said = {"said": "'%s\\ أحمد", "none": None, "list": [1, 2.5]}
    written = [FactContent(fact=fact, salt=b"\x00%", payload=said) for fact in (plain, usual)]
    add_plainly(written[0])
    written[1].save(force_insert=True)
    assert of(written[0]) == of(written[1])
    assert FactContent.objects.get(fact=plain).payload == said


def test_rows_are_given_their_keys_and_may_be_changed_afterwards():
    fact = a_fact()
    add_plainly(fact)
    first, second = (
        FactSubject(fact=fact, kind="grove.tree", uuid=UUID(int=number)) for number in (1, 2)
    )
    add_plainly(first, second)
    assert list(fact.subjects.order_by("pk").values_list("pk", "uuid")) == [
        (first.pk, UUID(int=1)),
        (second.pk, UUID(int=2)),
    ]
    book = ClosedBook(ecosystem=7, on=date(2026, 1, 2))
    add_plainly(book)
    book.on = date(2026, 1, 3)
    book.save()
    assert ClosedBook.objects.get().on == date(2026, 1, 3)


@pytest.mark.parametrize("many", [1, 3, MANY - 1, MANY])
def test_of_rows_whose_keys_nobody_needs_each_is_added_once(many):
    fact = a_fact()
    add_plainly(fact)
    ids = [UUID(int=number) for number in range(many)]
    add_untold([FactSubject(fact=fact, kind="grove.tree", uuid=one) for one in ids])
    assert sorted(fact.subjects.values_list("uuid", flat=True)) == ids
    assert set(fact.subjects.values_list("kind", flat=True)) == {"grove.tree"}


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        add_plainly()
        add_untold([])


def test_what_the_database_refuses_is_refused():
    fact = a_fact()
    add_plainly(fact)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_plainly(a_fact(uuid=fact.uuid))
    with pytest.raises(IntegrityError), transaction.atomic():
        add_untold([a_fact(), a_fact(uuid=fact.uuid)])
    assert Fact.objects.count() == 1
