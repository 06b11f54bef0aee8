"""What one was told, how one chooses to be, and the way out of letters without signing in."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hedgerow.commons.membership.own_pages import signed_in
from hedgerow.commons.people.editing import refused
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from .actions import choose_hours, choose_paces, read_notices, unsubscribe
from .forms import HoursForm, PacesForm
from .kinds import Pace, known
from .queries import NoticesPage, notices_page, title_of, unread_of
from .subscriptions import read_token

ALIKE: Mapping[str, str | Promise] = {
    Pace.NEVER: gettext_lazy("Nothing more comes by mail but what is always told."),
    Pace.AT_ONCE: gettext_lazy("Everything is told by mail at once."),
}


@never_cache
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """The newest first, and beneath them what one chooses of being told."""
    page = notices_page(actor(request))
    return _page(request, page, PacesForm(None, page), HoursForm(initial=_hours(page)))


@require_POST
@signed_in
def read(request: HttpRequest) -> HttpResponse:
    """Note that one has read all that is new, older ones too than the page shows."""
    new = unread_of(actor(request)).values_list("uuid", flat=True)
    read_notices(list(new), by=actor(request), at=timezone.now())
    return redirect("notices")


@require_POST
@signed_in
def paces(request: HttpRequest) -> HttpResponse:
    """Say when mail tells of what; ``all`` says the same of every kind at once."""
    page = notices_page(actor(request))
    if (pace := request.POST.get("all", "")) in ALIKE:
        choose_paces(
            {kind.key: pace for kind in known() if kind.optional},
            by=actor(request), at=timezone.now(),
        )  # fmt: skip
        toasts.said(request, ALIKE[pace])
        return redirect("notices")
    form = PacesForm(request.POST, page)
    if not (form.fields and form.is_valid()):  # what is sent chooses nothing
        return _page(request, page, form, HoursForm(initial=_hours(page)))
    choose_paces(form.cleaned_data, by=actor(request), at=timezone.now())
    toasts.said(request, _("Your choice is kept."))
    return redirect("notices")


@require_POST
@signed_in
def hours(request: HttpRequest) -> HttpResponse:
    """Say when mail may come."""
    page = notices_page(actor(request))
    form = HoursForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        said["digest_at"] = said["digest_at"] or page.digest_at
        try:
            choose_hours(**said, by=actor(request), at=timezone.now())
        except Invalid as refusal:
            refused(form, refusal)
        else:
            toasts.said(request, _("Your hours are kept."))
            return redirect("notices")
    return _page(request, page, PacesForm(None, page), form)


@csrf_exempt  # a mail program sends no cookie; the signed link alone says for whom it asks
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A button: what only reads the link, as mail scanners do, changes nothing (RFC 8058)."""
    _person, what = read_token(token)
    if request.method == "POST":
        unsubscribe(token, at=timezone.now())
    context = {"what": title_of(what), "done": request.method == "POST"}
    return render(request, "notices/unsubscribe.html", context)


def _hours(page: NoticesPage) -> dict[str, object]:
    names = ("quiet_from", "quiet_until", "digest_at", "weekday")
    return {name: getattr(page, name) for name in names}


def _page(
    request: HttpRequest, page: NoticesPage, chosen: PacesForm, quiet: HoursForm
) -> HttpResponse:
    status = 422 if chosen.errors or quiet.errors else 200
    context = {"page": page, "paces": chosen, "hours": quiet}
    return render(request, "notices/notices.html", context, status=status)
