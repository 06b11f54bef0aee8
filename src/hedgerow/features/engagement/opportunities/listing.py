"""The tables of what is offered, of one's own offers and of kinds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.naming import named_like
from hedgerow.commons.ecosystems.told import called_like
from hedgerow.foundation.ui.tables import Column, Table

from . import wording
from .models import Opportunity, SignUp
from .models.kinds import Audience
from .queries import Holder


def _address(row: Any) -> str:
    return reverse("opportunity", args=[row.ecosystem.slug, row.uuid])


def _places(row: Any) -> str:
    return reverse("opportunity-places", args=[row.ecosystem.slug, row.uuid])


def _offered_by(row: Any) -> str:
    return row.organisation.name if row.organisation else str(row.ecosystem.said("name"))


SHOWN = (("open", Opportunity.State.OPEN.label), ("closed", Opportunity.State.CLOSED.label))


TITLE = Column(
    "title",
    _("Opportunity"),
    sort="title",
    link=_address,
    value=lambda row: row.said("title"),
    match=lambda rows, text: rows.filter(called_like(Opportunity, "title", text)),
)


class Proposals(Table):
    name = "proposals"
    caption = _("What you propose to offer")
    empty = _("Here will stand what people can take part in.")
    default_sort = "-proposed_at"
    columns = (
        TITLE,
        Column("proposed_at", _("Sent on"), kind="date", sort="proposed_at"),
    )


class Opportunities(Table):
    name = "opportunities"
    caption = _("What is offered, with when and by whom")
    empty = _("Here will stand what people can take part in.")
    default_sort = "starts"
    columns: ClassVar[Sequence[Column]] = (
        TITLE,
        Column("kind", _("Kind"), value=lambda row: row.kind.shown,
               match=lambda rows, text: rows.filter(named_like(text, "kind__"))),
        Column("organisation", _("Offered by"), value=_offered_by, search="organisation__name"),
        Column("starts", _("From"), kind="date", sort="starts"),
        Column("ends", _("Until"), kind="date", sort="ends"),
        Column("audience", _("For"), value=lambda row: row.get_audience_display(),
               choice_field="audience", choices=Audience.choices),
        Column("cost", _("Cost"),
               value=lambda row: wording.cost(row.cost_amount, row.cost_currency)),
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               choice_field="state", choices=SHOWN),
    )  # fmt: skip


class Coming(Opportunities):
    """Those that are open and not over: nothing is said of their state."""

    caption = _("What is open or coming, with when and by whom")
    empty = _("Nothing is open or coming just now.")
    columns = Opportunities.columns[:-1]


class GoneBy(Opportunities):
    """Those that are closed or over, the latest first."""

    name = "past-opportunities"
    caption = _("What is closed or over, with when and by whom")
    empty = _("Nothing is closed or over yet.")
    default_sort = "-starts"


class Offers(Opportunities):
    name = "offers"
    caption = _("What you offer here, in whatever state")
    empty = _("What you offer will stand here, drafts too.")
    columns = (
        *Opportunities.columns[:-1],
        Column("waiting", _("Wait for a place"), kind="number", sort="waiting",
               value=lambda row: row.waiting or None, link=_places),
        Column("unanswered", _("Have not answered yet"), kind="number", sort="unanswered",
               value=lambda row: row.unanswered or None, link=_places),
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               choice_field="state", choices=Opportunity.State.choices),
    )  # fmt: skip


class Takers(Table):
    name = "places"
    caption = _("Who has a place, and who waits")
    empty = _("Nobody has signed up yet.")
    default_sort = "asked_at"
    columns = (
        Column("name", _("Name"), value=lambda row: row.person.name, sort="person__sort_name"),
        Column("state", _("How it stands"), value=lambda row: row.get_state_display(),
               choice_field="state", choices=SignUp.State.choices),
        Column("asked_at", _("Signed up"), kind="date", sort="asked_at"),
        Column("ended_at", _("Ended"), kind="date", sort="ended_at"),
    )  # fmt: skip

    def __init__(
        self, queryset: Any, parameters: Mapping[str, str], given: Sequence[Holder] = ()
    ) -> None:
        super().__init__(queryset, parameters)
        state = parameters.get("state", "")
        self._given = given if state in ("", SignUp.State.PLACED) else ()

    def lines(self) -> Iterator[Sequence[object]]:
        """Those who signed up, then those who have a place otherwise, each with where it is from."""
        for at, line in enumerate(super().lines()):
            yield [*line, _("signed up") if at else _("Where the place is from")]
        for one in self._given:
            yield [one.name, one.state_words, None, None, one.giver_words]


def _kind_address(row: Any) -> str:
    """Of the page that changes it; of a closed ecosystem's none."""
    if row.ecosystem.closed_on:
        return ""
    return reverse("opportunity-kind", args=[row.ecosystem.slug, row.uuid])


class Kinds(Table):
    name, caption = "kinds", _("Kinds of opportunity, with how one joins")
    empty = _("Kinds of opportunity will stand here. Add those that are usual, or your own.")
    columns = (
        Column("name", _("Kind"), value=lambda row: row.shown, sort="name", link=_kind_address),
        Column("audience", _("For"), value=lambda row: row.get_audience_display()),
        Column("one_press", _("One press signs up"),
               value=lambda row: _("yes") if row.one_press else _("no")),
        Column("guardian_agrees", _("A guardian agrees"),
               value=lambda row: _("yes") if row.guardian_agrees else _("no")),
        Column("judged", _("With judges"), value=lambda row: _("yes") if row.judged else _("no")),
        Column("in_sessions", _("At set times"),
               value=lambda row: _("yes") if row.in_sessions else _("no")),
        Column("in_use", _("In use"), kind="badge",
               value=lambda row: _("in use") if row.in_use else _("no longer in use")),
    )  # fmt: skip
