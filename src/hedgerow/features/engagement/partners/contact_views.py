"""Pages on which contacts of an organisation are added, changed and removed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import NotPermitted, Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import status_of

from . import actions, queries
from .models import Contact
from .people_forms import ContactForm
from .permissions import EDIT_CONTACTS
from .views import place_of

INVALID = 422
SAID = ("name", "task", "email", "phone", "consented_on", "revision")


def new(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Add a contact."""
    return _saving(request, slug, uuid, None)


def contact(request: HttpRequest, slug: str, uuid: UUID, contact: UUID) -> HttpResponse:
    """Change a contact, or remove it."""
    return _saving(request, slug, uuid, contact)


def _saving(request: HttpRequest, slug: str, uuid: UUID, which: UUID | None) -> HttpResponse:
    by, place = actor(request), place_of(request, slug)
    partner = queries.partner_for(by, place, uuid)
    row = queries.contact_for(by, place, partner, which) if which else None
    require(by, EDIT_CONTACTS, within=place.pk, at_site=partner.pk)
    now = timezone.now()
    if row and request.POST.get("act") == "remove":
        actions.remove_contact(row, by=by, at=now)
        messages.success(request, _("The contact is removed."))
        return redirect("partner", slug, uuid)
    form = ContactForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_contact(place, partner, row, by=by, at=now, **form.cleaned_data)
        except NotPermitted:
            raise
        except Stale as stale:
            form.meet(stale)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("Saved."))
            return redirect("partner", slug, uuid)
    context = {
        "form": form, "slug": slug, "title": row.name if row else _("Add a contact"),
        "back": reverse("partner", args=[slug, uuid]), "above": partner.name, "may_remove": row is not None,
    }  # fmt: skip
    return render(request, "partners/form.html", context, status=status_of(form))


def _initial(row: Contact | None) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SAID} if row else {}
