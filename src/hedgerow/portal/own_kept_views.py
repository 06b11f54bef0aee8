"""The page on which one reads what is kept about oneself, or one's child, and until when."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hedgerow.commons.membership.own_pages import signed_in
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export_of

from .leaving import others_erase
from .own_kept import own_kept


@require_safe
@never_cache
@signed_in
def kept_of_me(request: HttpRequest) -> HttpResponse:
    """What is kept about the reader."""
    return _page(request, Person.objects.filter(pk=actor(request).person_id or 0).first())


@require_safe
@never_cache
def kept_of_child(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is kept about a child, for a guardian whom the whole record is handed to."""
    seen = Person.objects.visible_to(actor(request))
    return _page(request, seen.filter(uuid=uuid).first(), child=True)


def _page(request: HttpRequest, row: Person | None, *, child: bool = False) -> HttpResponse:
    if row is None:
        raise NotFound
    page = own_kept(row, by=actor(request))
    titles = (_("What is kept"), _("How many"), _("What for"), _("Days after it ended"))
    rows = Sheet(
        "kept", titles,
        lambda: ((str(one.name), one.rows, str(one.why), one.days) for one in page.kinds),
    )  # fmt: skip
    by, now = actor(request), timezone.now()
    context = {
        "page": page, "uuid": row.uuid if child else None,
        "others_erase": child or others_erase(by=by, at=now),
    }  # fmt: skip
    return export_of(request.GET, rows) or render(request, "portal/own_kept.html", context)
