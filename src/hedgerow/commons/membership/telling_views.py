"""Letters to who has a role and has never signed in: one person, or all families at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.queries import person_for
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from .actions import tell_families, tell_person
from .entering import full_address
from .permissions import INVITE


@require_POST
def person(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Send one person a link to sign in."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, INVITE, within=place.pk)
    row = person_for(by, place, uuid)
    tell_person(place, row, by=by, at=timezone.now(), root=full_address(request, "/"))
    said = _("A letter with a link is on its way to %(name)s.") % {"name": row.name}
    messages.success(request, said)
    return redirect("person", slug, row.uuid)


@require_POST
def families(request: HttpRequest, slug: str) -> HttpResponse:
    """Send every guardian who was never told a link to sign in."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    made = tell_families(place, by=by, at=timezone.now(), root=full_address(request, "/"))
    said = ngettext("One letter is on its way.", "%(n)s letters are on their way.", made.new)
    messages.success(request, said % {"n": made.new})
    if n := made.unchanged:
        more = ngettext(
            "One more family can be told tomorrow.", "%(n)s more families can be told tomorrow.", n
        )
        messages.info(request, more % {"n": n})
    return redirect("invitations", slug)
