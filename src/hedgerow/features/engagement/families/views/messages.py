"""Messages: chosen, looked at in every language, sent, and what came back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.tongues import named
from hedgerow.commons.people.editing import refused
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, Stale
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts
from hedgerow.foundation.ui.files import export
from hedgerow.foundation.ui.revised import status_of

from .. import actions
from ..audiences import Audience, audience, learners_of
from ..errors import ChangedSince, NobodyToTell, TooManyFamilies
from ..forms import MessageForm, RuleForm, TemplateForm
from ..listing import Copies, Messages
from ..models import FamilyRule, Message
from ..permissions import EDIT_RULE, EDIT_TEMPLATES, VIEW_FAMILIES
from ..previews import children_in, digest_of, guardians_in, previews, unable
from ..queries.drafted import Draft, Own
from ..queries.drafts import copies_for, template_of, templates_of
from ..queries.sent import copies_of, messages_of, sent_page
from ..queries.telling import telling, telling_of
from ..recipients import may_write, recipients

INVALID = 422


@never_cache
def messages(request: HttpRequest, slug: str) -> HttpResponse:
    """What was sent, and what can be."""
    by, place = _place(request, slug)
    table = Messages(messages_of(by, place), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {
        "slug": slug, "table": table.page(), "templates": templates_of(place),
        "may_write": may_write(by, place), "to": request.GET.get("to", ""),
        "may_edit": by.may(EDIT_TEMPLATES, place.pk),
    }  # fmt: skip
    return file or render(request, "families/messages.html", context)


@never_cache
def write(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Fill in the blanks; see what each family receives; send."""
    by, place = _place(request, slug)
    require_open(by, place.pk)
    template = template_of(place, key)
    asked = request.POST.get("to", request.GET.get("to", ""))
    offered = recipients(by, place, timezone.now(), asked)
    form = MessageForm(request.POST or None, template, offered, asked)
    context = {
        "slug": slug,
        "form": form,
        "template": template,
        "nobody": not any(offered.values()),
    }
    if request.method == "POST" and form.is_valid():
        values, own, at = form.blanks(), form.own(), timezone.now()
        try:
            chosen = form.recipient()
            to = audience(by, place, chosen.kind, chosen.uuid)
            if "send" in request.POST and (row := _send(request, form, place, key, to, by)):
                return redirect("family-message", slug, row.uuid)
            learners = learners_of(place, to, by)
            drafts = copies_for(place, template, learners, to.place, values, by, at, own)
            context |= _looked(drafts, own) | {"seen": digest_of(drafts, asks=template.asks)}
        except (Invalid, NobodyToTell, TooManyFamilies) as refusal:
            refused(form, refusal)
    status = INVALID if form.errors else 200
    return render(request, "families/write.html", context, status=status)


def _send(
    request: HttpRequest, form: MessageForm, place: Ecosystem, key: str, to: Audience, by: Actor
) -> Message | None:
    """Send what was looked at; None, said above the form, where it has changed since."""
    try:
        row = actions.send_message(
            place, key, to, form.blanks(), by=by, at=timezone.now(), own=form.own(),
            looked_at=request.POST["send"],
        )  # fmt: skip
    except ChangedSince as refusal:
        refused(form, refusal)
        return None
    toasts.said(request, _sent(by, row))
    return row


def _looked(drafts: Sequence[Draft], own: Own) -> dict[str, Any]:
    """What families would receive, and how many they are."""
    return {
        "looks": previews(drafts), "families": guardians_in(drafts),
        "children": children_in(drafts), "unable": unable(drafts),
        "own_name": named(own.language),
    }  # fmt: skip


def _sent(by: Actor, row: Message) -> str:
    if found := telling(by, row):
        n = found.guardians
        text = ngettext(
            "It is being sent to %(n)s guardian.", "It is being sent to %(n)s guardians.", n
        )
        return text % {"n": n}
    n = row.copies.values("guardian").distinct().count()
    return ngettext("Sent to %(n)s guardian.", "Sent to %(n)s guardians.", n) % {"n": n}


@never_cache
def message(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One message: who has read it, and what they answered."""
    by, place = _place(request, slug)
    if request.headers.get("HX-Target", "").startswith("job-"):  # asked each second: no table
        part = {"telling": telling_of(by, place, uuid), "url": request.path}
        return render(request, "families/telling.html", part)
    table = Copies(copies_of(by, place, uuid), request.GET, by)
    file = export(table, request.GET.get("format", ""))
    if file:
        return file
    page = sent_page(by, place, uuid)
    context = {"page": page, "table": table.page(), "slug": slug, "url": request.path}
    return render(request, "families/message.html", context)


@never_cache
def template(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Put a template into the languages of the families."""
    by, place = _place(request, slug)
    require(by, EDIT_TEMPLATES, within=place.pk)
    found = template_of(place, key)
    codes = dict.fromkeys([*place.languages, "en", *found.languages])
    names = {code: str(LANGUAGES.get(code, code)) for code in codes}
    form = TemplateForm(request.POST or None, found, names)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.edit_template(
                place, key, form.texts(), said["asks"], by=by, at=timezone.now(),
                revision=said["revision"] or None,
            )  # fmt: skip
        except Invalid as refusal:
            refused(form, refusal)
        except Stale as stale:
            form.meet(stale)
        else:
            toasts.said(request, _("The template is kept."))
            return redirect("family-messages", slug)
    context = {"slug": slug, "form": form, "template": found}
    return render(request, "families/template.html", context, status=status_of(form))


@never_cache
def rule(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds from the age of own consent on."""
    by, place = _place(request, slug)
    require(by, EDIT_RULE, within=place.pk)
    row = FamilyRule.objects.filter(ecosystem=place).first() or FamilyRule()
    form = RuleForm(request.POST or None, initial={"until_said": row.until_said})
    if request.method == "POST" and form.is_valid():
        actions.choose_rule(place, form.cleaned_data["until_said"], by=by, at=timezone.now())
        toasts.said(request, _("It holds for learners who come of age from now on."))
        return redirect("families", slug)
    context = {"slug": slug, "form": form}
    status = INVALID if form.errors else 200
    return render(request, "families/rule.html", context, status=status)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, VIEW_FAMILIES, within=place.pk)
    return by, place
