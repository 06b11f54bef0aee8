"""Pages on which hours are logged, confirmed, disputed and corrected, and both sides evaluate."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import today
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.requests import actor

from . import actions, pages, queries, rules
from .actions.hours import require_entering
from .errors import OwnChild
from .forms import CorrectForm, EvaluationForm, HoursForm, ReasonForm
from .kin import is_own_child
from .models import HoursEntry, Placement
from .parts import parts_of
from .permissions import HOST
from .shared_views import answered, placement_at


def log(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Enter what was done on a day."""
    by = actor(request)
    place, row = placement_at(request, slug, uuid)
    require_entering(row, by)
    form = HoursForm(request.POST or None, initial={"day": today(place)})

    def act(said: dict[str, object]) -> None:
        said.pop("revision")
        actions.log_hours(row, by=by, at=timezone.now(), **said)  # type: ignore[arg-type]

    return answered(
        request, form, act, row=row, title=_("Enter hours"), button=_("Enter"),
        said=_("Entered. The host confirms it."),
    )  # fmt: skip


def entry(request: HttpRequest, slug: str, uuid: UUID, entry: UUID) -> HttpResponse:
    """Change an entry that is not confirmed, or take it back."""
    by = actor(request)
    _place, row = placement_at(request, slug, uuid)
    one = queries.entry_for(by, row, entry)
    require_entering(row, by)
    if request.POST.get("act") == "remove":
        actions.remove_hours(one, by=by, at=timezone.now())
        messages.success(request, _("The entry is removed."))
        return redirect("placement", slug, uuid)
    names = ("day", "minutes", "done", "revision")
    form = HoursForm(request.POST or None, initial={name: getattr(one, name) for name in names})
    return answered(
        request, form,
        lambda said: actions.change_hours(one, by=by, at=timezone.now(), **said),
        row=row, title=_("Change hours"), button=_("Save"), said=_("Saved. The host confirms it."),
        template="placements/entry.html",
    )  # fmt: skip


@require_POST
def confirm(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Confirm for the host the entries that are ticked."""
    by = actor(request)
    _place, row = placement_at(request, slug, uuid)
    _require_deciding(request, row)
    wanted = [one for one in request.POST.getlist("entry") if len(one) == len(str(uuid))]
    found = HoursEntry.objects.visible_to(by).filter(placement=row)
    chosen = [one.pk for one in found if str(one.uuid) in wanted]
    count = actions.confirm_hours(row, chosen, by=by, at=timezone.now())
    said = ngettext("%(n)s entry is confirmed.", "%(n)s entries are confirmed.", count)
    messages.success(request, said % {"n": count})
    return redirect("placement", slug, uuid)


def dispute(request: HttpRequest, slug: str, uuid: UUID, entry: UUID) -> HttpResponse:
    """Say that an entry is not right."""
    by = actor(request)
    _place, row = placement_at(request, slug, uuid)
    one = queries.entry_for(by, row, entry)
    _require_deciding(request, row)
    return answered(
        request, ReasonForm(request.POST or None),
        lambda said: actions.dispute_hours(one, by=by, at=timezone.now(), **said),
        row=row, title=_("These hours are not right"), button=_("Dispute them"),
        said=_("Disputed. Whoever entered them is asked to look again."),
    )  # fmt: skip


def correct(request: HttpRequest, slug: str, uuid: UUID, entry: UUID) -> HttpResponse:
    """Correct hours that were confirmed."""
    by = actor(request)
    _place, row = placement_at(request, slug, uuid)
    one = queries.entry_for(by, row, entry)
    _require_deciding(request, row)
    form = CorrectForm(request.POST or None, initial={"minutes": one.minutes})
    return answered(
        request, form,
        lambda said: actions.correct_hours(
            one, said["minutes"], by=by, at=timezone.now(), reason=said["reason"]
        ),
        row=row, title=_("Correct hours"), button=_("Save"), said=_("Corrected."),
    )  # fmt: skip


def evaluate(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Say for one's side how it was."""
    by = actor(request)
    place, row = placement_at(request, slug, uuid)
    parts = parts_of(by, row)
    if not {"learner", "host"} & parts:
        raise NotPermitted(permission=HOST)
    page = pages.placement_page(by, row, today(place))
    if parts & {"learner", "host"} == {"host"} and page.own_child:
        raise OwnChild
    side: rules.Part = "host" if (page.may_evaluate or "host") == "host" else "learner"
    side = side if side in parts else "learner"
    form = EvaluationForm(request.POST or None, kind=row.kind, side=side)
    return answered(
        request, form,
        lambda said: actions.evaluate_placement(
            row, side, by=by, at=timezone.now(), ratings=form.ratings(), comment=said["comment"]
        ),
        row=row, title=_("How was it?"), button=_("Send"),
        lead=_("The other side reads it once both have said theirs, or the time for it is over."),
        said=_("Thank you. It is kept with the placement."),
    )  # fmt: skip


def _require_deciding(request: HttpRequest, row: Placement) -> None:
    by = actor(request)
    parts, own = parts_of(by, row), is_own_child(by, row)
    if own and {"host", "convener"} & parts:
        raise OwnChild
    if not rules.may_decide(parts, same_person=False, own_child=own):
        raise NotPermitted(permission=HOST)
