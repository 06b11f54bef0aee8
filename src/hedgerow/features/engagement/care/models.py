"""Referrals with their steps; concerns with their notes and looks."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere, last_day_anywhere
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.sight import answered_by, not_barred
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, PublicRow, origin_field

from . import rules
from .permissions import HANDLE_REFERRALS, LEAD_CONCERNS, REFER

LEADS = ("safeguarding_lead", "safeguarding_deputy")


class ReferralQuerySet(models.QuerySet["Referral"]):
    def from_side(self, actor: Actor) -> Self:
        """Those that the actor's organisation sent."""
        mine = scope(actor, REFER) | site_scope(actor, REFER, "sender_id")
        return self.filter(mine, not_barred(actor, "learner"))

    def to_side(self, actor: Actor) -> Self:
        """Those that wait or waited with the actor's organisation, as long as the family agrees."""
        mine = scope(actor, HANDLE_REFERRALS) | site_scope(actor, HANDLE_REFERRALS, "receiver_id")
        return self.filter(mine, not_barred(actor, "learner"), state__in=rules.SHARED)

    def of_family(self, actor: Actor) -> Self:
        """One's own and one's wards', as far as one sees them."""
        return self.filter(Q(learner=actor.person_id or 0) | answered_by(actor))

    def visible_to(self, actor: Actor) -> Self:
        """Of both organisations and the family; never for somebody barred from the learner."""
        if actor.steward:
            return self
        seen = Q(pk__in=())
        for side in (self.from_side, self.to_side, self.of_family):
            seen |= Q(pk__in=side(actor).values("pk"))
        return self.filter(seen, not_barred(actor, "learner"))


class Referral(EditedRow):
    """``sender`` asks ``receiver`` to help a learner. ``due_at`` is when the next step is overdue."""

    class Need(models.TextChoices):
        LEARNING = "learning", _("help with learning")
        MENTORING = "mentoring", _("a mentor")
        HEALTH = "health", _("health")
        MIND = "mind", _("mental health")
        FOOD = "food", _("food or clothing")
        HOUSING = "housing", _("housing")
        FAMILY = "family", _("support of the family")
        WORK = "work", _("work or income")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        ASKED = rules.ASKED, _("waits for the family’s yes")
        SENT = rules.SENT, _("sent")
        SEEN = rules.SEEN, _("seen")
        ACCEPTED = rules.ACCEPTED, _("accepted")
        DECLINED = rules.DECLINED, _("declined")
        STOPPED = rules.STOPPED, _("stopped: the family does not agree")
        DONE = rules.DONE, _("done")
        CLOSED = rules.CLOSED, _("closed")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    need = models.CharField(max_length=9, choices=Need.choices)
    note = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    due_at = models.DateTimeField(null=True, blank=True, help_text="Empty once it is over.")
    at = models.DateTimeField()
    origin = origin_field()

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(sender=F("receiver")), name="a_referral_goes_to_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(rules.OVER), due_at__isnull=True)
                | (~Q(state__in=sorted(rules.OVER)) & Q(due_at__isnull=False)),
                name="an_open_referral_is_due",
            ),
            at_most(2000, "note", of="referral"),
        )
        indexes = (models.Index(fields=("ecosystem", "state", "due_at"), name="referrals_due"),)


class ReferralStep(models.Model):
    """What happened to a referral; rows are only ever added."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="steps")
    act = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=Referral.State.choices)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, actor: Actor) -> Self:
        """For leads and deputies of the whole or of the site; not for who it is about, nor for
        who is barred from the child it is about or who told it.

        Whoever runs the server sees none: the steward's page is no way around.
        """
        if actor.person_id is None or not actor.ecosystems_with(LEAD_CONCERNS):
            return self.none()
        now = timezone.now()
        held = Assignment.objects.filter(
            Q(ends__isnull=True) | Q(ends__gte=first_day_anywhere(now)), person=actor.person_id,
            role__in=LEADS, starts__lte=last_day_anywhere(now),
            ecosystem__in=actor.ecosystems_with(LEAD_CONCERNS),
        )  # fmt: skip
        whole = Q(ecosystem__in=held.filter(organisation=None).values("ecosystem"))
        for place, site in held.exclude(organisation=None).values_list("ecosystem", "organisation"):
            whole |= Q(ecosystem=place, site=site)
        mine = Q(about=actor.person_id) | Q(against=actor.person_id)
        kept_from = Concern.objects.filter(mine).values("pk")
        of_others = not_barred(actor, "about") & not_barred(actor, "raised_by")
        return self.filter(whole, of_others).exclude(pk__in=kept_from)


class Concern(PublicRow):
    """Somebody fears for a child. ``against`` is whom it accuses, who then never sees it."""

    class State(models.TextChoices):
        RAISED = "raised", _("new")
        TAKEN = "taken", _("being looked after")
        CLOSED = "closed", _("closed")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    site = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    about_name = models.CharField(max_length=200, blank=True)
    against = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=4000)
    raised_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.RAISED)
    taken_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=500, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="a_closed_concern_says_when",
            ),
            at_most(4000, "text", of="concern"),
        )


class ConcernNote(models.Model):
    """What a lead noted or did."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        ACTION = "action", _("action taken")

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    text = models.TextField(max_length=4000)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (at_most(4000, "text", of="concernnote"),)


class ConcernLook(models.Model):
    """A lead opened a concern. Kept apart from the access log, which families read."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="looks")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
