"""Change one's own address, by a link sent to the new one."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from hedgerow.commons.people.models import Person
from hedgerow.foundation.email import EmailField
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.requests import actor

from . import actions
from .clients import client_address
from .entering import PROVED, full_address
from .errors import TooManyAttempts
from .models import AddressChange
from .own_pages import signed_in

INVALID = 422


class NewAddressForm(forms.Form):
    """The address that shall be one's own."""

    email = EmailField(
        label=gettext_lazy("New address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@never_cache
@signed_in
def own_address(request: HttpRequest) -> HttpResponse:
    """Ask for a link to a new address; what was asked for and not yet opened is shown."""
    by, now = actor(request), timezone.now()
    person = Person.objects.filter(pk=by.person_id or 0, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    form = NewAddressForm(request.POST or None)
    status = INVALID if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_change_address(
                form.cleaned_data["email"], by=by, client=client_address(request), at=now,
                link_to=lambda secret: full_address(request, reverse("address-link", args=[secret])),
            )  # fmt: skip
        except Invalid as wrong:
            form.add_error("email", wrong.fields["email"])
        except TooManyAttempts as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            messages.success(request, _("A link is on its way to the new address."))
            return redirect("own-address")
    waiting = AddressChange.objects.filter(person=person, expires_at__gt=now)
    sent_to = waiting.values_list("address", flat=True).first()
    context = {"form": form, "email": person.email, "sent_to": sent_to}
    return render(request, "membership/own_address.html", context, status=status)


@never_cache
def address_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A button that takes the address: what only reads the link, as mail scanners do, does not."""
    if request.method != "POST":
        return render(request, "membership/address_link.html")
    person = actions.confirm_address(secret, at=timezone.now())
    messages.success(
        request, _("This is your address from now on: %(address)s") % {"address": person.email}
    )
    if actor(request).person_id != person.pk:
        return redirect("sign-in")
    request.session[PROVED] = person.email
    return redirect("my-details")
