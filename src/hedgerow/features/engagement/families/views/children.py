"""A guardian's pages: children, absences, emergency details, answers; and a learner's own say."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.activities.actions import report_absence, withdraw_absence
from hedgerow.commons.activities.models import Absence
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import answer_consent
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.membership.own_pages import signed_in
from hedgerow.commons.people.editing import refused
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.errors import Invalid, NotFound, Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from .. import actions
from ..forms import AbsenceForm, AnswerForm, DetailsForm
from ..models import MessageCopy
from ..queries.children import child_for, child_page, children_of, unread_copies
from ..queries.details import details_of
from ..queries.say import watching

INVALID = 422


@never_cache
@signed_in
def children(request: HttpRequest) -> HttpResponse:
    """The children for whom one answers; of one child, its page at once."""
    found = children_of(actor(request), timezone.now())
    if len(found) == 1:
        return redirect("child", found[0].uuid)
    return render(request, "families/children.html", {"children": found})


@never_cache
@signed_in
def child(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything about one child."""
    return _shown(request, uuid)


def _shown(request: HttpRequest, uuid: UUID, wrong: UUID | None = None) -> HttpResponse:
    """The page of a child; ``wrong`` is the message whose answer lacks something."""
    page = child_page(actor(request), uuid, timezone.now())
    context = {
        "page": page, "wrong": wrong, "note": request.POST.get("note", ""),
        "error": _("Choose one of the answers."),
    }  # fmt: skip
    return render(request, "families/child.html", context, status=INVALID if wrong else 200)


@never_cache
@signed_in
def absence(request: HttpRequest, uuid: UUID, slug: str) -> HttpResponse:
    """Report that the child will not be there."""
    by, now = actor(request), timezone.now()
    who, place = _child(request, uuid, slug)
    day = today(place)
    form = AbsenceForm(request.POST or None, initial={"starts": day})
    if request.method == "POST" and form.is_valid():
        try:
            row = report_absence(place, who, **form.cleaned_data, by=by, at=now)
        except Invalid as refusal:
            refused(form, refusal)
        else:
            said = _("Reported. Whoever takes the register sees it.")
            toasts.said(request, said)
            return redirect("child", row.person.uuid)
    context = {
        "form": form,
        "uuid": uuid,
        "name": who.called or who.name,
        "place": place.said("name"),
    }
    status = INVALID if form.errors else 200
    return render(request, "families/absence.html", context, status=status)


@require_POST
@signed_in
def withdraw(request: HttpRequest, uuid: UUID, slug: str, absence: UUID) -> HttpResponse:
    """The child comes after all."""
    who, place = _child(request, uuid, slug)
    rows = Absence.objects.filter(ecosystem=place, person=who, uuid=absence)
    row = rows.select_related("ecosystem", "person").first()
    if row is None:
        raise NotFound
    withdraw_absence(row, by=actor(request), at=timezone.now())
    toasts.said(request, _("Taken back: the register expects your child."))
    return redirect("child", uuid)


@never_cache
@signed_in
def details(request: HttpRequest, uuid: UUID, slug: str) -> HttpResponse:
    """Whom to call, and what must be known of health."""
    who, place = _child(request, uuid, slug)
    form = DetailsForm(request.POST or None, details_of(place, who))
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_details(
                place, who, form.contacts(), form.cleaned_data, by=actor(request), at=timezone.now()
            )
        except Invalid as refusal:
            refused(form, refusal)
        else:
            toasts.said(request, _("Kept. Only those on duty see it, around a session."))
            return redirect("child", uuid)
    context = {
        "form": form,
        "uuid": uuid,
        "name": who.called or who.name,
        "place": place.said("name"),
    }
    status = INVALID if form.errors else 200
    return render(request, "families/details.html", context, status=status)


@require_POST
@signed_in
def answer(request: HttpRequest, uuid: UUID, copy: UUID) -> HttpResponse:
    """Answer a message that asks."""
    rows = MessageCopy.objects.of_family(actor(request))
    row = rows.filter(uuid=copy, learner__uuid=uuid).first()
    if row is None:
        raise NotFound
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, uuid, wrong=copy)
    actions.answer_message(row, **form.cleaned_data, by=actor(request), at=timezone.now())
    toasts.said(request, _("Your answer is sent."))
    return redirect("child", uuid)


@require_POST
@signed_in
def read(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that one has read what was written about the child, older than the page shows too."""
    by, now = actor(request), timezone.now()
    who, _places = child_for(by, uuid, now)
    new = unread_copies(by).filter(learner=who).values_list("uuid", flat=True)
    actions.read_messages(list(new), by=by, at=now)
    return redirect("child", uuid)


@require_POST
@signed_in
def consent(request: HttpRequest, uuid: UUID, purpose: UUID) -> HttpResponse:
    """Agree, refuse or withdraw for the child, and stay on its page."""
    by, now = actor(request), timezone.now()
    who, _places = child_for(by, uuid, now)
    asked = ConsentPurpose.objects.select_related("ecosystem").filter(uuid=purpose).first()
    said = request.POST.get("answer", "")
    if asked is None or said not in ("yes", "no"):
        raise NotFound
    answer_consent(asked, who, said == "yes", by=by, at=now)
    toasts.said(request, _("Your answer is kept. You can change it at any time."))
    return redirect("child", uuid)


@never_cache
@signed_in
def guardians(request: HttpRequest) -> HttpResponse:
    """Who sees one's own record; from the age of own consent one decides."""
    rows = watching(actor(request), timezone.now())
    return render(request, "families/guardians.html", {"rows": rows})


@require_POST
@signed_in
def decide(request: HttpRequest, tie: UUID) -> HttpResponse:
    """Let a guardian see one's record, or no longer."""
    row = Guardian.objects.filter(uuid=tie, learner=actor(request).person_id or 0).first()
    said = request.POST.get("sees", "")
    if row is None or said not in ("yes", "no"):
        raise NotFound
    try:
        actions.decide_sight(row, said == "yes", by=actor(request), at=timezone.now())
    except Refused as refusal:
        toasts.said(request, str(refusal))
    else:
        toasts.said(request, _("It holds from now on."))
    return redirect("own-guardians")


def _child(request: HttpRequest, uuid: UUID, slug: str) -> tuple[Person, Ecosystem]:
    who, places = child_for(actor(request), uuid, timezone.now())
    for place in places:
        if place.slug == slug:
            return who, place
    raise NotFound
