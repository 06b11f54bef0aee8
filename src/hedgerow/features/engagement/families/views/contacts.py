"""The log of contacts, and the share that brought good news."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.people.editing import refused
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts
from hedgerow.foundation.ui.files import Sheet, export, export_of

from .. import actions
from ..actions.reach import learners_in_reach, learners_to_read
from ..audiences import rows_of
from ..forms import ContactForm, PeriodForm
from ..listing import Contacts
from ..models import Contact
from ..permissions import EDIT_RULE, LOG_CONTACT, VIEW_FAMILIES
from ..queries.contacts import MOST, By, Name, between, contacts_of, lines_about, shares, whole
from ..recipients import may_write

FEW = 12
"""So many learners are offered before anybody is looked for."""


@never_cache
def families(request: HttpRequest, slug: str) -> HttpResponse:
    """Where one stays in touch from: the share of good news, messages, the log."""
    by, place = _place(request, slug)
    form = PeriodForm(request.GET if {"first", "last"} & set(request.GET) else None)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = between(contacts_of(by, place), said.get("first"), said.get("last"))
    chosen: By = next((one for one in _bys() if one == request.GET.get("by")), "site")
    lines = shares(rows, chosen)
    headings = (
        _bys()[chosen], pgettext("with families", "Contacts"), _("Learners"), _("Good news"), _("A worry"),
        _("Share of good news, %"),
    )  # fmt: skip
    sheet = Sheet(
        "shares", headings,
        lambda: (
            (one.name, one.contacts, one.learners, one.positive, one.concern, one.percent)
            for one in lines
        ),
    )  # fmt: skip
    context = {
        "slug": slug, "form": form, "lines": lines, "all": whole(rows), "by": chosen,
        "bys": _bys().items(), "asked": request.GET.urlencode(),
        "may_write": may_write(by, place),
        "may_rule": by.may(EDIT_RULE, place.pk),
    }  # fmt: skip
    return export_of(request.GET, sheet) or render(request, "families/families.html", context)


@never_cache
def contacts(request: HttpRequest, slug: str) -> HttpResponse:
    """Every contact that one may read, and whom one can note the next for."""
    by, place = _place(request, slug)
    table = Contacts(contacts_of(by, place), request.GET, by)
    file = export(table, request.GET.get("format", ""))
    typed = request.GET.get("q", "").strip()[:80]
    found = learners_in_reach(by, LOG_CONTACT, place).order_by("sort_name", "pk")
    few = list(found.filter(sort_name__has=typed)[:20] if typed else found[: FEW + 1])
    if not typed and len(few) > FEW:
        few = []  # the first of many by the alphabet are nobody's next
    names = told_apart(by, place, few)
    learners = [Name(one.uuid, names[one.pk]) for one in few]
    context = {"slug": slug, "table": table.page(), "learners": learners, "q": typed}
    return file or render(request, "families/contacts.html", context)


@never_cache
def learner(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """What was noted for one learner, and a form for the next."""
    by, place = _place(request, slug)
    who = learners_to_read(by, place).filter(uuid=uuid).first()
    if who is None:
        raise NotFound
    reached = learners_in_reach(by, LOG_CONTACT, place).filter(pk=who.pk).exists()
    ties = Guardian.objects.seeing().filter(ecosystem=place, learner=who, ends=None)
    guardians = [tie.guardian for tie in ties.select_related("guardian").order_by("pk")]
    form = ContactForm(request.POST or None, guardians, initial={"on": today(place)})
    if request.method == "POST" and not reached:
        raise NotFound
    if request.method == "POST" and form.is_valid():
        try:
            actions.log_contact(place, who, **form.said(), by=by, at=timezone.now())
        except Invalid as refusal:
            refused(form, refusal)
        else:
            toasts.said(request, _("Noted."))
            return redirect("learner-contacts", slug, uuid)
    rows = lines_about(by, place, who)
    context = {
        "slug": slug, "uuid": uuid, "name": who.name, "sort_name": who.sort_name,
        "form": form if reached and not place.closed_on else None,
        "may_write": bool(guardians) and rows_of(by, place, "learner").filter(pk=who.pk).exists(),
        "rows": rows, "is_cut": len(rows) == MOST,
        "phones": [Name(one.uuid, one.name, one.phone) for one in guardians if one.phone and reached],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "families/learner.html", context, status=status)


@require_POST
def take_back(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Delete what one noted by mistake."""
    by, place = _place(request, slug)
    row = Contact.objects.visible_to(by).filter(ecosystem=place, uuid=uuid).first()
    if row is None:
        raise NotFound
    who: Person = row.learner
    actions.take_back_contact(row, by=by, at=timezone.now())
    toasts.said(request, _("It is gone."))
    return redirect("learner-contacts", slug, who.uuid)


def _bys() -> dict[By, str]:
    return {"site": _("School"), "group": _("Group"), "month": _("Month")}


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, VIEW_FAMILIES, within=place.pk)
    return by, place
