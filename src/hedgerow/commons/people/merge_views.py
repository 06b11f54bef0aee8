"""Pages by which two records of one person become one, and two again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import NotFound, NotPermitted, Refused
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from .actions.merging import merge_persons, undo_merge
from .mergeable import FIELDS
from .merging_page import merge_page
from .models import Merge
from .permissions import EDIT_PEOPLE


@never_cache
def merge(request: HttpRequest, slug: str, uuid: UUID, other: UUID) -> HttpResponse:
    """Look at two records side by side, choose what stays, and make one of them."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    require(by, EDIT_PEOPLE, within=place.pk)
    status = 200
    if request.method == "POST":
        choice = {name: request.POST.get(name, "") for name in FIELDS}
        try:
            merge_persons(place, uuid, other, choice, by=by, at=now)
        except (NotFound, NotPermitted):
            raise
        except Refused as refusal:
            messages.error(request, f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            messages.success(request, _("The two records are one now. Old links lead here."))
            return redirect("person", slug, uuid)
    page = merge_page(by, place, uuid, other, now)
    return render(request, "people/merge.html", {"page": page, "slug": slug}, status=status)


@require_POST
def undo(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Make two of one again."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if not Merge.objects.filter(uuid=uuid, ecosystem=place).exists():
        raise NotFound
    undo_merge(uuid, by=by, at=timezone.now())
    messages.success(request, _("They are two records again."))
    return redirect("people-duplicates", slug)
