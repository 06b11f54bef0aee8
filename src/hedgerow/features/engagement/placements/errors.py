"""What the rules of placements refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused, Stale


class WrongState(Refused):
    code = "placements.wrong_state"
    text = _("This placement is %(state)s, so that cannot be done now.")
    next_step = _("Open the placement and look at what is due.")


class StepsMissing(Refused):
    code = "placements.steps_missing"
    text = _("The placement cannot begin yet. Still missing: %(titles)s.")
    next_step = _("See to what is missing, or have somebody who may waive it do so with a reason.")


class TooEarly(Refused):
    code = "placements.too_early"
    text = _("This placement begins on %(day)s, which is still to come.")
    next_step = _("Let it begin on that day, or set an earlier first day.")


class NotAgreed(Refused):
    code = "placements.not_agreed"
    text = _("The family does not agree: %(titles)s.")
    next_step = _("Talk with them: they can still agree. Otherwise close the placement.")


class NothingToAgree(Refused):
    code = "placements.nothing_to_agree"
    text = _("“%(title)s” is not a question to which one says yes or no.")
    next_step = _("See to it, or decline the placement.")


class PlanChanged(Stale):
    code = "placements.plan_changed"
    text = _("Something about the placement has changed since you opened this page.")
    next_step = _("Read again what you would agree to, and answer then.")


class RunsOut(Refused):
    code = "placements.runs_out"
    text = _("“%(title)s” is valid until %(until)s, and the placement ends on %(ends)s.")
    next_step = _("Renew it and enter the new day, or let the placement end earlier.")


class NoHost(Refused):
    code = "placements.no_host"
    text = _("A placement needs a host and its first and last day.")
    next_step = _("Choose the host and the days first.")


class HostNotSure(Refused):
    code = "placements.host_not_sure"
    text = _("%(host)s has not said yet that it takes the learner on these days.")
    next_step = _("Wait for the answer, ask again by telephone, or choose another host.")


class NobodyAsked(Refused):
    code = "placements.nobody_asked"
    text = _("No host is waiting to be heard for this placement.")
    next_step = _("Open the placement and see how it stands.")


class AskChanged(Stale):
    code = "placements.ask_changed"
    text = _("%(host)s is asked for other days by now: %(first)s to %(last)s.")
    next_step = _("Read the placement again, and answer for these days.")


class OwnPlacement(Refused):
    code = "placements.own_placement"
    text = _("You cannot answer for the host about yourself, nor sign its checks of yourself.")
    next_step = _("Let somebody else of the host do it, or the school.")


class OwnChild(Refused):
    code = "placements.own_child"
    text = _("You cannot do for the host what is about your own child.")
    next_step = _("Let somebody else of the host do it, or the convener.")


class OwnChildHours(OwnChild):
    """Of who would enter hours of their own child, or change them."""

    text = _("You cannot enter or change hours of your own child.")
    next_step = _("The learner enters them, or somebody else at the school.")


class FamilyLooksAfter(OwnChild):
    """Of whoever would be set to look after their own child at the host."""

    text = _("%(name)s is of this learner's family, and cannot look after them at the host.")
    next_step = _("Choose somebody else at the host.")


class CannotLookAfter(Refused):
    code = "placements.cannot_look_after"
    text = _("%(name)s cannot look after this learner.")
    next_step = _("Choose somebody else at the host.")


class NotOfHost(Refused):
    code = "placements.not_of_host"
    text = _("%(name)s has no role at %(host)s, and is not of the staff of the learner’s school.")
    next_step = _("Choose somebody of theirs, or invite them first.")


class DayOutside(Refused):
    code = "placements.day_outside"
    text = _("%(day)s is not a day of this placement, or is still to come.")
    next_step = _("Enter a day between its first and today.")


class TooManyHours(Refused):
    code = "placements.too_many_hours"
    text = _("That makes more than 12 hours on one day.")
    next_step = _("Check the times, and what is entered for that day already.")


class AlreadyDecided(Refused):
    code = "placements.already_decided"
    text = _("These hours were confirmed by the host.")
    next_step = _("Ask the host or the school to correct them.")


class OwnHours(Refused):
    code = "placements.own_hours"
    text = _("Nobody confirms hours that they entered themselves.")
    next_step = _("Let somebody else at the host confirm them.")


class NotWaivable(Refused):
    code = "placements.not_waivable"
    text = _("“%(title)s” cannot be waived.")
    next_step = _("It has to be seen to before the placement begins.")


class EvaluatedAlready(Refused):
    code = "placements.evaluated_already"
    text = _("This side has evaluated the placement already.")
    next_step = _("Read it on the page of the placement.")


class PlacedAlready(Refused):
    code = "placements.placed_already"
    text = _("The same placement was requested for this learner already.")
    next_step = _("Go on with that one, or close it first.")
