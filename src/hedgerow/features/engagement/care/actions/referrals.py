"""A referral goes its way: asked, sent, seen, accepted or declined, done; it always waits for somebody."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.notices.actions import Said, tell_many
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor, require

from .. import rules
from ..errors import NotPossibleNow, SameOrganisation
from ..models import Referral, ReferralStep
from ..permissions import REFER
from ..queries.sides import asked_people, learners_to_refer, sides_of


@transaction.atomic
def refer(
    ecosystem: Ecosystem,
    learner: Person,
    sender: Organisation,
    receiver: Organisation,
    need: str,
    note: str = "",
    *,
    by: Actor,
    at: datetime,
) -> Referral:
    """Ask the family whether another organisation may be asked for help; journal it.

    Nothing reaches the receiver until the family agrees. Raises NotFound to outsiders and for a
    learner or an organisation out of reach, NotPermitted, SameOrganisation or Invalid.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, REFER, within=ecosystem.pk, at_site=sender.pk)
    if not learners_to_refer(by, ecosystem).filter(pk=learner.pk).exists():
        raise NotFound
    if sender.pk == receiver.pk:
        raise SameOrganisation
    _check_members(ecosystem, sender, receiver)
    if need not in Referral.Need.values:
        raise Invalid({"need": [_("Choose what is needed.")]})
    row = Referral.objects.create(
        ecosystem=ecosystem, learner=learner, sender=sender, receiver=receiver, need=need,
        note=note.strip()[:2000], at=at, due_at=at + rules.PATIENCE, origin=by.origin,
    )  # fmt: skip
    _step(row, "refer", "", by, at)
    _ask_family(row, at)
    return row


@transaction.atomic
def move_referral(
    referral: Referral, act: str, reason: str = "", *, by: Actor, at: datetime
) -> Referral:
    """Do one act of ``rules.MOVES`` but ``redirect``, by the side whose act it is.

    Raises NotFound, NotPermitted for another side's act, NotPossibleNow, or Invalid without a
    reason where one is due.
    """
    row = _locked(referral, by, act, at)
    if act in rules.NEEDS_REASON and not reason.strip():
        raise Invalid({"reason": [_("Say why, so that the other side can go on.")]})
    after = rules.after(row.state, act)
    if after is None or act == "redirect":
        raise NotPossibleNow
    _moved(row, after, at)
    _step(row, act, reason, by, at)
    return row


@transaction.atomic
def redirect_referral(
    referral: Referral, receiver: Organisation, *, by: Actor, at: datetime
) -> Referral:
    """Ask another organisation instead; the family is asked anew, since it is another disclosure.

    Raises NotFound, NotPermitted, NotPossibleNow or SameOrganisation.
    """
    row = _locked(referral, by, "redirect", at)
    after = rules.after(row.state, "redirect")
    if after is None:
        raise NotPossibleNow
    if receiver.pk == row.sender_id:
        raise SameOrganisation
    _check_members(row.ecosystem, receiver)
    row.receiver = receiver
    _moved(row, after, at)
    _step(row, "redirect", "", by, at)
    _ask_family(row, at)
    return row


def _locked(referral: Referral, by: Actor, act: str, at: datetime) -> Referral:
    rows = Referral.objects.visible_to(by).select_for_update(of=("self",))
    related = rows.select_related("ecosystem", "learner", "sender", "receiver")
    row = related.filter(pk=referral.pk).first()
    if row is None:
        raise NotFound
    sides = sides_of(by, row, at)
    if not any(act in rules.ACTS_OF[side] for side in sides):
        raise NotPermitted(permission=REFER)
    return row


def _moved(row: Referral, after: str, at: datetime) -> None:
    row.state = after
    row.due_at = None if after in rules.OVER else at + rules.PATIENCE
    row.revision += 1
    row.save()


def _check_members(ecosystem: Ecosystem, *organisations: Organisation) -> None:
    running = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends=None)
    members = set(running.values_list("organisation_id", flat=True))
    if not {one.pk for one in organisations} <= members:
        raise NotFound


def _step(row: Referral, act: str, reason: str, by: Actor, at: datetime) -> None:
    """Keep the step; the journal says that, and neither whom nor why."""
    ReferralStep.objects.create(
        referral=row,
        act=act,
        state=row.state,
        reason=reason.strip()[:500],
        by_id=by.person_id,
        at=at,
    )
    journal.record(
        "care.referral_moved", by=by, at=at, ecosystem=row.ecosystem_id, payload={"act": act}
    )


def _ask_family(row: Referral, at: datetime) -> None:
    def say(_person: Person) -> Said:
        said = {
            "name": row.learner.called or row.learner.name, "sender": row.sender.name,
            "receiver": row.receiver.name,
        }  # fmt: skip
        text = _(
            "%(sender)s would like to ask %(receiver)s to help %(name)s. Nothing is told to them "
            "until you agree."
        )
        return Said(_("May we ask for help?"), text % said, "/me/referrals/")

    people = asked_people(row, at)
    tell_many(people, rules.REFERRAL, say, ecosystem=row.ecosystem, at=at, about=row.learner)
