"""Who holds which role: looked at, assigned and ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.words import word
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.permissions import VIEW_PEOPLE
from hedgerow.commons.people.queries import people_of, search
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export

from .actions import assign_many, end_assignments
from .errors import LastConvener
from .group_views import is_uuid
from .inviting_forms import roles_to_give
from .leading import groups_led
from .permissions import ASSIGN_ROLES, INVITE
from .role_forms import AssignForm, EndRoleForm
from .role_lists import roles_of, roles_table
from .role_words import roles_in_words

INVALID = 422


def roles(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who holds which role where, and what each role may do."""
    by = actor(request)
    ecosystem = _place(by, slug, VIEW_PEOPLE)
    may_assign = by.may(ASSIGN_ROLES, ecosystem.pk)
    table = roles_table(by, ecosystem, request.GET, today(ecosystem), may_end=may_assign)
    context = {
        "table": table.page(),
        "roles": roles_in_words(ecosystem.vocabulary),
        "may_assign": may_assign,
        "may_invite": by.may(INVITE, ecosystem.pk),
        "slug": slug,
    }
    file = export(table, request.GET.get("format", ""))
    return file or render(request, "membership/roles.html", context)


def assign(request: HttpRequest, slug: str) -> HttpResponse:
    """Assign a role to somebody who is found by name."""
    by = actor(request)
    ecosystem = _place(by, slug, ASSIGN_ROLES)
    words, chosen = request.GET.get("q", "")[:100], request.POST.get("person", "")
    found = _found(by, ecosystem, words, chosen or request.GET.get("person", ""))
    role = request.POST.get("role") or request.GET.get("role", "")
    known = {key for key, _words in roles_to_give(by, ecosystem)}
    first = {"role": role or "member", "person": found[0].uuid if found else None}
    form = AssignForm(
        request.POST or None, actor=by, ecosystem=ecosystem, found=found,
        initial={"starts": today(ecosystem), **first},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        assign_many(ecosystem, [form.row()], by=by, at=timezone.now())
        messages.success(request, _("The role is assigned."))
        return redirect("roles", slug)
    context = {"form": form, "slug": slug, "words": words, "found": bool(found), "role": role}
    context["named"] = word(ecosystem.vocabulary, role) if role in known else ""
    status = INVALID if form.errors else 200
    return render(request, "membership/role_new.html", context, status=status)


def end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """End a role; an ecosystem keeps somebody who convenes it."""
    by = actor(request)
    ecosystem = _place(by, slug, ASSIGN_ROLES)
    row = roles_of(by, ecosystem).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    form = EndRoleForm(request.POST or None, initial={"ends": today(ecosystem)})
    status = INVALID if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["ends"]
        try:
            end_assignments(ecosystem, [row.pk], on, by=by, at=timezone.now())
        except Invalid as error:
            form.add_error("ends", error.fields["on"])
        except LastConvener as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            messages.success(request, _("The role ends."))
            return redirect("roles", slug)
    context = {
        "form": form, "slug": slug, "name": row.person.name, "ended": row.ends,
        "over": row.ends is not None and row.ends < today(ecosystem),
        "role": word(ecosystem.vocabulary, row.role), "mine": row.person_id == by.person_id,
        "organisation": row.organisation.name if row.organisation else "", "starts": row.starts,
        "leads": groups_led(row),
    }  # fmt: skip
    return render(request, "membership/role_end.html", context, status=status)


def _place(by: Actor, slug: str, permission: str) -> Ecosystem:
    ecosystem = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, ecosystem.pk):
        raise NotFound
    require(by, permission, within=ecosystem.pk)
    return ecosystem


def _found(by: Actor, ecosystem: Ecosystem, words: str, chosen: str) -> list[Person]:
    """Who is offered to choose from: the one chosen before, then those whom the words find."""
    here = people_of(by, ecosystem)
    kept = list(here.filter(uuid=chosen)) if is_uuid(chosen) else []
    found = search(by, ecosystem, words) if words else []
    return [*kept, *(one for one in found if one not in kept)]
