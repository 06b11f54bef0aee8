"""Pages of an ecosystem's people: the table, and one person with all that is known of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.permissions import INVITE
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.commons.people.queries import person_for
from hedgerow.commons.people.twins import twins_of
from hedgerow.foundation import accesslog
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export

from .people_table import people_table
from .queries.person import person_page


def people(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Whom the reader may see here; those who belong to nothing here get 404."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, place.pk):
        raise NotFound
    table = people_table(by, place, request.GET, today(place))
    if found := export(table, request.GET.get("format", "")):
        return found
    may_edit = by.may(EDIT_PEOPLE, place.pk)
    may_invite = by.may(INVITE, place.pk)
    context = {
        "table": table.page(), "slug": slug, "may_edit": may_edit, "may_invite": may_invite,
    }  # fmt: skip
    return render(request, "portal/people.html", context)


@never_cache
def person(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One person; that a learner's record was opened is noted."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    row = person_for(by, place, uuid)
    if row.uuid != uuid:  # merged into that one
        return redirect("person", slug, row.uuid)
    page = person_page(by, place, row)
    if page.learner:
        accesslog.opened(row.pk, by=by, at=now, what="people.person", ecosystem=place.pk)
    context = {"page": page, "twins": twins_of(by, place, row)}
    return render(request, "portal/person.html", context)
