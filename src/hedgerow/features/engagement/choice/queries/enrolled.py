"""Who has a place that is one in an activity, whether they are enrolled there, and who is no more."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere
from hedgerow.commons.ecosystems.models import not_closed

from ..models import Outcome, Refill, Round

RELATED = "person", "offer__activity", "offer__opportunity__ecosystem"


def placed_in_activities() -> QuerySet[Outcome]:
    """Who has a place that is one in an activity; who has given it back has none."""
    rows = Outcome.objects.filter(offer__activity__isnull=False, person__erased_at=None)
    return rows.select_related(*RELATED).order_by("pk")


def unenrolled() -> QuerySet[Outcome]:
    """Those of them who are not enrolled there now."""
    return placed_in_activities().filter(~is_enrolled())


def is_enrolled() -> Exists:
    """Of an outcome, whether the learner is enrolled now where the place is: nothing is left to answer."""
    goes_on = Q(ends=None) | Q(ends__gte=first_day_anywhere(timezone.now()), dropped=False)
    return Exists(_there().filter(goes_on))


def lost_in(places: Collection[tuple[int, int]]) -> list[Outcome]:
    """Places of rounds, by activity and person, of who is not enrolled, where the activity goes on."""
    rows = unenrolled().filter(
        _goes_on(), offer__activity__in={activity for activity, _who in places},
        person__in={who for _activity, who in places}, round__published_at__isnull=False,
    )  # fmt: skip
    wanted = set(places)
    return [one for one in rows if one.offer and (one.offer.activity_id, one.person_id) in wanted]


def rounds_gone_from() -> QuerySet[Round]:
    """Rounds in which the enrolment of somebody with a place had its last day."""
    over = unenrolled().filter(_goes_on(), Exists(_there().filter(ends__isnull=False)))
    rows = Round.objects.filter(state=Round.State.PUBLISHED, pk__in=over.order_by().values("round"))
    return rows.filter(not_closed()).order_by("pk")


def gone_from(row: Round) -> dict[int, date]:
    """By outcome, the last day of who was enrolled there since the place was given, and is no more.

    An enrolment that ended before the place was given says nothing of it, nor does one in an activity
    that is over. Three queries at most.
    """
    over = unenrolled().filter(_goes_on(), Exists(_there().filter(ends__isnull=False)), round=row)
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


def _goes_on() -> Q:
    """Of an outcome, that the activity goes on: no seat of one that is over is given on."""
    day = first_day_anywhere(timezone.now())
    still = Q(offer__activity__ends=None) | Q(offer__activity__ends__gte=day)
    return still & Q(offer__activity__state=Activity.State.OPEN)
