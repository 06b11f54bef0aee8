"""What becomes of placements: they go with the learner; others' names leave them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.commons.files.clearing import let_go
from hedgerow.commons.files.models import StoredFile
from hedgerow.foundation.privacy import Rule

from .models import Evaluation, HostAsk, HoursEntry, Placement, Step

Rows = Iterable[Mapping[str, object]]
KEEP = timedelta(days=3 * 365)


def export_placements(person: int) -> Rows:
    """One's own as learner, and those one supervised, of which the learner is not named."""
    own = Placement.objects.filter(learner=person).order_by("pk")
    yield from own.values(
        "kind__title", "host__name", "starts", "ends", "state", "wish", "reason", "requested_at"
    )
    others = Placement.objects.filter(supervisor=person).order_by("pk")
    yield from others.values("kind__title", "host__name", "starts", "ends", "state")


def erase_placements(person: int, at: datetime) -> int:
    own = list(Placement.objects.filter(learner=person).values_list("pk", flat=True))
    steps = Step.objects.filter(placement__in=own).values_list("uuid", flat=True)
    files = StoredFile.objects.filter(about_kind="placements.step", about__in=list(steps))
    let_go(list(files.values_list("pk", flat=True)))
    gone = Placement.objects.filter(pk__in=own).delete()[0]
    gone += Placement.objects.filter(supervisor=person).update(supervisor=None)
    return gone + Placement.objects.filter(requested_by=person).update(requested_by=None)


def export_asks(person: int) -> Rows:
    """Hosts asked for oneself, and what one asked or answered for others, who are not named.

    What a host said goes to the learner and to whoever said it, not to who asked.
    """
    plain = ("host__name", "starts", "ends", "state", "asked_at", "answered_at")
    reading = Q(placement__learner=person) | Q(answered_by=person)
    yield from HostAsk.objects.filter(reading).order_by("pk").values(*plain, "reason")
    others = HostAsk.objects.filter(asked_by=person).exclude(placement__learner=person)
    not_mine = Q(answered_by=None) | ~Q(answered_by=person)
    yield from others.filter(not_mine).order_by("pk").values(*plain)


def erase_asks(person: int, at: datetime) -> int:
    gone = HostAsk.objects.filter(asked_by=person).update(asked_by=None)
    return gone + HostAsk.objects.filter(answered_by=person).update(answered_by=None)


def export_steps(person: int) -> Rows:
    """Steps of one's own placements, and those one saw to for others."""
    own = Step.objects.filter(placement__learner=person).order_by("pk")
    yield from own.values("title", "who", "due", "state", "valid_until", "note", "done_at")
    others = Step.objects.filter(done_by=person).exclude(placement__learner=person)
    yield from others.order_by("pk").values("title", "state", "valid_until", "done_at")


def erase_steps(person: int, at: datetime) -> int:
    return Step.objects.filter(done_by=person).update(done_by=None)


def export_hours(person: int) -> Rows:
    rows = HoursEntry.objects.filter(
        Q(placement__learner=person) | Q(logged_by=person) | Q(decided_by=person)
    )
    return rows.order_by("pk").values("day", "minutes", "done", "state", "logged_at", "decided_at")


def erase_hours(person: int, at: datetime) -> int:
    gone = HoursEntry.objects.filter(logged_by=person).update(logged_by=None)
    return gone + HoursEntry.objects.filter(decided_by=person).update(decided_by=None)


def export_evaluations(person: int) -> Rows:
    rows = Evaluation.objects.filter(by=person).order_by("pk")
    return rows.values("placement__kind__title", "side", "ratings", "comment", "at")


def erase_evaluations(person: int, at: datetime) -> int:
    """What somebody said of a placement of others' stays the learner's, without their words."""
    return Evaluation.objects.filter(by=person).update(by=None, comment="")


RULES = (
    Rule(
        Evaluation,
        _("Lets both sides of a placement learn how it was."),
        export_evaluations,
        erase_evaluations,
        left=_("Ratings of a learner's placement stay the learner's, without who gave them."),
    ),
    Rule(
        HoursEntry,
        _("Shows what a learner did at a host, and that the host confirmed it."),
        export_hours,
        erase_hours,
        left=_("Hours of a learner stay, without who entered or confirmed them."),
    ),
    Rule(
        HostAsk,
        _("Shows that a host agreed before a learner came, or why it did not."),
        export_asks,
        erase_asks,
        left=_("That a host was asked for a learner stays, without who asked and who answered."),
    ),
    Rule(
        Step,
        _("Shows that what a placement requires was there before it began."),
        export_steps,
        erase_steps,
        left=_("Steps of a learner's placement stay, without who saw to them."),
    ),
    Rule(
        Placement,
        _("Brings a learner to a host, safely and with everybody's consent."),
        export_placements,
        erase_placements,
        keep=KEEP,
        left=_("Placements that one supervised stay the learner's, without who supervised."),
        ended=lambda before: Placement.objects.filter(
            Q(state__in=("ended", "stopped"), ends__lt=first_day_anywhere(before))
            | Q(state="closed", requested_at__lt=before)
        ),
    ),
)
