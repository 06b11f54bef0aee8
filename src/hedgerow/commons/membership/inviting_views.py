"""Inviting people: to which role, whose guardians, with which personal line."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.foundation.closing import require_held, require_open
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export_of

from . import actions, sheets
from .entering import full_address
from .errors import TooManyInvitations
from .inviting_forms import InviteForm, wards_for
from .inviting_queries import invitations_page
from .models import Assignment, Invitation
from .newcomers import holders
from .permissions import INVITE
from .picking import Picker, is_step, picker
from .picking import entered as entered_so_far

INVALID = 422


def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Open, accepted and expired invitations."""
    page = invitations_page(actor(request), _place(request, slug), timezone.now())
    return export_of(request.GET, sheets.invitations(page)) or render(
        request, "membership/invitations.html", {"page": page, "slug": slug}
    )


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite people."""
    by, ecosystem = actor(request), _place(request, slug)
    require_open(by, ecosystem.pk)
    initial = {"role": "member", "language": (ecosystem.languages or ["en"])[0]}
    step = is_step(request)
    wards = _wards(request, ecosystem)
    form = InviteForm(
        None if step else request.POST or None,
        actor=by, ecosystem=ecosystem, wards=wards, initial={**initial, **entered_so_far(request)},
    )  # fmt: skip
    status = INVALID if request.method == "POST" and not step else 200
    if form.is_bound and form.is_valid():
        addresses, root = form.cleaned_data["addresses"], full_address(request, "/")
        offer = form.offer()
        known = holders(ecosystem, offer.role, offer.organisation, addresses)
        try:
            made = actions.invite_people(
                ecosystem, addresses, offer, by=by, at=timezone.now(), root=root
            )
        except Invalid as wrong:
            for name, texts in wrong.fields.items():
                form.add_error(name, texts)
        except TooManyInvitations as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            messages.success(request, _letters(made.new + made.changed, len(known)))
            return redirect("invitations", slug)
    context = {"form": form, "slug": slug}
    return render(request, "membership/invite.html", context, status=status)


def _wards(request: HttpRequest, ecosystem: Ecosystem) -> Picker | None:
    """Learners to choose from, for who may say whose guardian somebody is."""
    by = actor(request)
    if not by.may(EDIT_PEOPLE, ecosystem.pk):
        return None
    nobody = Assignment.objects.none()
    return picker(request, ecosystem, wards_for(by, ecosystem), nobody, name="wards", size=10)


def _letters(count: int, known: int) -> str:
    """How many letters leave, and how many of them to who has the role already."""
    said = ngettext("One letter is on its way.", "%(n)s letters are on their way.", count)
    more = ngettext(
        "One of them has the role already and gets a link to sign in.",
        "%(n)s of them have the role already and get a link to sign in.",
        known,
    )
    return " ".join([said % {"n": count}, more % {"n": known}][: 2 if known else 1])


@require_POST
def resend(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Send an invitation anew."""
    row = _invitation(request, slug, uuid)
    root = full_address(request, "/")
    actions.send_again(row, by=actor(request), at=timezone.now(), root=root)
    messages.success(request, _("A new letter is on its way. The old link no longer works."))
    return redirect("invitations", slug)


@require_POST
def withdraw(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take an invitation back."""
    row = _invitation(request, slug, uuid)
    actions.withdraw_invitation(row, by=actor(request), at=timezone.now())
    messages.success(request, _("The invitation is taken back: its link no longer works."))
    return redirect("invitations", slug)


def _place(request: HttpRequest, slug: str) -> Ecosystem:
    """The ecosystem, for somebody who may invite to it."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, ecosystem.pk):
        raise NotFound
    require_held(by, INVITE, within=ecosystem.pk)
    return ecosystem


def _invitation(request: HttpRequest, slug: str, uuid: UUID) -> Invitation:
    place = _place(request, slug)
    rows = Invitation.objects.visible_to(actor(request))
    found = rows.filter(ecosystem=place, uuid=uuid).first()
    if found is None:
        raise NotFound
    return found
