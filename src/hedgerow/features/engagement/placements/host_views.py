"""The page on which a host says whether it takes a learner."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.requests import actor

from . import actions, hosts, rules
from .host_forms import HostAnswerForm
from .models import Placement
from .parts import parts_of
from .permissions import HOST
from .shared_views import after, answered, placement_at


def answer(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Accept or decline for the host."""
    by, at = actor(request), timezone.now()
    _place, row = placement_at(request, slug, uuid)
    parts = parts_of(by, row)
    if not rules.may_answer(parts, is_heard_here=hosts.is_heard(row, at)):
        raise NotPermitted(permission=HOST)
    is_host = "host" in parts
    form = HostAnswerForm(request.POST or None, is_host=is_host)
    title = _("Do you take the learner?") if is_host else _("What did the host say?")
    return answered(
        request, form,
        lambda said: actions.answer_for_host(row, by=by, at=at, **said),
        row=row, title=title, button=_("Send the answer"), lead=_lead(row),
        said=_("Noted. Whoever asked is told."),
        then=lambda: after(by, row),
    )  # fmt: skip


def _lead(row: Placement) -> str:
    if row.host is None or row.starts is None or row.ends is None:
        return ""
    return _("%(host)s, from %(first)s to %(last)s.") % {
        "host": row.host.name,
        "first": date_format(row.starts, "DATE_FORMAT"),
        "last": date_format(row.ends, "DATE_FORMAT"),
    }
