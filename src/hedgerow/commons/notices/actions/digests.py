"""The notices of a day or week become one letter to each person."""

from datetime import datetime

from ..models import Letter, Notice
from .telling import post

MOST_PEOPLE = 50


def waiting_people(at: datetime) -> list[int]:
    """Some of the people for whom notices are due that no letter carries yet."""
    rows = Notice.objects.filter(letter=None, due_at__lte=at).order_by("person_id")
    return list(rows.values_list("person_id", flat=True).distinct()[:MOST_PEOPLE])


def compose(people: list[int], at: datetime) -> int:
    """One letter to each of them with all that is due, in one short transaction; return how many."""
    rows = Notice.objects.select_for_update(of=("self",)).filter(
        letter=None, due_at__lte=at, person__in=people
    )
    by_person: dict[int, list[Notice]] = {}
    for row in rows.order_by("person_id", "at", "pk"):
        by_person.setdefault(row.person_id, []).append(row)
    for person, notices in by_person.items():
        letter = Letter.objects.create(person_id=person, pace=notices[-1].pace, due_at=at)
        Notice.objects.filter(pk__in=[one.pk for one in notices]).update(letter=letter)
        post(letter)
    return len(by_person)
