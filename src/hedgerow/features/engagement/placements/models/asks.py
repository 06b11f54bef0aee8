"""Whether an organisation hosts a placement: it is asked, and says yes or no."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, among

from .placements import Placement


class HostAskQuerySet(models.QuerySet["HostAsk"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of visible placements."""
        return self.filter(among(Placement.objects.visible_to(actor), "placement"))


class HostAsk(PublicRow):
    """An organisation asked to host, for those days; whoever was asked before stays to be read."""

    class State(models.TextChoices):
        ASKED = "asked", _("not answered yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("not asked any more")

    LIVE = (State.ASKED, State.ACCEPTED)

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="asks")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    due = models.DateField(help_text="Until when an answer is hoped for.")
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why not, or how it was said.")
    offered = models.BooleanField(default=False, help_text="The host offered this place itself.")

    objects = HostAskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("placement",), condition=Q(state__in=("asked", "accepted")),
                name="one_host_asked_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="host_ask_is_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="host_ask_declined_says_why"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"ask {self.uuid}"
