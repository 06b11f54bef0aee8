"""Set or change one's own password."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation.errors import Invalid, NotFound, Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from . import actions
from .entering import PROVED, renewed
from .own_queries import tokens_of

LONGEST = 200


class NewPasswordForm(forms.Form):
    """The old password where there is one, and the new one twice."""

    old = forms.CharField(
        label=gettext_lazy("Your password now"), max_length=LONGEST, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label=gettext_lazy("The new password"), max_length=LONGEST, strip=False,
        help_text=gettext_lazy("At least ten letters; four words make a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("The new password again"), max_length=LONGEST, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    keep_tokens = forms.BooleanField(
        label=gettext_lazy("Keep my tokens for programs"), required=False,
        help_text=gettext_lazy(
            "Otherwise they are revoked, and each program needs a new one. "
            "Keep them only if nobody else can know them."
        ),
    )  # fmt: skip

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new", again):
            raise forms.ValidationError(_("This is not the same as above."))
        return again


@never_cache
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """One's own password; the session is renewed with it."""
    me = actor(request).person_id or 0
    person = Person.objects.filter(pk=me, erased_at=None).first()
    if person is None:
        raise NotFound
    form = NewPasswordForm(request.POST or None)
    has_one = _has_one(person.account)
    if not has_one:
        del form.fields["old"]
    if not any(token.is_valid for token in tokens_of(actor(request), timezone.now())):
        del form.fields["keep_tokens"]
    can = bool(person.email or (person.account and person.account.email))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and can and form.is_valid():
        said = form.cleaned_data
        try:
            actions.set_password(
                said["new"], old=said.get("old", ""), by=actor(request), at=timezone.now(),
                keep=str(request.session.session_key),
                proved=str(request.session.get(PROVED, "")),
                keep_tokens=said.get("keep_tokens", False),
            )  # fmt: skip
        except Invalid as error:
            form.add_error("new", [text for texts in error.fields.values() for text in texts])
        except Refused as refusal:
            form.add_error("old" if has_one else None, str(refusal))
            status = int(refusal.status)
        else:
            renewed(request)
            toasts.said(request, _("Your password is set. Other devices are signed out."))
            return redirect("me")
    context = {"form": form, "has_one": has_one, "can": can}
    return render(request, "membership/password.html", context, status=status)


def _has_one(account: Account | None) -> bool:
    return bool(account and account.password and account.has_usable_password())
