"""Pages on which a step is seen to, waived or opened again, and its files lie."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions, consent_views, queries, rules
from .errors import OwnChild
from .forms import ReasonForm, StepForm
from .guardians import is_consent, to_fill
from .kin import is_own_child
from .models import Who
from .parts import parts_of
from .permissions import ARRANGE, WAIVE
from .shared_views import answered, placement_at


def done(request: HttpRequest, slug: str, uuid: UUID, step: UUID) -> HttpResponse:
    """Say that a step is seen to, and until when it is valid."""
    by = actor(request)
    _place, row = placement_at(request, slug, uuid)
    one = queries.step_for(by, row, step)
    own = is_own_child(by, row)
    if own and one.who == Who.HOST and {"host", "convener"} & parts_of(by, row):
        raise OwnChild
    if not rules.may_act(one.who, parts_of(by, row), own_child=own):
        raise NotPermitted(permission=ARRANGE)
    if is_consent(one):
        return consent_views.answer(request, row, one)
    form = StepForm(request.POST or None, has_validity=one.has_validity)
    if fill := to_fill(row, one, parts_of(by, row)):
        form.fill = fill
        form.beside = _("The emergency page is still empty: nobody there would know whom to call.")
    return answered(
        request, form,
        lambda said: actions.complete_step(one, by=by, at=timezone.now(), **said),
        row=row, title=one.shown, lead=one.said("help"), button=_("It is done"), said=_("Noted."),
    )  # fmt: skip


def waive(request: HttpRequest, slug: str, uuid: UUID, step: UUID) -> HttpResponse:
    """Let the placement begin without it."""
    by = actor(request)
    place, row = placement_at(request, slug, uuid)
    one = queries.step_for(by, row, step)
    require(by, WAIVE, within=place.pk, at_site=row.site_id)
    return answered(
        request, ReasonForm(request.POST or None),
        lambda said: actions.waive_step(one, by=by, at=timezone.now(), **said),
        row=row, title=_("Waive: %(title)s") % {"title": one.shown}, button=_("Waive it"),
        said=_("It is waived."),
    )  # fmt: skip


def reopen(request: HttpRequest, slug: str, uuid: UUID, step: UUID) -> HttpResponse:
    """Ask for it again."""
    by = actor(request)
    _place, row = placement_at(request, slug, uuid)
    one = queries.step_for(by, row, step)
    if not {"school", "convener"} & parts_of(by, row):
        raise NotPermitted(permission=ARRANGE)
    return answered(
        request, ReasonForm(request.POST or None),
        lambda said: actions.reopen_step(one, by=by, at=timezone.now(), **said),
        row=row, title=_("Ask again: %(title)s") % {"title": one.shown}, button=_("Ask again"),
        said=_("It is asked for again."),
    )  # fmt: skip
