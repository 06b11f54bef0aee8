"""The page of who served whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hedgerow.commons.activities.queries import unconfirmed
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.permissions import VIEW_LEARNERS
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export_of

from . import queries
from .forms import ReportForm

LISTED = 200
"""So many rows stand on a page; the file has all."""


def serving(request: HttpRequest, slug: str) -> HttpResponse:
    """Who served whom, by partner, school, kind or month; as a page, a file, or on paper."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, VIEW_LEARNERS, within=place.pk, at_a_site=True)
    form = ReportForm(request.GET or None, actor=by, ecosystem=place)
    given = form.asked() if form.is_valid() else {}
    report = queries.report(by, place, queries.asked_of(place, **given))
    sheet = Sheet(
        "serving",
        (report.heading, _("Learners"), _("Sessions"), _("Hours")),
        lambda: (
            (name, one.learners, one.sessions, round(one.hours, 2))
            for name, one in (
                *((line.name, line.counted) for line in report.lines),
                (_("All, each learner once"), report.total),
            )
        ),
    )
    confirms = report.unconfirmed and unconfirmed(by, place).exists()
    context = {
        "report": report, "form": form, "slug": slug, "confirms": confirms,
        **_portion(report, request.GET.get("after", "")),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return export_of(request.GET, sheet) or render(
        request, "serving/serving.html", context, status=status
    )


def _portion(report: queries.Report, after: str) -> dict[str, object]:
    """The rows of this page, and where the next one begins: a network may have thousands served by."""
    start = int(after) if after.isdecimal() and len(after) < 7 else 0
    end = start + LISTED
    following = end if end < len(report.lines) else None
    return {"lines": report.lines[start:end], "start": start, "following": following}
