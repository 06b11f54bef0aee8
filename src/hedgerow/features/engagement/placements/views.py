"""Pages of placements: the board, one, a request, host and days, beginning and end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.membership.permissions import INVITE
from hedgerow.commons.membership.sites import beside_sites
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.places import organisations_of
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation import accesslog
from hedgerow.foundation.closing import require_held, require_open
from hedgerow.foundation.errors import Invalid, NotPermitted, Refused
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export, export_of

from . import actions, asking, boards, pages, queries, rules, supervisors
from .forms import ArrangeForm, EndForm, ReasonForm, RequestForm
from .guardians import unheard_family
from .listing import Placements
from .models import Placement, PlacementKind
from .parts import parts_of
from .permissions import ARRANGE, EDIT_KINDS
from .shared_views import INVALID, after, answered, placement_at


def placements(request: HttpRequest, slug: str) -> HttpResponse:
    """The board with its table: all for a convener, one's own for a learner, one's guests for a host."""
    by, place = actor(request), _place(request, slug)
    now = today(place)
    rows = queries.board(by, place, now)
    table = Placements(rows, request.GET)
    found = export(table, request.GET.get("format", ""))
    if found:
        return found
    live = rows.exclude(state="closed").order_by("starts", "pk")[:500]
    context = {
        "table": table.page(), "slug": slug, "lanes": boards.lanes(live, now),
        "may_request": asking.may_ask(by, place), "may_set_up": by.may(EDIT_KINDS, place.pk),
    }  # fmt: skip
    return render(request, "placements/placements.html", context)


def placement(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One placement: steps, hours, what both said. That a learner's was opened is noted."""
    by = actor(request)
    place, row = placement_at(request, slug, uuid, to_read=True)
    page = pages.placement_page(by, row, today(place))
    hours = Sheet(
        "hours",
        (_("Day"), _("Minutes"), _("What was done"), _("State"), _("Entered by"), _("Decided by")),
        lambda: (
            (one.day, one.minutes, one.done, one.words, one.by, one.decided_by)
            for one in page.hours
        ),
    )
    what, at = "placements.placement", timezone.now()
    accesslog.opened(row.learner_id, by=by, at=at, what=what, ecosystem=place.pk)
    if page.declined and page.hears:
        actions.read_answer(row, by=by, at=at)
    context = {"page": page, "slug": slug}
    return export_of(request.GET, hours) or render(request, "placements/placement.html", context)


