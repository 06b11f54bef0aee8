"""The page on which a host says whether it takes a learner."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.requests import actor

from . import actions, hosts, rules
from .errors import OwnChild
from .host_forms import HostAnswerForm
from .kin import is_own_child
from .models import HostAsk, Placement
from .parts import SPEAKING, parts_of
from .permissions import HOST
from .shared_views import CONFLICT, after, answered, form_page, placement_at


def answer(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Accept or decline for the host."""
    by, at = actor(request), timezone.now()
    _place, row = placement_at(request, slug, uuid)
    parts = parts_of(by, row)
    own = is_own_child(by, row)
    if own and SPEAKING & parts:
        raise OwnChild
    if not rules.may_answer(parts, is_heard_here=hosts.is_heard(row, at), own_child=own):
        raise NotPermitted(permission=HOST)
    is_host = "host" in parts
    ask = hosts.live_ask(row)
    form = HostAnswerForm(
        request.POST or None, is_host=is_host, initial={"ask": ask.uuid if ask else None}
    )
    if ask is not None and request.POST.get("ask", str(ask.uuid)) != str(ask.uuid):
        return _asked_anew(request, row, ask, is_host=is_host)
    return answered(
        request, form,
        lambda said: actions.answer_for_host(row, by=by, at=at, **said),
        row=row, title=_title(is_host=is_host), button=_("Send the answer"), lead=_lead(row),
        said=_("Noted. Whoever asked is told."),
        then=lambda: after(by, row),
    )  # fmt: skip


def _asked_anew(
    request: HttpRequest, row: Placement, ask: HostAsk, *, is_host: bool
) -> HttpResponse:
    """The form for the days that are asked for by now; what was chosen for others is not."""
    reason = request.POST.get("reason", "")
    form = HostAnswerForm({"ask": ask.uuid, "reason": reason}, is_host=is_host)
    form.is_valid()
    form.errors.clear()
    changed = _(
        "Other days are asked for since you opened this page. Please answer for these: %(now)s"
    )
    form.add_error(None, changed % {"now": _lead(row)})
    return form_page(
        request, form, row=row, title=_title(is_host=is_host), button=_("Send the answer"),
        lead=_lead(row), status=CONFLICT,
    )  # fmt: skip


def _title(*, is_host: bool) -> str:
    return _("Do you take the learner?") if is_host else _("What did the host say?")


def _lead(row: Placement) -> str:
    if row.host is None or row.starts is None or row.ends is None:
        return ""
    return _("%(host)s, from %(first)s to %(last)s.") % {
        "host": row.host.name,
        "first": date_format(row.starts, "DATE_FORMAT"),
        "last": date_format(row.ends, "DATE_FORMAT"),
    }
