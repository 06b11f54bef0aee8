"""The table of referrals."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hedgerow.foundation.ui.tables import Column, Table

from .models import Referral


def _address(row: Any) -> str:
    return reverse("referral", args=[row.ecosystem.slug, row.uuid])


class Referrals(Table):
    name = "referrals"
    caption = _("Referrals between organisations, the newest first")
    empty = _("Referrals will stand here once an organisation asks another to help a learner.")
    default_sort = "-at"
    columns = (
        Column("learner", _("Learner"), value=lambda row: row.learner.name,
               sort="learner__sort_name", search="learner__sort_name", link=_address),
        Column("need", _("What is needed"), value=lambda row: row.get_need_display(),
               choice_field="need", choices=Referral.Need.choices),
        Column("sender", pgettext_lazy("organisation", "From"), value=lambda row: row.sender.name, sort="sender__name"),
        Column("receiver", pgettext_lazy("organisation", "To"), value=lambda row: row.receiver.name, sort="receiver__name"),
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               choice_field="state", choices=Referral.State.choices),
        Column("at", _("Since"), kind="date", sort="at"),
        Column("due_at", _("Next step by"), kind="date", sort="due_at"),
    )  # fmt: skip
