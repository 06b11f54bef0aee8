"""Pages on which something offered is copied or repeated."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor

from . import actions, queries, rules
from .editing import INVALID, managed
from .repeat_forms import RepeatForm


@require_POST
def copy(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Begin a draft that says the same."""
    row = managed(request, slug, uuid)
    made = actions.copy_opportunity(row, by=actor(request), at=timezone.now())
    messages.success(request, _("This is the copy, a draft: say what is different, then open it."))
    return redirect("edit-opportunity", slug, made.uuid, "what")


def repeat(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Offer the same again on further days."""
    by, row = actor(request), managed(request, slug, uuid)
    form = RepeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        off = queries.days_off(row.ecosystem)
        days = [] if row.starts is None else rules.repeat_days(row.starts, *form.rhythm(), off)
        try:
            made = actions.repeat_opportunity(row, days, by=by, at=timezone.now())
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            said = ngettext(
                "%(n)s more date is offered.", "%(n)s more dates are offered.", len(made)
            )
            messages.success(request, said % {"n": len(made)})
            return redirect("opportunity", slug, uuid)
    context = {"form": form, "slug": slug, "page": queries.opportunity_page(by, row)}
    status = INVALID if form.errors else 200
    return render(request, "opportunities/repeat.html", context, status=status)
