"""The tables of offers, wishes, pairs, checks and proposals."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.tongues import own_name
from hedgerow.foundation.ui.tables import Column, Table

from .models import Need, Offer, Pairing
from .models.offers import Kind
from .models.proposals import Proposal

SHORT = 120


def _on(page: str) -> Callable[[Any], str]:
    return lambda row: reverse(page, args=[row.ecosystem.slug, row.uuid])


def _items(row: Any) -> str:
    """What it works towards; where nothing is named, what was said of it."""
    named = str(_(", ")).join(str(item) for item in row.items.all())
    return named or Truncator(row.about).chars(SHORT)


def _languages(row: Any) -> str:
    return str(_(", ")).join(own_name(code) for code in row.languages)


def _way(row: Any) -> object:
    if row.in_person and row.online:
        return _("in person or online")
    return _("online") if row.online else _("in person")


KIND = Column("kind", _("Kind"), kind="badge", value=lambda row: row.get_kind_display(),
              choice_field="kind", choices=Kind.choices)  # fmt: skip
SITE = Column("site", _("Where"), value=lambda row: row.site.name if row.site else None,
              sort="site__name", search="site__name")  # fmt: skip


class Offers(Table):
    name, caption = "offers", _("Who offers to mentor or tutor")
    empty = _("Offers will stand here. Begin with your own, or ask somebody who knows a lot.")
    default_sort = "person"
    columns = (
        Column("person", _("Name"), value=lambda row: row.person.name, sort="person__sort_name",
               search="person__name", link=_on("mentoring-offer")),
        KIND,
        Column("items", _("With what"), value=_items),
        Column("languages", _("Languages"), value=_languages),
        SITE,
        Column("way", _("How"), value=_way),
        Column("load", _("Learners"), kind="number", value=lambda row: row.taken, sort="taken"),
        Column("places", _("At most"), kind="number", sort="places"),
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               choice_field="state", choices=Offer.State.choices),
    )  # fmt: skip


class Wishes(Table):
    name, caption = "wishes", _("Who wishes for a mentor or tutor")
    empty = _("What learners wish for will stand here.")
    default_sort = "state"
    columns = (
        Column("person", _("Name"), value=lambda row: row.person.name, sort="person__sort_name",
               search="person__name", link=_on("mentoring-wish")),
        KIND,
        Column("items", _("With what"), value=_items),
        Column("languages", _("Languages"), value=_languages),
        SITE,
        Column("since", _("Since"), kind="date", value=lambda row: row.created_at,
               sort="created_at"),
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               sort="turn", choice_field="state", choices=Need.State.choices),
    )  # fmt: skip


class Pairs(Table):
    name, caption = "pairs", _("Who helps whom")
    empty = _("Pairs will stand here once they are proposed.")
    default_sort = "mentor"
    columns = (
        Column("mentor", _("Mentor or tutor"), value=lambda row: row.offer.person.name,
               sort="offer__person__sort_name", search="offer__person__name",
               link=_on("mentoring-pair")),
        Column("learner", _("Learner"), value=lambda row: row.need.person.name,
               sort="need__person__sort_name", search="need__person__name"),
        Column("kind", _("Kind"), value=lambda row: row.need.get_kind_display()),
        Column("site", _("Where"), value=lambda row: row.need.site.name if row.need.site else None),
        Column("starts", _("From"), kind="date", sort="starts"),
        Column("ends", _("Until"), kind="date", sort="ends"),
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               choice_field="state", choices=Pairing.State.choices),
    )  # fmt: skip


class Checks(Table):
    name, caption = "checks", _("Checks of those who help")
    empty = _("Checks will stand here once they are recorded.")
    default_sort = "valid_until"
    columns = (
        Column("person", _("Name"), value=lambda row: row.person.name, sort="person__sort_name",
               search="person__name", link=_on("mentoring-check")),
        Column("kind", _("Check"), value=lambda row: row.title, sort="kind"),
        Column("seen_on", _("Seen on"), kind="date", sort="seen_on"),
        Column("valid_until", _("Valid until"), kind="date", sort="valid_until"),
        Column("withdrawn", _("State"), kind="badge",
               value=lambda row: _("withdrawn") if row.withdrawn_at else _("counts")),
    )  # fmt: skip


class Proposals(Table):
    name, caption = "proposals", _("Proposals of pairs")
    empty = _(
        "Nobody is proposed yet. Where learners wait and somebody offers, have pairs proposed."
    )
    default_sort = "-made_at"
    columns = (
        Column("made_at", _("Made"), kind="date", sort="made_at", link=_on("mentoring-proposal")),
        KIND,
        SITE,
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               choice_field="state", choices=Proposal.State.choices),
    )  # fmt: skip
