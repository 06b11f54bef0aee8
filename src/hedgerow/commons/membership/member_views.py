"""An organisation's membership: tier, dates, partner or not; joining, changing and leaving."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.places import organisation_for
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.files import export_of

from . import actions
from .customs import tiers_of
from .errors import ChangeTooEarly, StillMember
from .group_forms import DATE, EndForm
from .models import Assignment, OrganisationMembership
from .permissions import EDIT_MEMBERS
from .sheets import memberships

INVALID = 422


class MembershipForm(forms.Form):
    """The tier, and since when."""

    tier = forms.ChoiceField(label=gettext_lazy("Tier"), widget=forms.RadioSelect)
    partner = forms.BooleanField(label=gettext_lazy("Listed as a partner"), required=False)
    starts = DayField(label=gettext_lazy("From"), widget=DATE)

    def __init__(self, *args: Any, tiers: list[tuple[str, str]], joins: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        kept = self.initial.get("tier")
        known = [*tiers, *([(kept, kept)] if kept and kept not in dict(tiers) else [])]
        chosen: Any = self.fields["tier"]
        chosen.choices = known
        if not joins:
            self.fields["starts"].help_text = _("What it was until then stays in the list.")


@dataclass(frozen=True, slots=True)
class Spell:
    """One stretch of membership; ``when`` is ``now``, ``later`` or nothing."""

    tier: str
    partner: bool
    starts: date
    ends: date | None
    when: str


def membership(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Since when an organisation has been a member; join, or change the tier."""
    ecosystem, found = _organisation(request, slug, uuid)
    by, tiers = actor(request), tiers_of(ecosystem)
    may_edit = by.may(EDIT_MEMBERS, ecosystem.pk)
    if request.method == "POST":
        require(by, EDIT_MEMBERS, within=ecosystem.pk)
    rows = list(_spells(ecosystem, found))
    open_ = next((row for row in rows if row.ends is None), None)
    day = today(ecosystem)
    initial: dict[str, object] = {"tier": tiers[0][0], "starts": day}
    if open_ is not None:
        starts = max(day, open_.starts)
        initial = {"tier": open_.tier, "partner": open_.partner, "starts": starts}
    data = request.POST or None
    form = MembershipForm(data, tiers=tiers, joins=open_ is None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, ecosystem, found, open_, form.cleaned_data)
        except (ChangeTooEarly, StillMember) as refused:
            form.add_error("starts", f"{refused} {refused.next_step}")
        else:
            return redirect("organisation-membership", slug, uuid)
    spells = [_shown(row, dict(tiers), day) for row in rows]
    context = {
        "form": form if may_edit else None, "slug": slug, "uuid": uuid, "name": found.name,
        "is_member": open_ is not None, "spells": spells,
    }  # fmt: skip
    status = INVALID if request.method == "POST" else 200
    return export_of(request.GET, memberships(spells)) or render(
        request, "membership/member.html", context, status=status
    )


def leave(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """End an organisation's membership."""
    ecosystem, found = _organisation(request, slug, uuid)
    by = actor(request)
    require(by, EDIT_MEMBERS, within=ecosystem.pk)
    if not _spells(ecosystem, found).filter(ends=None).exists():
        raise NotFound
    form = EndForm(request.POST or None, initial={"ends": today(ecosystem)})
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["ends"]
        actions.leave_organisations(ecosystem, [found], on, by=by, at=timezone.now())
        messages.success(request, _("The membership ends."))
        return redirect("organisation-membership", slug, uuid)
    held = Assignment.objects.filter(ecosystem=ecosystem, organisation=found, ends=None).count()
    context = {"form": form, "slug": slug, "uuid": uuid, "name": found.name, "held": held}
    status = INVALID if request.method == "POST" else 200
    return render(request, "membership/leave.html", context, status=status)


def _save(
    request: HttpRequest,
    ecosystem: Ecosystem,
    found: Organisation,
    open_: OrganisationMembership | None,
    said: dict[str, Any],
) -> None:
    by, now = actor(request), timezone.now()
    tier, partner = said["tier"], said["partner"]
    if open_ is None:
        actions.join_organisations(
            ecosystem, [found], said["starts"], by=by, at=now, partner=partner, tier=tier
        )
        messages.success(request, _("The organisation is a member."))
        return
    starts = said["starts"]
    actions.change_membership(open_, tier, partner=partner, starts=starts, by=by, at=now)
    messages.success(request, _("Saved."))


def _shown(row: OrganisationMembership, titles: dict[str, str], day: date) -> Spell:
    past = row.ends is not None and row.ends < day
    when = "later" if row.starts > day else "" if past else "now"
    return Spell(titles.get(row.tier, row.tier), row.partner, row.starts, row.ends, when)


def _spells(ecosystem: Ecosystem, found: Organisation) -> Any:
    rows = OrganisationMembership.objects.filter(ecosystem=ecosystem, organisation=found)
    return rows.select_related("ecosystem").order_by("-starts", "-pk")


def _organisation(request: HttpRequest, slug: str, uuid: UUID) -> tuple[Ecosystem, Organisation]:
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    return ecosystem, organisation_for(by, ecosystem, uuid)
