"""What the rules of mentoring refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class NotChecked(Refused):
    code = "mentoring.not_checked"
    text = _("%(name)s has no valid check of this kind: %(checks)s.")
    next_step = _("Record the check once it was seen, then pair them.")


class MayNotBePaired(Refused):
    code = "mentoring.may_not_be_paired"
    text = _("These two may not be paired: %(why)s.")
    next_step = _("Choose somebody else, or change the offer, the wish or the terms first.")


class Full(Refused):
    code = "mentoring.full"
    text = _("%(name)s has as many learners as the offer allows.")
    next_step = _("Choose somebody else, or ask whether one more is possible and raise the number.")


class OfferOver(Refused):
    code = "mentoring.offer_over"
    text = _("This offer is closed.")
    next_step = _("Choose another one, or ask whoever made it to offer again.")


class NeedMet(Refused):
    code = "mentoring.need_met"
    text = _("This wish is met already, or was taken back.")
    next_step = _("Enter a new one if there is something else to learn.")


class AlreadyPaired(Refused):
    code = "mentoring.already_paired"
    text = _("There is a pair for this wish already.")
    next_step = _("End that one first if somebody else should help.")


class AlreadyAnswered(Refused):
    code = "mentoring.already_answered"
    text = _("This was answered already.")
    next_step = _("Ask whoever arranges the pairs if the answer should change.")


class NotYoursToAnswer(Refused):
    code = "mentoring.not_yours_to_answer"
    text = _(
        "Somebody else answers this: up to the age of %(age)s a guardian, from then on oneself."
    )
    next_step = _("Ask them to sign in and answer on their own page.")


class NotAgreed(Refused):
    code = "mentoring.not_agreed"
    text = _("Both have to say yes before it can begin.")
    next_step = _("Remind whoever has not answered yet.")


class PairOver(Refused):
    code = "mentoring.pair_over"
    text = _("This pair has ended.")
    next_step = _("Propose them anew if they should meet again.")


class ProposalOver(Refused):
    code = "mentoring.proposal_over"
    text = _("This proposal was published or put aside.")
    next_step = _("Make a new one with the offers and wishes of today.")


class NothingToPair(Refused):
    code = "mentoring.nothing_to_pair"
    text = _("There is no open offer with a free place, or nobody waits for one.")
    next_step = _("Ask for offers, or enter what learners wish for.")
