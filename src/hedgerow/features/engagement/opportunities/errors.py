"""What the rules of opportunities refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused

LACKING = {
    "summary": _("what happens there"),
    "place": _("where it is or how one joins online"),
    "judges": _("who judges"),
    "rubric": _("by what entries are scored"),
}


class NotReady(Refused):
    """``fields`` are those that are missing."""

    code = "opportunities.not_ready"
    text = _("“%(title)s” cannot be opened yet: it does not say %(missing)s.")
    next_step = _("Say what is missing, then open it.")

    def __str__(self) -> str:
        named = [str(LACKING[name]) for name in self.details["fields"]]
        return str(self.text) % {**self.details, "missing": _(", ").join(named)}


class NotNow(Refused):
    code = "opportunities.not_now"
    text = _("This cannot be done with an opportunity that is %(state)s.")
    next_step = _("Load the page again to see how it stands.")


class ManyProposals(Refused):
    code = "opportunities.many_proposals"
    text = _("%(most)s of your proposals wait here for somebody to look at them.")
    next_step = _("Wait until some are answered, or take one back that you do not need any more.")


class LookedAt(Refused):
    """``who`` works on it now, or leads it."""

    code = "opportunities.looked_at"
    text = _("“%(title)s” is with %(who)s now, so it is not yours alone to change.")
    next_step = _("Tell them what should be otherwise: they can change it or call it off.")


class NoDay(Refused):
    code = "opportunities.no_day"
    text = _("“%(title)s” has no first day, so it cannot be repeated.")
    next_step = _("Say on which day it begins, then repeat it.")


class NotOpen(Refused):
    code = "opportunities.not_open"
    text = _("Nobody can sign up for “%(title)s” now.")
    next_step = _("Look at when sign-up opens and closes, or find another opportunity.")


class HeldElsewhere(Refused):
    """``giver`` is what gives the places, such as a round of choice."""

    code = "opportunities.held_elsewhere"
    text = _("The places of “%(title)s” are held for those to whom “%(giver)s” gives them.")
    next_step = _("Say there what you would like, or come back when all of them are enrolled.")


class NoMore(Refused):
    code = "opportunities.no_more"
    text = _("“%(title)s” is not offered any more.")
    next_step = _("Choose something else, or ask whoever offered it to open it again.")


class ByInvitation(Refused):
    code = "opportunities.by_invitation"
    text = _("Places of “%(title)s” are given by invitation.")
    next_step = _("Ask whoever offers it, or find another opportunity.")


class NotForThem(Refused):
    code = "opportunities.not_for_them"
    text = _("“%(title)s” is not meant for %(name)s.")
    next_step = _("Look at whom it is for: ages, grades and who may join.")


class SignedUp(Refused):
    code = "opportunities.signed_up"
    text = _("%(name)s has signed up already.")
    next_step = _("Look at how it stands on the page of the opportunity.")


class Full(Refused):
    code = "opportunities.full"
    text = _("All places of “%(title)s” are taken.")
    next_step = _("Ask for a place on the waiting list, or let more people in first.")


class TooFewPlaces(Refused):
    code = "opportunities.too_few_places"
    text = _("%(taken)s places are taken already: there cannot be fewer than that.")
    next_step = _("Enter a larger number, or end some of the places first.")


class NothingToAnswer(Refused):
    code = "opportunities.nothing_to_answer"
    text = _("No place is kept for %(name)s any more.")
    next_step = _("Sign up again: who waits is offered the next place that becomes free.")


class ConsentNeeded(Refused):
    code = "opportunities.consent_needed"
    text = _("Before %(name)s can have a place, one has to agree to “%(purpose)s”.")
    next_step = _("Read the text and agree to it, then sign up.")


class NoGuardian(Refused):
    code = "opportunities.no_guardian"
    text = _("A guardian has to agree for %(name)s, and none is known here.")
    next_step = _("Ask your school to enter your parent or guardian, then sign up again.")


class NoChallenge(Refused):
    code = "opportunities.no_challenge"
    text = _("“%(title)s” has no judges: it is of another kind.")
    next_step = _("Choose a kind with judges, or have the convener say so of this kind.")


class NoJudge(Refused):
    code = "opportunities.no_judge"
    text = _("“%(title)s” has nobody who judges it, or no rubric.")
    next_step = _("Name a judge and a rubric on the page of the challenge, then do this again.")


class AlreadyScored(Refused):
    code = "opportunities.already_scored"
    text = _("Entries of “%(title)s” have been scored already.")
    next_step = _(
        "Rubric and judges who scored stay as they are; publish the result when all is scored."
    )


class OwnEntry(Refused):
    code = "opportunities.own_entry"
    text = _("“%(title)s” was made by you or by a child you answer for, so others score it.")
    next_step = _("Score the other entries. If nobody else judges, ask for one more judge.")


class NotAllScored(Refused):
    code = "opportunities.not_all_scored"
    text = _("%(entries)s entries are not scored yet.")
    next_step = _(
        "Ask the judges to score every entry, and name one more where a judge or their child made it."
    )


class ResultsOut(Refused):
    code = "opportunities.results_out"
    text = _("The result of “%(title)s” is published.")
    next_step = _("It stays as it is. Speak with the judges if something is wrong.")


class HandedIn(Refused):
    code = "opportunities.handed_in"
    text = _("There is an entry of this title, or by %(name)s, already.")
    next_step = _("Give it another title, or speak with whoever handed it in.")
