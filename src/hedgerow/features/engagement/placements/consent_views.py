"""The page on which a family agrees to a placement, or does not."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.requests import actor

from . import actions, consenting
from .errors import PlanChanged
from .forms import sentences
from .models import Placement, Step
from .shared_views import CONFLICT, answered, form_page


class ConsentForm(forms.Form):
    """A yes or no by the button that is pressed, and a word to it."""

    note = sentences(
        gettext_lazy("Why not, or what you want to add"), 500, required=False,
        help_text=gettext_lazy("The learner and the school read this."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asked: consenting.Asked, **given: Any) -> None:
        super().__init__(*args, **given)
        self.asked = asked
        if not asked.own:
            self.fields["note"].label = _("Who told you so, and how")
            self.fields["note"].help_text = _("For example: on paper, signed on which day.")
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = _("Say who told you so, and how.")


def answer(request: HttpRequest, row: Placement, step: Step) -> HttpResponse:
    """Agree, or not; for somebody who may answer."""
    by, given = actor(request), request.POST.get("answer", "")
    form = ConsentForm(
        request.POST or None, asked=consenting.asked_of(by, row, step),
        initial={"revision": row.revision},
    )  # fmt: skip

    if request.POST.get("revision", "") not in ("", str(row.revision)):
        return _asked_anew(request, row, step)

    def act(said: dict[str, Any]) -> None:
        note, read = said["note"], said["revision"]
        if given == "yes":
            actions.complete_step(step, by=by, at=timezone.now(), note=note, revision=read)
        elif given == "no":
            _refuse(step, note, request, read)
        else:
            raise Invalid({"": [_("Say whether you agree.")]})

    return answered(
        request, form, act, row=row, title=step.shown, button=_("I agree"),
        said=_noted(given, own=form.asked.own),
        template="placements/consent.html",
    )  # fmt: skip


def _noted(given: str, *, own: bool) -> str:
    if not own:
        return _("Noted as the answer that you were told.")
    if given == "yes":
        return _("Noted. You can change it until the placement is over.")
    return _("Noted. The school and the learner are told. You can still agree.")


def _asked_anew(request: HttpRequest, row: Placement, step: Step) -> HttpResponse:
    """The page for the plan as it is by now, with the word that was written."""
    data = {"note": request.POST.get("note", "")[:500], "revision": row.revision}
    form = ConsentForm(data, asked=consenting.asked_of(actor(request), row, step))
    form.is_valid()
    form.add_error(None, f"{PlanChanged.text} {PlanChanged.next_step}")
    return form_page(
        request, form, row=row, title=step.shown, button=_("I agree"), status=CONFLICT,
        template="placements/consent.html",
    )  # fmt: skip


def _refuse(step: Step, note: str, request: HttpRequest, read: int | None) -> None:
    try:
        actions.refuse_step(
            step, by=actor(request), at=timezone.now(), reason=note, revision=read
        )  # fmt: skip
    except Invalid as refusal:
        raise Invalid({"note": refusal.fields.pop("reason", []), **refusal.fields}) from None
