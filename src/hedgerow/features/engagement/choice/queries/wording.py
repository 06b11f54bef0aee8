"""What came of a round for one learner, in a child's words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Outcome, Round

CERTAIN, HARDLY = 95, 5


def chance_in_words(chance: int | None) -> str:
    """How likely a wish is, rounded: it is reckoned from the lists so far and moves."""
    if chance is None:
        return ""
    if chance >= CERTAIN:
        return _("almost certain")
    if chance < HARDLY:
        return _("hardly any chance")
    return _("about %(share)s %%") % {"share": round(chance / 10) * 10 or 10}


def result_in_words(outcome: Outcome, name: str = "") -> str:
    """What the learner got; ``name`` where somebody else reads it."""
    said = {"name": name, "offer": outcome.offer.said("title") if outcome.offer else "",
            "rank": outcome.rank or 0}  # fmt: skip
    if outcome.answer == Outcome.Answer.GIVEN_BACK:
        return (_("%(name)s takes no place.") if name else _("You take no place.")) % said
    if outcome.offer is None:
        text = _("%(name)s has no place yet.") if name else _("You have no place yet.")
    elif outcome.rank == 1:
        text = (
            _("%(name)s got the first wish: %(offer)s.")
            if name
            else _("You got your first wish: %(offer)s.")
        )
    else:
        text = (
            _("%(name)s got wish number %(rank)s: %(offer)s.")
            if name
            else _("You got your wish number %(rank)s: %(offer)s.")
        )
    return text % said


def answer_in_words(outcome: Outcome, *, is_enrolled: bool) -> str:
    """How the place was answered; who is enrolled, or was taken out, need not answer any more."""
    if is_enrolled and outcome.answer == Outcome.Answer.WAITING:
        return _("enrolled")
    if outcome.taken_out_of_id is not None:
        return _("taken out of the activity")
    return str(outcome.get_answer_display())


def why_in_words(
    refusal: Mapping[str, Any], offers: Mapping[int, str], rules: Mapping[int, str], name: str = ""
) -> str:
    """Why one better wish was not granted, in one sentence."""
    seats = int(refusal["seats"])
    said = {"name": name, "position": refusal["position"], "seats": seats,
            "offer": offers.get(refusal["offer"], ""), "rule": rules.get(refusal["rule"] or 0, ""),
            "lot": refusal["lot"]}  # fmt: skip
    if not seats:
        text = _("Every seat of %(offer)s went to those for whom it was reserved.")
    elif said["rule"]:
        text = _by_rule(seats, name)
    else:
        text = _by_draw(seats, name)
    return text % said


def _by_rule(seats: int, name: str) -> str:
    if name:
        return ngettext(
            "%(name)s was number %(position)s in line for the %(seats)s seat of %(offer)s: there “%(rule)s” comes first.",
            "%(name)s was number %(position)s in line for the %(seats)s seats of %(offer)s: there “%(rule)s” comes first.",
            seats,
        )  # fmt: skip
    return ngettext(
        "You were number %(position)s in line for the %(seats)s seat of %(offer)s: there “%(rule)s” comes first.",
        "You were number %(position)s in line for the %(seats)s seats of %(offer)s: there “%(rule)s” comes first.",
        seats,
    )  # fmt: skip


def _by_draw(seats: int, name: str) -> str:
    if name:
        return ngettext(
            "%(name)s was number %(position)s in line for the %(seats)s seat of %(offer)s, as the draw put it.",
            "%(name)s was number %(position)s in line for the %(seats)s seats of %(offer)s, as the draw put it.",
            seats,
        )  # fmt: skip
    return ngettext(
        "You were number %(position)s in line for the %(seats)s seat of %(offer)s, as the draw put it.",
        "You were number %(position)s in line for the %(seats)s seats of %(offer)s, as the draw put it.",
        seats,
    )  # fmt: skip


def what_next(row: Round, today: date) -> str:
    """Whether a seat may still come free, and that there is more than this round."""
    if row.state == Round.State.PUBLISHED and (row.answer_by is None or today <= row.answer_by):
        if row.answer_by is None:
            return _(
                "whatever seat comes free goes on in line, and you can look at what else is open."
            )
        return _(
            "whatever seat comes free by %(day)s goes on in line, and you can look at what else is open."
        ) % {"day": date_format(row.answer_by, "DATE_FORMAT")}
    return _("no more seats are given in this round, but other opportunities are open to you.")
