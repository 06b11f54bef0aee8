"""What the pages of placements share: where they are, and how a form is answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted, Refused, Stale
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import meet, status_of

from . import queries
from .models import Placement

INVALID = 422
CONFLICT = 409


def placement_at(
    request: HttpRequest, slug: str, uuid: UUID, *, to_read: bool = False
) -> tuple[Ecosystem, Placement]:
    """The placement at an address; raises Closed where the ecosystem is, unless only ``to_read``."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = queries.placement_for(by, place, uuid)
    if not to_read:
        require_open(by, place.pk)
    return place, row


def answered(
    request: HttpRequest,
    form: Any,
    act: Callable[[dict[str, Any]], Any],
    *,
    row: Placement,
    title: str,
    button: str,
    said: str,
    lead: str = "",
    template: str = "placements/form.html",
    then: Callable[[], str] | None = None,
) -> HttpResponse:
    """The form; sent and right, ``act`` is done with what was entered, and the placement shown.

    ``then`` says where else to go afterwards.
    """
    require_open(actor(request), row.ecosystem_id)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except (NotPermitted, NotFound):
            raise
        except Invalid as refusal:
            for name, texts in refusal.fields.items():
                form.add_error(name if name in form.fields else None, texts)
        except Stale as stale:
            meet(form, stale)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, said)
            return redirect(
                then() if then else reverse("placement", args=[row.ecosystem.slug, row.uuid])
            )
    return form_page(
        request, form, row=row, title=title, button=button, lead=lead, template=template,
        status=status_of(form),
    )  # fmt: skip


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    row: Placement,
    title: str,
    button: str,
    status: int,
    lead: str = "",
    template: str = "placements/form.html",
) -> HttpResponse:
    """A form about a placement, as it stands."""
    slug = row.ecosystem.slug
    context = {
        "form": form, "slug": slug, "title": title, "button": button, "lead": lead,
        "back": reverse("placement", args=[slug, row.uuid]),
        "above": f"{row.kind.shown} · {row.learner.name}",
    }  # fmt: skip
    return render(request, template, context, status=status)


def after(by: Actor, row: Placement) -> str:
    """The placement; the board, for a host that declined and does not see it any more."""
    if Placement.objects.visible_to(by).filter(pk=row.pk).exists():
        return reverse("placement", args=[row.ecosystem.slug, row.uuid])
    return reverse("placements", args=[row.ecosystem.slug])
