"""The notices of a day or week become one letter to each person."""

from datetime import datetime

from ..models import Letter, Notice
from .letters import frame_of
from .telling import post

MOST_PEOPLE = 50


def waiting_people(at: datetime) -> list[int]:
    """Some of the people for whom notices are due that no letter carries yet."""
    rows = Notice.objects.filter(letter=None, due_at__lte=at).order_by("person_id")
    return list(rows.values_list("person_id", flat=True).distinct()[:MOST_PEOPLE])


def compose(people: list[int], at: datetime) -> int:
    """One letter to each of them with all that is due, in one short transaction; return how many.

    Whoever names no language, and is told things in two, gets a letter in each.
    """
    rows = Notice.objects.select_for_update(of=("self",)).filter(
        letter=None, due_at__lte=at, person__in=people
    )
    found: dict[tuple[int, str], list[Notice]] = {}
    for row in rows.select_related("person", "ecosystem").order_by("person_id", "at", "pk"):
        found.setdefault((row.person_id, frame_of(row)), []).append(row)
    for (person, _language), notices in found.items():
        letter = Letter.objects.create(person_id=person, pace=notices[-1].pace, due_at=at)
        Notice.objects.filter(pk__in=[one.pk for one in notices]).update(letter=letter)
        post(letter)
    return len(found)
