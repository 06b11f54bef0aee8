"""What a measure counts, which records its coverage speaks of, and what to do where they miss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM, EDIT_FIGURES
from hedgerow.commons.observations.permissions import CHECK_RECORDS, DRAW_SAMPLE
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.definitions.measure import Text


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next and the name of the page where; ``permission`` is what that page asks."""

    text: Text
    route: str
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """The records a measure counts (n), those its coverage is a share of, and how to get both."""

    records: Text
    covers: Text
    more: Step
    cover: Step


_MARK = Step(_("Mark the registers that are missing and have them confirmed."), "activities")
_BOTH = _("sessions held whose register is taken and confirmed")
_FIGURE = Step(
    _("Record how many people are eligible, with source and date."),
    "settings-figures",
    EDIT_FIGURES,
)
_OF_GROUPS = Step(
    _("Record how many people of each group are eligible, before anybody takes part."),
    "settings-figures",
    EDIT_FIGURES,
)

_CHECK = Step(
    _("Hold the drawn records that are left beside their source."), "samples", CHECK_RECORDS
)

_JOINT = Need(
    _("organisations that were members for half a year"),
    _("sessions held that name who delivered them"),
    Step(_("A member counts once it is listed for half a year."), "organisations"),
    Step(_("Say who delivers each activity."), "activities"),
)

NEEDS: Mapping[str, Need] = {
    **dict.fromkeys(("2.1", "2.2", "2.3"), _JOINT),
    "4.1": Need(_("people eligible, by the population figure"), _BOTH, _FIGURE, _MARK),
    "4.2": Need(
        _("people eligible, by the population figure"),
        _("participants whose group is recorded, or sessions with a register if they are fewer"),
        _FIGURE,
        _MARK,
    ),
    "4.3": Need(
        _("activities outside ordinary lessons that somebody came to"),
        _("learner-hours whose deliverers and sectors are known, in sessions with a register"),
        Step(_("Plan activities outside lessons and mark who came."), "activities"),
        Step(_("Say who delivers each activity, and mark the registers."), "activities"),
    ),
    "4.4": Need(
        _("enrolments that have ended"),
        _("ended enrolments whose minimum was declared before they began"),
        Step(_("An enrolment counts once it has ended: see the activities."), "activities"),
        Step(_("Declare the minutes a learner should reach before anybody starts."), "activities"),
    ),
    "4.5": Need(
        _("partners listed for half a year"),
        _("sessions of the last six months whose register is taken and confirmed"),
        Step(_("A partner counts once it is listed for half a year."), "organisations"),
        _MARK,
    ),
    "4.6": Need(
        _("learners who took part"),
        _("sessions confirmed and marked that name who delivered them, less doubtful doubles"),
        _MARK,
        Step(_("Mark the registers, and say who delivers each activity."), "activities"),
    ),
    "6.4": Need(
        _("drawn records that somebody held beside their source"),
        _("records that the samples drew"),
        _CHECK,
        _CHECK,
    ),
}

_STEPS: Mapping[str, Step] = {
    "no_minimum": Step(
        _("Set the minutes a learner should reach, for each kind of activity."),
        "kinds",
        EDIT_ACTIVITIES,
    ),
    "no_sample": Step(
        _("Draw a sample of records, and have somebody else check them."),
        "sample-new",
        DRAW_SAMPLE,
    ),
    "few_ties": Step(_("Plan activities that two organisations deliver together."), "activities"),
    "no_population": _FIGURE,
    "more_than_eligible": Step(
        _("Check the population figure: it is less than those who came."),
        "settings-figures",
        EDIT_FIGURES,
    ),
    "groups_undeclared": _OF_GROUPS,
    "one_group": _OF_GROUPS,
    "groups_unrecorded": Step(
        _("Ask those who take part to declare their group."), "population-groups", EDIT_ECOSYSTEM
    ),
}


def next_step(actor: Actor, ecosystem: int, number: str, reason: str) -> Step | None:
    """What this reader can do so that the measure can be read; None where it is not theirs."""
    need = NEEDS.get(number)
    found = _STEPS.get(reason)
    if found is None and need is not None:
        found = {"too_few": need.more, "undefined": need.more, "coverage": need.cover}.get(reason)
    if found is None or (found.permission and not actor.may(found.permission, ecosystem)):
        return None
    return found
