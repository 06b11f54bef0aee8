"""The page on which thirty learners are marked standing up, and what belongs to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound, Stale
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from . import actions, queries
from .forms import marks_from
from .leftover import said_of_others
from .models import Activity, Session
from .permissions import MARK_ATTENDANCE
from .refusals import led_back_to
from .session_forms import CancelForm
from .untouched import is_any_gone, said_in, taken_over
from .views import shown

INVALID, CONFLICT = 422, 409


@led_back_to("session")
def session(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The register of one session; marks are saved by the version that was read."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    if request.method != "POST":
        return register_shown(request, row, queries.register_page(by, row))
    learners = queries.on_register(by, row).values()
    rows = marks_from(request.POST, learners)
    said = said_in(rows)
    revision = request.POST.get("revision", "")
    read = int(revision) if revision.isdecimal() else 0
    outdated = revision.isdecimal() and read != row.revision
    try:
        # of an outdated page the action says so first: who is left out of it may be marked by now
        if not outdated and (len(rows) < len(learners) or not rows):
            raise Invalid({"marks": [_left_out(len(learners), len(rows))]})
        actions.mark_session(row, rows, by=by, at=timezone.now(), revision=read)
    except Invalid as error:
        page = queries.register_page(by, row, said)
        return register_shown(
            request, row, page, INVALID, str(error.fields.get("marks", [error])[0])
        )
    except Stale as error:
        row.refresh_from_db(fields=["revision", "state"])
        mine = taken_over(request.POST, said, error.theirs)
        page = queries.register_page(by, row, mine, error.theirs)
        gone = is_any_gone(request.POST, said, error.theirs)
        text = f"{error} {_meanwhile(is_gone=gone, is_left=bool(error.theirs))}"
        return register_shown(request, row, page, CONFLICT, text)
    messages.success(request, _("Attendance is saved."))
    if other := said_of_others(request.POST, set(learners)):
        messages.warning(request, other)
    return redirect("session", slug, uuid)


def _meanwhile(*, is_gone: bool, is_left: bool) -> str:
    """What became of one's marks, and of those that were taken back since the page was read."""
    if not is_gone:
        return _("Nothing is lost: your marks stand below, and beside them what was saved.")
    if not is_left:
        return _(
            "The register was cleared meanwhile. What you changed yourself stands below; everybody else is not marked yet."
        )
    return _(
        "What you changed yourself stands below, and beside it what was saved. Whoever had a mark that was taken back meanwhile is not marked yet."
    )


def _left_out(learners: int, marked: int) -> str:
    """What to say where somebody is not marked; those who are not stand marked so on the page."""
    if not marked:
        return _("Nobody is marked yet. Press “All present”, then change who is late or missing.")
    left = learners - marked
    said = ngettext(
        "%(n)s learner is not marked yet. Mark who is left and save: your marks stand below.",
        "%(n)s learners are not marked yet. Mark who is left and save: your marks stand below.",
        left,
    )
    return said % {"n": left}


def register_shown(
    request: HttpRequest,
    row: Session,
    page: queries.RegisterPage,
    status: int = 200,
    trouble: str = "",
    **said: str,
) -> HttpResponse:
    """The page of a register; ``said`` is the ``note`` that is not kept, and ``note_trouble``, why."""
    by = actor(request)
    may_undo = page.may_mark and status == 200 and actions.last_marking(row, by) is not None
    context = {
        "page": page, "trouble": trouble, "may_mark": page.may_mark, "may_undo": may_undo,
        "may_note": page.may_mark and page.opens is None, "notes": queries.notes_of(by, row), **said,
    }  # fmt: skip
    return render(request, "activities/register.html", context, status=status)


@led_back_to("session")
def walk_in(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Find somebody who simply came, and take them in."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    if request.method == "POST":
        person = queries.person_row(by, request.POST.get("person", ""))
        actions.walk_in(row, person, by=by, at=timezone.now())
        messages.success(request, _("Taken in and marked present."))
        return redirect("session", slug, uuid)
    name = request.GET.get("name", "")[:80]
    people = queries.found_by_name(by, row, name)
    context = {"slug": slug, "uuid": uuid, "name": name, "people": people}
    return render(request, "activities/walk_in.html", context)


@require_POST
@led_back_to("session")
def undo(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take back one's latest marking, or a cancellation."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    if row.state == Session.State.CANCELLED:
        actions.undo_cancellation(row, by=by, at=timezone.now())
    else:
        actions.undo_marks(row, by=by, at=timezone.now())
    messages.success(request, _("Undone: it stands as it stood before."))
    return redirect("session", slug, uuid)


@require_POST
@led_back_to("session")
def clear(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take back a register that was taken by accident, whoever took it."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    actions.clear_register(row, by=by, at=timezone.now())
    messages.success(request, _("Nobody is marked any more. It can be undone on this page."))
    return redirect("session", slug, uuid)


@led_back_to("session")
def cancel(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Cancel a session, or its series from there on, saying why."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    require_open(by, row.ecosystem_id)
    form = CancelForm(request.POST or None, recurs=row.series_id is not None)
    if request.method == "POST" and form.is_valid():
        reason, scope = form.cleaned_data["reason"], form.cleaned_data.get("scope", "one")
        done = actions.cancel_series(row, reason, scope, by=by, at=timezone.now())
        text = ngettext(
            "The session is cancelled.", "%(n)s sessions are cancelled.", done.changed or 1
        )
        undo = reverse("undo-cancelled", args=[slug, uuid])
        toasts.said(request, text % {"n": done.changed}, undo=undo)
        return redirect("session", slug, uuid)
    title, button = _("Cancel this session"), _("Cancel it")
    return shown(request, form, slug, title, button, of=row.activity, session=row)


@require_POST
@led_back_to("session")
def undo_cancelled(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Hold after all what was cancelled together."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    actions.undo_cancellations(row, by=by, at=timezone.now())
    messages.success(request, _("Undone: it stands as it stood before."))
    return redirect("session", slug, uuid)


@require_POST
@led_back_to("session")
def confirm(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Confirm a session for the side that did not mark it."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    actions.confirm_sessions(row.ecosystem, [row.pk], by=by, at=timezone.now())
    messages.success(request, _("The session is confirmed."))
    return redirect("session", slug, uuid)


def sheet(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """A register on paper: names down, the next weeks across."""
    by = actor(request)
    row = queries.activity_row(by, slug, uuid)
    if not Activity.objects.open_to(by, MARK_ATTENDANCE).filter(pk=row.pk).exists():
        raise NotFound
    return render(request, "activities/sheet.html", {"page": queries.sheet_of(by, row)})
