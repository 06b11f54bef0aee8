"""Pages of imports: send a spreadsheet in, look at what it would do, confirm."""

import csv
from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import XLSX, export
from hedgerow.foundation.ui.formulas import harmless

from . import choosing, importing, queries, remembering, starting, undoing
from .absent.asking import part_of
from .catalogue import TARGETS
from .errors import BuiltUpon, FileUnreadable, MappingWrong, Reason
from .forms import UploadForm
from .guessing import flow
from .lists import Imports
from .models import Import
from .needing import Waiting, waiting_for
from .unfinished import came_in, unfinished

KINDS = {
    "csv": ("text/csv; charset=utf-8", starting.template_csv),
    "xlsx": (XLSX, starting.template_xlsx),
    "toml": ("application/toml", lambda target: starting.ready_mapping(target).encode()),
}


def imports(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Past imports, and templates to begin with."""
    ecosystem = queries.ecosystem_to_import(actor(request), slug)
    rows = queries.imports(actor(request), ecosystem).select_related("ecosystem", "by")
    table = Imports(came_in(rows, request.GET.get("state", "")), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {"starters": choosing.starters(), "unfinished": unfinished(rows)}
    return file or render(request, "exchange/imports.html", {"table": table.page(), **context})


def new_import(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a file in with the mapping that reads it."""
    ecosystem = queries.ecosystem_to_import(actor(request), slug)
    require_open(actor(request), ecosystem.pk)
    choices = choosing.choices(ecosystem)
    if request.method != "POST":
        asked = request.GET.get("mapping", "")
        waiting = waiting_for(actor(request), ecosystem, asked.removeprefix("ready:"))
        return _form(request, UploadForm(choices, initial={"mapping": asked}), waiting=waiting)
    form = UploadForm(choices, request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    said = form.cleaned_data
    by = actor(request)
    try:
        if said["mapping"] == choosing.GUESS:
            row = flow.take_in(ecosystem, said["file"], by=by, at=timezone.now())
            return redirect(_after(request, row), slug, row.uuid)
        row = importing.send_in(
            ecosystem, said["file"], said["text"], said["name"], by=by, at=timezone.now()
        )
        if said["keep_as"] and said["text"]:
            remembering.keep_mapping(ecosystem, said["keep_as"], said["text"], by=by)
    except (FileUnreadable, MappingWrong) as refusal:
        field = "file" if isinstance(refusal, FileUnreadable) else "mapping"
        form.add_error(field, f"{refusal} {refusal.next_step}")
        return _form(request, form, status=422)
    return redirect("import", slug, row.uuid)


def _after(request: HttpRequest, row: Import) -> str:
    """Where the columns are named; those of a file with known headings are named already."""
    if row.state == Import.State.ASKING:
        return "import-columns"
    messages.success(request, _("A file with these headings was here before: it was read as then."))
    return "import"


def _form(
    request: HttpRequest, form: UploadForm, status: int = 200, waiting: Sequence[Waiting] = ()
) -> HttpResponse:
    context = {"form": form, "starters": choosing.starters(), "waiting": waiting}
    return render(request, "exchange/new.html", context, status=status)


def one_import(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """What an import would do, is doing or did; a page that polls is shown anew at the end."""
    page = queries.import_page(actor(request), slug, uuid, part_of(request.GET.get("part")))
    response = render(request, "exchange/import.html", {"page": page})
    if request.headers.get("HX-Request") and not page.works:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def look_again(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Look a file through anew."""
    queries.import_page(actor(request), slug, uuid)
    importing.look_again(uuid, by=actor(request), at=timezone.now())
    return redirect("import", slug, uuid)


@require_POST
def discard(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Put the file aside."""
    queries.import_page(actor(request), slug, uuid)
    importing.discard(uuid, by=actor(request), at=timezone.now())
    messages.success(request, _("The file was deleted; nothing of it was saved."))
    return redirect("imports", slug)


@require_POST
def undo(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take the import out again, where nothing has built on it."""
    queries.import_page(actor(request), slug, uuid)
    try:
        undoing.undo_import(uuid, by=actor(request), at=timezone.now())
    except BuiltUpon as refusal:
        messages.error(request, _linked(refusal, slug))
    return redirect("import", slug, uuid)


def _linked(refusal: BuiltUpon, slug: str) -> str:
    """Why it cannot be undone, with links to the rows that are in the way."""
    reasons = format_html_join("; ", "{}", ([_with_links(one, slug)] for one in refusal.found))
    before, after = str(refusal.text).split("%(reasons)s")
    return format_html("{}{}{} {}", before, reasons, after, refusal.next_step)


def _with_links(reason: Reason, slug: str) -> str:
    rows = ((reverse(row.route, args=[slug, row.uuid]), row.name) for row in reason.rows)
    links = format_html_join(", ", '<a href="{}"><bdi>{}</bdi></a>', rows)
    return format_html("{}: {}", reason.text, links) if links else reason.text


def problems(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The problems of a file, as a file."""
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=_named("problems.csv"))
    response.write("\N{BYTE ORDER MARK}")
    sheet = csv.writer(response)
    sheet.writerow([_("File"), _("Line"), _("Column"), _("Value"), _("Expected"), _("Code")])
    for one in queries.problems_of(actor(request), slug, uuid):
        names = ("file", "line", "column", "value", "expected", "code")
        sheet.writerow([harmless(one[name]) for name in names])
    return response


def template(request: HttpRequest, slug: str, target: str, kind: str) -> HttpResponse:
    """A spreadsheet to fill in, or the mapping that reads it."""
    queries.ecosystem_to_import(actor(request), slug)
    if target not in TARGETS or kind not in KINDS:
        raise NotFound
    content_type, made = KINDS[kind]
    file = made(TARGETS[target])
    return HttpResponse(file, content_type=content_type, headers=_named(f"{target}.{kind}"))


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