def summary(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """A sheet to print: what was done, how many hours were confirmed, and what the host said."""
    by = actor(request)
    place, row = placement_at(request, slug, uuid, to_read=True)
    page = pages.placement_page(by, row, today(place))
    what, at = "placements.placement", timezone.now()
    accesslog.opened(row.learner_id, by=by, at=at, what=what, ecosystem=place.pk)
    context = {"page": page, "slug": slug, "ecosystem": place.said("name")}
    return render(request, "placements/summary.html", context)


def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Request a placement for oneself, a ward, or a learner of one's school."""
    by, place = actor(request), _place(request, slug)
    require_open(by, place.pk)
    if not asking.may_ask(by, place):
        raise NotPermitted(permission=ARRANGE)
    if not PlacementKind.objects.filter(ecosystem=place, in_use=True).exists():
        context = {"slug": slug, "may_set_up": by.may(EDIT_KINDS, place.pk)}
        return render(request, "placements/no_kinds.html", context)
    offered = asking.opportunity_named(by, place, request.GET.get("offer", ""))
    learners = asking.learners_of(by, offered) if offered else asking.learners_for(by, place)
    form = RequestForm(
        request.POST or None, ecosystem=place, learners=learners,
        named=lambda few: [*told_apart(by, place, few, closely=True).items()],
        hosts=_hosts(by, place, offered.organisation_id if offered else None),
        initial=_asked_first(by, learners, offered),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind, learner = given.pop("kind"), given.pop("learner")
        try:
            row = actions.request_placement(
                kind, learner, by=by, at=timezone.now(), offer=offered, **given
            )
        except NotPermitted:
            raise
        except Invalid as refusal:
            for name, texts in refusal.fields.items():
                form.add_error(name if name in form.fields else None, texts)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            said = _("The placement is requested for %(name)s.") % {"name": form.named(learner)}
            messages.success(request, said)
            return redirect("placement", slug, row.uuid)
    status = INVALID if form.errors or request.method == "POST" else 200
    context = {"form": form, "slug": slug, "offered": offered}
    return render(request, "placements/ask.html", context, status=status)


def _asked_first(by: Actor, learners: Any, offered: Opportunity | None) -> dict[str, Any]:
    """What the form says before anybody has: oneself, and what the opportunity says."""
    two = list(learners[:2])
    alone = len(two) == 1 or (two and two[0].pk == by.person_id)
    said: dict[str, Any] = {"learner": two[0]} if alone else {}
    if offered is not None:
        said |= {
            "kind": asking.leads_to(offered), "host": offered.organisation,
            "starts": offered.starts and max(offered.starts, today(offered.ecosystem)),
            "ends": offered.ends or offered.starts,
        }  # fmt: skip
    return said


def arrange(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Set host, supervisor and days."""
    by = actor(request)
    place, row = placement_at(request, slug, uuid)
    _require_arranging(by, row)
    form = _arranging(request, row, _hosts(by, place, row.host_id))
    return answered(
        request, form,
        lambda said: actions.arrange_placement(row, by=by, at=timezone.now(), **said),
        row=row, title=_("Host and days"), button=_("Save"),
        said=_("Saved. What is required before it begins is due now."),
        template="placements/arrange.html",
    )  # fmt: skip


def _arranging(request: HttpRequest, row: Placement, hosts: Any) -> ArrangeForm:
    """Offers those of the host that is chosen; as long as none is, those of each."""
    by, at, given = actor(request), timezone.now(), request.POST.get("host", "")
    host = hosts.filter(pk=given).first() if given.isdecimal() else row.host
    among = [host.pk] if host else list(hosts.values_list("pk", flat=True))
    people = supervisors.fit(row, among, at).filter(pk__in=Person.objects.visible_to(by))
    names = ("host", "supervisor", "starts", "ends", "revision")
    form = ArrangeForm(
        request.POST or None, ecosystem=row.ecosystem, hosts=hosts, people=people,
        named=lambda few: supervisors.named(row, few, among, at),
        initial={name: getattr(row, name) for name in names},
    )  # fmt: skip
    form.beside, form.alone = unheard_family(row), supervisors.nobody_at(row, host, at)
    if by.may(INVITE, row.ecosystem_id):
        form.invite = reverse("invite", args=[row.ecosystem.slug])
    return form


@require_POST
def start(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Let it begin; what is missing or runs out is told by name."""
    by = actor(request)
    _place_of, row = placement_at(request, slug, uuid)
    actions.start_placement(row, by=by, at=timezone.now())
    messages.success(request, _("The placement has begun."))
    return redirect("placement", slug, uuid)


def close(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Decline or withdraw it before it begins."""
    by = actor(request)
    _place_of, row = placement_at(request, slug, uuid)
    parts = parts_of(by, row)
    if not parts:
        raise NotPermitted(permission=ARRANGE)
    closes = parts != {"host"}
    return answered(
        request, ReasonForm(request.POST or None),
        lambda said: actions.close_placement(row, by=by, at=timezone.now(), **said),
        row=row,
        title=_("Withdraw it") if rules.withdraws(parts) else _("Decline or withdraw"),
        button=_("Close it") if closes else _("Decline"),
        said=_("The placement is closed.") if closes else _("Noted. Whoever asked is told."),
        then=lambda: after(by, row),
    )  # fmt: skip


def end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Let it end; both are then asked to evaluate it."""
    by = actor(request)
    place, row = placement_at(request, slug, uuid)
    _require_arranging(by, row)
    last = min(row.ends, today(place)) if row.ends else today(place)
    form = EndForm(request.POST or None, initial={"ended_on": last})
    return answered(
        request, form,
        lambda said: actions.end_placement(
            row, said["ended_on"], by=by, at=timezone.now(), reason=said["reason"]
        ),
        row=row, title=_("End the placement"), button=_("End it"),
        said=_("The placement has ended. Both sides are asked how it was."),
    )  # fmt: skip


def _place(request: HttpRequest, slug: str) -> Ecosystem:
    place = ecosystem_for(actor(request), slug)
    require_held(actor(request), asking.TAKE_PART, within=place.pk)
    return place


def _require_arranging(by: Actor, row: Any) -> None:
    if not {"school", "convener"} & parts_of(by, row):
        raise NotPermitted(permission=ARRANGE)


def _hosts(by: Actor, place: Ecosystem, kept: int | None) -> QuerySet[Organisation]:
    """Who may take a learner: no site of the ecosystem, unless it was named already."""
    rows = organisations_of(by, place).filter(beside_sites(place) | Q(pk=kept or 0))
    return rows.order_by("name", "pk")
