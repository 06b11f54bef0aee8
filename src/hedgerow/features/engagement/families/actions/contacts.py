"""Somebody notes a call, a visit, a message or a meeting."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Contact
from ..permissions import LOG_CONTACT
from .reach import learners_in_reach, seen

BACK = timedelta(days=60)


@transaction.atomic
def log_contact(
    ecosystem: Ecosystem,
    learner: Person,
    kind: str,
    tone: str,
    topic: str,
    *,
    on: date,
    note: str = "",
    reached: bool = True,
    guardian: Person | None = None,
    by: Actor,
    at: datetime,
) -> Contact:
    """Note a contact with a learner's family; only few may read it.

    Raises NotFound for a learner out of reach or a guardian who is none, or Invalid.
    """
    seen(ecosystem, by)
    if not learners_in_reach(by, LOG_CONTACT, ecosystem).filter(pk=learner.pk).exists():
        raise NotFound
    ties = Guardian.objects.filter(ecosystem=ecosystem, learner=learner, guardian=guardian)
    if guardian is not None and not ties.exists():
        raise NotFound
    _check(kind, tone, topic, on, day_in(ecosystem, at))
    row = Contact.objects.create(
        ecosystem=ecosystem, learner=learner, guardian=guardian, kind=kind, tone=tone,
        reached=reached, topic=topic.strip(), note=note.strip()[:1000], on=on, at=at,
        by_id=by.person_id, origin=by.origin, site_id=_school(ecosystem, learner),
    )  # fmt: skip
    # whom it was about is not told: the feed is read by more than the log is
    journal.record("families.contact_noted", by=by, at=at, ecosystem=ecosystem.pk, payload={})
    return row


@transaction.atomic
def take_back_contact(row: Contact, *, by: Actor, at: datetime) -> None:
    """Delete what one noted by mistake. Raises NotFound to everybody else, or OutOfReach."""
    own = Contact.objects.select_for_update(of=("self",)).filter(by=by.person_id or 0, pk=row.pk)
    found = own.first()
    if found is None:
        raise NotFound
    require_not_barred(by, [found.learner_id])
    journal.record(
        "families.contact_taken_back", by=by, at=at, ecosystem=found.ecosystem_id, payload={}
    )
    found.delete()


def _check(kind: str, tone: str, topic: str, on: date, today: date) -> None:
    wrong: dict[str, list[str]] = {}
    if kind not in Contact.Kind.values:
        wrong["kind"] = [_("Choose how you were in touch.")]
    if tone not in Contact.Tone.values:
        wrong["tone"] = [_("Choose what it was about: good news, a worry, or neither.")]
    if not topic.strip() or len(topic.strip()) > 120:
        wrong["topic"] = [_("Say in a few words what it was about.")]
    if not today - BACK <= on <= today:
        wrong["on"] = [_("A day of the last two months.")]
    if wrong:
        raise Invalid(wrong)


def _school(ecosystem: Ecosystem, learner: Person) -> int | None:
    rows = Assignment.objects.filter(
        ecosystem=ecosystem, person=learner, role="learner", ends=None, organisation__isnull=False
    )
    return rows.order_by("pk").values_list("organisation_id", flat=True).first()
