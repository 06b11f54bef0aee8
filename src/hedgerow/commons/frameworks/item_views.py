"""Pages of one item: what it says, what it is tied to, tying it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import NotFound, NotPermitted, Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import status_of

from . import actions, queries, tied
from .models import Framework, Item
from .permissions import EDIT_FRAMEWORKS
from .scale_forms import ItemScaleForm
from .tie_forms import TieForm


def item(request: HttpRequest, slug: str, uuid: UUID, item: UUID) -> HttpResponse:
    """One item."""
    _row, found = _item(request, slug, uuid, item)
    page = tied.item_page(actor(request), found)
    return render(request, "frameworks/item.html", {"page": page, "slug": slug})


def scale(request: HttpRequest, slug: str, uuid: UUID, item: UUID) -> HttpResponse:
    """Have an item rated on a scale of its own, or on that of its framework again."""
    row, found = _item(request, slug, uuid, item)
    by = actor(request)
    require(by, EDIT_FRAMEWORKS, within=row.ecosystem_id)
    form = ItemScaleForm(request.POST or None, item=found)
    if request.method == "POST" and form.is_valid():
        chosen, revision = form.cleaned_data["scale"], form.cleaned_data["revision"]
        try:
            actions.rate_item(found, chosen, by=by, at=timezone.now(), revision=revision)
        except Stale as stale:
            form.meet(stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("framework-item", slug, uuid, item)
    context = {
        "form": form, "slug": slug, "upper": row, "item": found, "title": found.said("title"),
    }  # fmt: skip
    return render(request, "frameworks/item_scale.html", context, status=status_of(form))


def tie(request: HttpRequest, slug: str, uuid: UUID, item: UUID) -> HttpResponse:
    """Tie an item to another, here or elsewhere."""
    row, found = _item(request, slug, uuid, item)
    by = actor(request)
    require(by, EDIT_FRAMEWORKS, within=row.ecosystem_id)
    frameworks = queries.frameworks_of(by, row.ecosystem)
    form = TieForm(request.POST or None, frameworks=frameworks, initial={"framework": row})
    if request.method == "POST" and form.is_valid():
        try:
            rows = [form.row_from(found)]
            made = actions.tie_items(row, rows, by=by, at=timezone.now())
        except (NotFound, NotPermitted):
            raise
        except Refused as refusal:
            form.add_error("code", f"{refusal} {refusal.next_step}")
        else:
            said = _("The items are tied.") if made.new else _("This tie was there already.")
            messages.success(request, said)
            return redirect("framework-item", slug, uuid, item)
    context = {
        "form": form,
        "slug": slug,
        "upper": row,
        "item": found,
        "title": found.said("title"),
    }
    return render(request, "frameworks/tie.html", context, status=422 if form.errors else 200)


@require_POST
def untie(request: HttpRequest, slug: str, uuid: UUID, item: UUID, tie: UUID) -> HttpResponse:
    """Take a tie of the item away."""
    _row, found = _item(request, slug, uuid, item)
    actions.untie(tied.tie_for(actor(request), found, tie), by=actor(request), at=timezone.now())
    messages.success(request, _("The tie is taken away."))
    return redirect("framework-item", slug, uuid, item)


def _item(request: HttpRequest, slug: str, uuid: UUID, item: UUID) -> tuple[Framework, Item]:
    by = actor(request)
    row = queries.framework_for(by, ecosystem_for(by, slug), uuid)
    return row, tied.item_for(row, item)
