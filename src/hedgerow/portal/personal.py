"""Pages that hand out or take away what is kept about one person."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.errors import LastConvener
from hedgerow.commons.membership.proving import lately
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export_of

from .erasing import Erasure, erase_person, preview_erasure
from .errors import NotConfirmed, NotOfAge
from .exporting import handed
from .kept import kept_page
from .leaving import erase_oneself, preview_of_oneself
from .left_behind import left_alone
from .views import signed_in
from .wording import beyond_erasing

GONE: Final = "erased"
"""Where a session that is nobody's keeps what the last page tells; it names nobody."""


@require_safe
@never_cache
def export_me(request: HttpRequest) -> HttpResponse:
    """Everything kept about the reader."""
    row = Person.objects.filter(pk=actor(request).person_id or 0).first()
    if row is None:
        raise NotFound
    return handed(row, by=actor(request), at=timezone.now())


@require_safe
@never_cache
def export_one(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Everything kept about one person, for a guardian or the convener."""
    return handed(_person(request, slug, uuid), by=actor(request), at=timezone.now())


@require_safe
@never_cache
def kept(request: HttpRequest, slug: str) -> HttpResponse:
    """How long things are kept, and what was let go."""
    page = kept_page(actor(request), slug, timezone.now())
    titles = (
        _("What is kept"),
        _("What for"),
        _("Days after it ended"),
        _("Let go in the last year"),
    )
    rows = Sheet(
        "kept", titles,
        lambda: ((str(one.name), str(one.why), one.days, one.gone) for one in page.kinds),
    )  # fmt: skip
    return export_of(request.GET, rows) or render(request, "portal/kept.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@lately
def erase(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """What erasing takes away, and erasing itself."""
    row = _person(request, slug, uuid)
    if request.method == "POST":
        done = erase_person(row, by=actor(request), at=timezone.now())
        messages.success(request, _("Erased. What is left does not say whose it was."))
        for sentence in beyond_erasing(done.copies):
            messages.info(request, sentence)
        return redirect("ecosystem", slug=slug)
    page = preview_erasure(row, by=actor(request))
    beyond = (*left_alone(row, actor(request)), *beyond_erasing(page.copies))
    about = {"page": page, "name": row.name, "slug": slug, "beyond": beyond}
    return render(request, "portal/erase.html", about)


class OwnNameForm(forms.Form):
    """One's own name, typed by who means it."""

    name = forms.CharField(
        label=gettext_lazy("Type your name to confirm"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@lately
@signed_in
def erase_me(request: HttpRequest) -> HttpResponse:
    """What erasing oneself takes away and leaves; with the name typed, erasing itself.

    Its form carries no act token: who has erased oneself is nobody's act any more.
    """
    by, now = actor(request), timezone.now()
    try:
        row, page = preview_of_oneself(by=by, at=now)
    except (NotOfAge, LastConvener) as refusal:
        why = {"text": str(refusal), "next_step": refusal.next_step}
        return render(request, "portal/erase_me.html", {"refused": why}, status=refusal.status)
    form = OwnNameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = erase_oneself(form.cleaned_data["name"], by=by, at=now)
        except NotConfirmed as refusal:
            form.add_error("name", f"{refusal} {refusal.next_step}")
        else:
            return _gone(request, done)
    beyond = (*left_alone(row, by), *beyond_erasing(page.copies))
    context = {"form": form, "page": page, "name": row.name, "beyond": beyond}
    return render(request, "portal/erase_me.html", context, status=422 if form.errors else 200)


def _gone(request: HttpRequest, done: Erasure) -> HttpResponse:
    """On to the page that says so, in a session that is nobody's."""
    request.session.flush()
    request.session[GONE] = {"rows": sum(one.rows for one in done.parts), "facts": done.facts,
                             "kept": [str(one.left) for one in done.kept], "copies": done.copies}  # fmt: skip
    return redirect("erased")


@require_safe
@never_cache
def erased(request: HttpRequest) -> HttpResponse:
    """What was erased and what stays, for who has just erased oneself."""
    said = request.session.get(GONE)
    if said is None:
        raise NotFound
    context = {"said": said, "beyond": beyond_erasing(said["copies"])}
    return render(request, "portal/erased.html", context)


def _person(request: HttpRequest, slug: str, uuid: UUID) -> Person:
    by = actor(request)
    kept = Person.objects.visible_to(by).filter(kept_by=ecosystem_for(by, slug), uuid=uuid)
    row = kept.first()
    if row is None:
        raise NotFound
    return row
