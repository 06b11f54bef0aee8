"""Pages of samples: all, one, and a record beside its source."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation import accesslog
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export, export_of

from . import sample_queries as queries
from .actions import check_record
from .listing import Samples
from .permissions import CHECK_RECORDS
from .sample_forms import CheckRecordForm

INVALID = 422
MARKING = "activities.attendance:mark"
"""Who may do this can open the register that a drawn record is from; the app above has its name."""


def samples(request: HttpRequest, slug: str) -> HttpResponse:
    """Samples that were drawn."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    require_held(by, CHECK_RECORDS, within=place.pk, at_a_site=True)
    table = Samples(queries.samples(by, place), request.GET)
    context = {"table": table.page(), "slug": slug, "may_draw": queries.may_draw(by, place)}
    file = export(table, request.GET.get("format", ""))
    return file or render(request, "observations/samples.html", context)


def sample(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One sample: what was checked, and what it tells."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.sample_row(by, place, uuid)
    sheet = Sheet(
        "records",
        (_("Number"), _("Learner"), _("School"), _("Activity"), _("Day"), _("Recorded"),
         _("Verdict"), _("Source"), _("What the source says"), _("Checked by"), _("Checked")),
        lambda: (
            (one.position, one.person.name if one.person else "", one.site.name if one.site else "",
             one.title, one.day, one.values.get("status", ""), one.verdict, one.source, one.right,
             one.checked_by.name if one.checked_by else "", one.checked_at)
            for one in queries.records(by, row)
        ),
    )  # fmt: skip
    if file := export_of(request.GET, sheet):
        _opened(queries.records(by, row).values_list("person", flat=True), by, place)
        return file
    page = queries.sample_page(by, row)
    context = {"page": page, "said": page.result.said()}
    return render(request, "observations/sample.html", context)


def _opened(learners: Iterable[int | None], by: Actor, place: Ecosystem) -> None:
    """Note of each of them that somebody was shown a record that names them."""
    seen, now = sorted({one for one in learners if one is not None}), timezone.now()
    accesslog.opened_each(seen, by=by, at=now, what="observations.sampled", ecosystem=place.pk)


def sampled(request: HttpRequest, slug: str, uuid: UUID, record: UUID) -> HttpResponse:
    """A record as it was drawn, to be held beside its source; then the next one."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.sample_row(by, place, uuid)
    found = queries.record_row(by, row, record)
    form = CheckRecordForm(request.POST or None, initial=_given(found))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            check_record(
                found, said["verdict"], source=said["source"], right=said["right"], by=by,
                at=timezone.now(),
            )  # fmt: skip
        except Invalid as error:
            for name, texts in error.fields.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            messages.success(request, _("Checked."))
            if following := queries.next_to_check(by, row):
                return redirect("sampled", slug, uuid, following)
            return redirect("sample", slug, uuid)
    _opened([found.person_id], by, place)
    mends = by.may_somewhere(MARKING, place.pk)
    context = {"record": found, "form": form, "slug": slug, "sample": row, "mends": mends}
    status = INVALID if form.errors else 200
    return render(request, "observations/sampled.html", context, status=status)


def _given(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("verdict", "source", "right")}
