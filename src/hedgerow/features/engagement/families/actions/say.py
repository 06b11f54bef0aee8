"""A learner who is old enough decides which guardian sees them; until then the rule does."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions.standing import standing_of
from hedgerow.commons.membership.customs import age_of_consent
from hedgerow.commons.notices.actions import Said, tell
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require

from ..errors import NotYetOwnSay
from ..models import FamilyRule, SightDecision
from ..permissions import EDIT_RULE
from ..rules import RIGHTS, born_by


@transaction.atomic
def choose_rule(ecosystem: Ecosystem, until_said: str, *, by: Actor, at: datetime) -> FamilyRule:
    """Say what holds from the age of own consent on, until the learner says otherwise.

    It is for learners who come of age from then on. Raises NotFound, NotPermitted or Invalid.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, EDIT_RULE, within=ecosystem.pk)
    if until_said not in FamilyRule.Until.values:
        raise Invalid({"until_said": [_("Choose one of those that are offered.")]})
    row, _new = FamilyRule.objects.get_or_create(ecosystem=ecosystem)
    if row.until_said != until_said:
        row.until_said = until_said
        row.save(update_fields=["until_said"])
        journal.record(
            "families.rule_chosen", by=by, at=at, ecosystem=ecosystem.pk,
            payload={"until_said": until_said},
        )  # fmt: skip
    return row


@transaction.atomic
def decide_sight(tie: Guardian, sees: bool, *, by: Actor, at: datetime) -> SightDecision:
    """Let one guardian see oneself, or no longer; the guardian is told.

    A bar that a court asked for stands, whatever the learner says. Raises NotFound for whoever is
    not the learner, or NotYetOwnSay.
    """
    rows = Guardian.objects.select_for_update(of=("self",))
    row = rows.select_related("ecosystem", "learner", "guardian").filter(pk=tie.pk).first()
    if row is None or by.person_id is None or row.learner_id != by.person_id or row.ends:
        raise NotFound
    standing = standing_of(row.ecosystem, [row.learner], at)[row.learner_id]
    if not standing.of_age:
        raise NotYetOwnSay(age=standing.age)
    before = SightDecision.objects.filter(tie=row).first()
    found = _decided(row, sees, by.person_id, at)
    if before is None or before.sees != sees:
        subjects = [("people.person", row.learner.uuid)]
        journal.record(
            "families.sight_decided", by=by, at=at, ecosystem=row.ecosystem_id,
            subjects=subjects, payload={"sees": sees},
        )  # fmt: skip
        if not row.barred:
            _tell_guardian(row, sees, at)
    return found


def undecided(ecosystem: Ecosystem, at: datetime) -> list[Guardian]:
    """Ties to learners who are of age by now, of which nobody has decided yet. One query."""
    oldest = born_by(day_in(ecosystem, at), age_of_consent(ecosystem))
    ties = Guardian.objects.filter(ecosystem=ecosystem, ends=None, learner__erased_at=None)
    ties = ties.filter(learner__born__lte=oldest, learner__assignments__role="learner")
    decided = SightDecision.objects.filter(ecosystem=ecosystem)
    rows = ties.exclude(pk__in=decided.values("tie")).select_related("learner", "ecosystem")
    return list(rows.distinct().order_by("pk")[:500])


@transaction.atomic
def come_of_age(ecosystem: Ecosystem, ties: Iterable[Guardian], at: datetime) -> int:
    """Let the rule hold for these ties, and tell each learner that it is theirs to decide."""
    rule = FamilyRule.objects.filter(ecosystem=ecosystem).first()
    sees = rule is None or rule.until_said == FamilyRule.Until.SEE
    told: dict[int, Person] = {}
    for tie in ties:
        _decided(tie, sees, None, at)
        told[tie.learner_id] = tie.learner
    for learner in told.values():
        tell(
            learner, RIGHTS, lambda: _of_age(ecosystem, sees), ecosystem=ecosystem, at=at,
            once=f"of-age:{ecosystem.pk}",
        )  # fmt: skip
    return len(told)


def _of_age(ecosystem: Ecosystem, sees: bool) -> Said:
    said = {"ecosystem": ecosystem.said("name"), "age": age_of_consent(ecosystem)}
    text = _(
        "You are %(age)s. In %(ecosystem)s you now answer yourself what you are asked to agree to, "
        "and you decide which guardian sees your record."
    )
    now = (
        _("Your guardians see it as before until you say otherwise.")
        if sees
        else _("They do not see it any more until you say that they may.")
    )
    return Said(_("Your record is yours to decide"), f"{text % said} {now}", "/me/guardians/")


def _decided(tie: Guardian, sees: bool, by: int | None, at: datetime) -> SightDecision:
    Guardian.objects.filter(pk=tie.pk).update(narrowed=not sees)
    found, _new = SightDecision.objects.update_or_create(
        tie=tie, defaults={"ecosystem": tie.ecosystem, "sees": sees, "by_id": by, "at": at}
    )
    return found


def _tell_guardian(tie: Guardian, sees: bool, at: datetime) -> None:
    def say() -> Said:
        said = {"name": tie.learner.called or tie.learner.name}
        if sees:
            text = _("%(name)s lets you see their record.")
        else:
            text = _("%(name)s is old enough to decide, and does not let you see their record.")
        return Said(_("Who sees a learner’s record"), text % said)

    tell(tie.guardian, RIGHTS, say, ecosystem=tie.ecosystem, at=at)
