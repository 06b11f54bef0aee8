"""Recording a fact, and that nothing but erasing its content is possible afterwards."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from hedgerow.foundation import journal
from hedgerow.foundation.journal import actions
from hedgerow.foundation.journal.models import Fact, FactContent, FactSubject, Seal, Unsealed
from hedgerow.foundation.journal.tests.factories import ADA, ELECTION, GROVE, NOON, a_fact
from hedgerow.foundation.journal.verification import verify


@pytest.mark.django_db
def test_a_fact_keeps_who_what_when_and_about_what() -> None:
    fact = Fact.objects.get(pk=a_fact().pk)
    assert (fact.kind, fact.by_person, fact.via, fact.origin, fact.at) == (
        "governance.election_closed",
        11,
        "page",
        "live",
        NOON,
    )
    assert fact.recorded_at > NOON
    assert len(bytes(fact.commitment)) == 32
    assert [(s.kind, s.uuid) for s in fact.subjects.all()] == [ELECTION]
    assert FactContent.objects.get(fact=fact).payload == {"seated": 3}
    assert Unsealed.objects.filter(fact=fact, ecosystem=GROVE).exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_refuses_a_fact_outside_a_transaction() -> None:
    with pytest.raises(ValueError, match="transaction"):
        journal.record("x", by=ADA, at=NOON, ecosystem=GROVE)
    assert not Fact.objects.exists()


@pytest.mark.django_db
def test_it_refuses_a_naive_moment_and_a_payload_without_json_form() -> None:
    with pytest.raises(ValueError, match="aware"):
        a_fact(at=datetime(2026, 3, 1, 12))
    with pytest.raises(ValueError, match="no set"):
        a_fact(payload={"names": {"Ada"}})
    assert not Fact.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_fact_goes_with_the_change_that_is_undone() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        journal.record("x", by=ADA, at=NOON, ecosystem=GROVE)
        raise IntegrityError
    assert not Fact.objects.exists()
    assert not Unsealed.objects.exists()


@pytest.mark.django_db
def test_the_same_subject_named_twice_counts_once() -> None:
    fact = a_fact(subjects=[ELECTION, ELECTION, ("people.person", UUID(int=1))])
    assert fact.subjects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Fact, FactSubject, Seal])
def test_the_database_refuses_to_change_or_delete(model: type[models.Model]) -> None:
    a_fact()
    journal.actions.seal_all()
    rows = model._default_manager.order_by("pk")
    column = "ecosystem" if model is not FactSubject else "kind"
    before = list(rows.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(**{column: 9})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows._raw_delete(rows.db)  # past Django's own collector
    assert list(rows.values()) == before != []


@pytest.mark.django_db
def test_the_database_refuses_to_change_content() -> None:
    fact = a_fact()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FactContent.objects.update(payload={"seated": 4})
    assert FactContent.objects.get(fact=fact).payload == {"seated": 3}


@pytest.mark.django_db
def test_erasing_takes_content_and_salt_of_those_facts_alone() -> None:
    gone, kept = a_fact(), a_fact()
    assert journal.erase_content([gone.pk]) == 1
    assert journal.erase_content([gone.pk]) == 0
    assert list(FactContent.objects.values_list("fact", flat=True)) == [kept.pk]
    assert Fact.objects.count() == 2


@pytest.mark.django_db
def test_a_fact_about_very_many_rows_is_kept_and_sealed_as_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    about = [ELECTION, *(("people.person", UUID(int=number)) for number in range(1, 9))]
    few = a_fact(subjects=about)
    monkeypatch.setattr(actions, "MANY", 1)
    many = a_fact(subjects=[*about, ("people.person", str(UUID(int=8)))])
    assert [(s.kind, s.uuid) for s in many.subjects.order_by("pk")] == [
        (s.kind, s.uuid) for s in few.subjects.order_by("pk")
    ]
    actions.seal_all()
    assert verify()[1] == []
