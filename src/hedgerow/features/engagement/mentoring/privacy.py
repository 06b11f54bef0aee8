"""What becomes of offers, wishes, pairs, checks and notes when a person is exported or erased."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.foundation.privacy import Rule

from .models import Check, Need, Offer, Pairing, Proposal, SessionNote

KEEP_NOTES = timedelta(days=2 * 365)
KEEP_CHECKS = timedelta(days=365)
Rows = Iterable[Mapping[str, object]]


def export_notes(person: int) -> Rows:
    """What one wrote, and what was shared about oneself; notes that are not shared are restricted."""
    mine = Q(author=person) | Q(pairing__need__person=person, shared=True)
    rows = SessionNote.objects.filter(mine).order_by("at", "pk")
    return rows.values("at", "text", "shared")


def erase_notes(person: int, at: datetime) -> int:
    """Notes about somebody go with them; those that one wrote of others stay without a name."""
    about = SessionNote.objects.filter(pairing__need__person=person).delete()[0]
    return about + SessionNote.objects.filter(author=person).update(author=None)


def notes_ended(before: datetime) -> QuerySet[SessionNote]:
    return SessionNote.objects.filter(at__lt=before)


def export_pairs(person: int) -> Rows:
    rows = Pairing.objects.filter(Q(offer__person=person) | Q(need__person=person))
    return rows.order_by("proposed_at", "pk").values(
        "state", "proposed_at", "starts", "ends", "reason", "need__kind", "terms"
    )


def erase_pairs(person: int, at: datetime) -> int:
    """Pairs go with the offer or the wish; who answered or proposed others' is forgotten."""
    gone = Pairing.objects.filter(Q(offer__person=person) | Q(need__person=person)).delete()[0]
    return gone + sum(
        Pairing.objects.filter(**{name: person}).update(**{name: None})
        for name in ("proposed_by", "mentor_said_by", "learner_said_by")
    )


def export_offers(person: int) -> Rows:
    rows = Offer.objects.filter(person=person).order_by("starts", "pk")
    return rows.values("kind", "about", "languages", "places", "starts", "ends", "state")


def erase_offers(person: int, at: datetime) -> int:
    return Offer.objects.filter(person=person).delete()[0]


def export_needs(person: int) -> Rows:
    rows = Need.objects.filter(person=person).order_by("created_at", "pk")
    return rows.values("kind", "about", "languages", "state", "created_at")


def erase_needs(person: int, at: datetime) -> int:
    gone = Need.objects.filter(person=person).delete()[0]
    return gone + Need.objects.filter(told_by=person).update(told_by=None)


def export_checks(person: int) -> Rows:
    rows = Check.objects.filter(person=person).order_by("seen_on", "pk")
    return rows.values("kind", "seen_on", "valid_until", "recorded_at", "withdrawn_at")


def erase_checks(person: int, at: datetime) -> int:
    gone = Check.objects.filter(person=person).delete()[0]
    return gone + Check.objects.filter(recorded_by=person).update(recorded_by=None)


def checks_ended(before: datetime) -> QuerySet[Check]:
    return Check.objects.filter(valid_until__lt=first_day_anywhere(before))


def let_notes_go(ids: Sequence[int]) -> int:
    return SessionNote.objects.filter(pk__in=ids).delete()[0]


def export_proposals(person: int) -> Rows:
    return Proposal.objects.filter(made_by=person).order_by("made_at").values("kind", "made_at")


def erase_proposals(person: int, at: datetime) -> int:
    return Proposal.objects.filter(made_by=person).update(made_by=None)


RULES = (
    Rule(
        SessionNote,
        _("What somebody who helps noted of meetings."),
        export_notes,
        erase_notes,
        KEEP_NOTES,
        _("Notes that one wrote of others stay theirs, without who wrote them."),
        notes_ended,
        let_notes_go,
    ),
    Rule(
        Pairing,
        _("Who helps whom, and what both said."),
        export_pairs,
        erase_pairs,
        left=_("Pairs of others stay, without who arranged them."),
    ),
    Rule(
        Offer,
        _("What somebody offers to help with."),
        export_offers,
        erase_offers,
    ),
    Rule(
        Need,
        _("What a learner wishes help with."),
        export_needs,
        erase_needs,
        left=_("Wishes that one told of others stay theirs."),
    ),
    Rule(
        Check,
        _("That somebody who helps was checked, so that learners are safe."),
        export_checks,
        erase_checks,
        KEEP_CHECKS,
        _("Checks that one recorded of others stay, without who recorded them."),
        checks_ended,
    ),
    Rule(
        Proposal,
        _("Who reckoned pairs."),
        export_proposals,
        erase_proposals,
        left=_("Proposals stay, without who made them."),
    ),
)
