"""Pages of frameworks: all of them, one as a tree, writing one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.told import by_name
from hedgerow.foundation.errors import Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export
from hedgerow.foundation.ui.revised import status_of

from . import queries
from .actions import save_framework
from .forms import FrameworkForm
from .listing import Frameworks
from .models import Framework, Scale
from .permissions import EDIT_FRAMEWORKS


def frameworks(request: HttpRequest, slug: str) -> HttpResponse:
    """Every framework of the ecosystem."""
    place = ecosystem_for(actor(request), slug)
    table = Frameworks(
        queries.frameworks_of(actor(request), place).select_related("ecosystem"), request.GET
    )
    may_edit = actor(request).may(EDIT_FRAMEWORKS, place.pk)
    scales = by_name(Scale.objects.filter(ecosystem=place)) if may_edit else []
    named = [(one.uuid, one.said("name") or one.key) for one in scales]
    context = {"table": table.page(), "may_edit": may_edit, "scales": named}
    found = export(table, request.GET.get("format", ""))
    return found or render(request, "frameworks/frameworks.html", context | {"slug": slug})


def framework(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One framework as a tree."""
    row = queries.framework_for(actor(request), ecosystem_for(actor(request), slug), uuid)
    page = queries.framework_page(actor(request), row)
    return render(request, "frameworks/framework.html", {"page": page, "slug": slug})


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a new framework."""
    place = ecosystem_for(actor(request), slug)
    require(actor(request), EDIT_FRAMEWORKS, within=place.pk)
    form = FrameworkForm(request.POST or None, ecosystem=place)
    return _answer(request, place, form, None, title=_("Write a framework"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a framework and its items."""
    place = ecosystem_for(actor(request), slug)
    row = queries.framework_for(actor(request), place, uuid)
    require(actor(request), EDIT_FRAMEWORKS, within=place.pk)
    form = FrameworkForm(request.POST or None, ecosystem=place, of=row, initial=_initial(row))
    return _answer(request, place, form, row, title=row.said("title"))


def _initial(row: Framework) -> dict[str, object]:
    return {
        "title": row.title, "source": row.source, "scale": row.scale, "revision": row.revision,
        "items": queries.outline(row),
    }  # fmt: skip


def _answer(
    request: HttpRequest,
    place: Ecosystem,
    form: FrameworkForm,
    row: Framework | None,
    *,
    title: str,
) -> HttpResponse:
    """Save what was sent and go to it, or show the form, with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, place, form, row)
        except Stale as stale:
            form.meet(stale)
        except Refused as refusal:
            form.add_error("items", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("framework", place.slug, saved.uuid)
    context = {"form": form, "slug": place.slug, "title": title}
    return render(request, "frameworks/form.html", context, status=status_of(form))


def _save(
    request: HttpRequest, place: Ecosystem, form: FrameworkForm, row: Framework | None
) -> Framework:
    said, now = form.said(), timezone.now()
    said["revision"] = said["revision"] if row else None
    return save_framework(
        place,
        row.key if row else queries.free_key(place, said["title"], now),
        by=actor(request),
        at=now,
        version=row.version if row else "1",
        **said,
    )
