"""Who has a place that is one in an activity, whether they are enrolled there, and who was taken out."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere

from ..models import Outcome, Refill, Round

RELATED = "person", "offer__activity", "offer__opportunity__ecosystem"


def placed_in_activities() -> QuerySet[Outcome]:
    """Who has a place that is one in an activity; who has given it back has none."""
    rows = Outcome.objects.filter(offer__activity__isnull=False, person__erased_at=None)
    return rows.select_related(*RELATED).order_by("pk")


def unenrolled() -> QuerySet[Outcome]:
    """Those of them who are not enrolled there now: not yet, or no more (``taken_out``)."""
    return placed_in_activities().filter(~is_enrolled())


def is_enrolled() -> Exists:
    """Of an outcome, whether the learner is enrolled now where the place is: nothing is left to answer."""
    goes_on = Q(ends=None) | Q(ends__gte=first_day_anywhere(timezone.now()), dropped=False)
    return Exists(_there().filter(goes_on))


def taken_out(row: Round) -> dict[int, date]:
    """By outcome, the last day of who was enrolled there since the place was given, and is no more.

    An enrolment that ended before the place was given says nothing of it. Three queries at most.
    """
    over = unenrolled().filter(Exists(_there().filter(ends__isnull=False)), round=row)
    places = list(over) if row.published_at is not None else []
    if not places:
        return {}
    people = [one.person_id for one in places]
    taken = Refill.objects.filter(round=row, person__in=people, answer=Refill.Answer.TAKEN)
    moved = {(one.person_id, one.took_id): one.answered_at for one in taken.order_by("pk")}
    spells = Enrolment.objects.filter(person__in=people, ends__isnull=False).order_by("starts")
    last = {(one.activity_id, one.person_id): one for one in spells}
    found: dict[int, date] = {}
    for one in places:
        assert one.offer is not None and one.offer.activity_id is not None  # noqa: S101, PT018 - only such are read
        given_at = moved.get((one.person_id, one.offer.pk)) or row.published_at
        assert given_at is not None  # noqa: S101 - asked above
        given, spell = day_in(row.ecosystem, given_at), last[one.offer.activity_id, one.person_id]
        ended = spell.ends or given
        if ended > given or spell.starts >= given == ended:
            found[one.pk] = ended
    return found


def _there() -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(activity=OuterRef("offer__activity"), person=OuterRef("person"))
