"""What rounds of choice refuse."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class NotInThisState(Refused):
    code = "choice.not_in_this_state"
    text = _("This cannot be done with the round as it stands now.")
    next_step = _("Look at the round's page: it says what comes next.")


class RulesStand(Refused):
    code = "choice.rules_stand"
    text = _("The rules were told when the round opened, and lists have come in: they stand.")
    next_step = _("Run the round as it was told. A better rule is for the next round.")


class NothingToChoose(Refused):
    code = "choice.nothing_to_choose"
    text = _("The round has no offer with a seat yet.")
    next_step = _("Add what learners can choose, with the number of seats, then open the round.")


class Overdue(Refused):
    code = "choice.overdue"
    text = _("The last day of the round is over.")
    next_step = _("Ask the convener whether the round can be opened again.")


class NotOfTheRound(Refused):
    code = "choice.not_of_the_round"
    text = _("This round is not for this learner.")
    next_step = _("Ask the convener which grades, groups and schools may choose.")


class NotYoursToDecide(Refused):
    code = "choice.not_yours_to_decide"
    text = _("It is not for you to decide this for the learner.")
    next_step = _("A learner of age decides alone; for a younger one a guardian can, too.")
    status = HTTPStatus.FORBIDDEN


class WishedFor(Refused):
    code = "choice.wished_for"
    text = _("Learners have put this on their lists.")
    next_step = _("Leave it in the round. With no seats nobody is placed there.")


class TooManyReserved(Refused):
    code = "choice.too_many_reserved"
    text = _("More seats would be reserved than there are.")
    next_step = _("Reserve fewer seats, or raise the number of seats first.")


class TooManyRules(Refused):
    code = "choice.too_many_rules"
    text = _("A round has at most %(most)s rules of priority.")
    next_step = _("Take one away first, or let one rule speak of several grades or schools.")


class ReasonNeeded(Refused):
    code = "choice.reason_needed"
    text = _("This round was run before: running it again needs a reason.")
    next_step = _("Say in a sentence what has changed. The reason is kept in the journal.")


class NotStable(Refused):
    code = "choice.not_stable"
    text = _("The check found that these places are not fair, so they cannot be published.")
    next_step = _("Run the round again. If this comes back, tell whoever runs the installation.")


class Changed(Refused):
    code = "choice.changed"
    text = _("Something of the round has changed since it was run.")
    next_step = _("Run it again, saying why, and look at the result before you publish it.")


class NoPlace(Refused):
    code = "choice.no_place"
    text = _("There is no place to answer for.")
    next_step = _("Look at the round's page: the place may have been given back already.")


class ActivityOver(Refused):
    code = "choice.activity_over"
    text = _("“%(title)s” takes nobody any more.")
    next_step = _("Open it again, then enrol who was placed there, or speak with the learner.")


class NotOffered(Refused):
    code = "choice.not_offered"
    text = _("“%(title)s” is not offered any more, and the result gives places in it.")
    next_step = _("Run the round again, saying why: it is left out. Or have it opened again first.")


class PlacesTaken(Refused):
    code = "choice.places_taken"
    text = _(
        "“%(title)s” has fewer places left (%(left)s) than the result gives (%(placed)s): some were given otherwise since the round was run."
    )
    next_step = _("Run the round again, saying why: it gives the places that are left.")


class NobodyToEnrol(Refused):
    code = "choice.nobody_to_enrol"
    text = _("Nobody with a place in an activity is left to be enrolled.")
    next_step = _("Tie offers to activities first, or wait until places are given.")


class RemindedLately(Refused):
    code = "choice.reminded_lately"
    text = _("They were reminded within the last day.")
    next_step = _("Wait until tomorrow, so that nobody gets the same letter twice.")


class FilesOrRound(Refused):
    code = "choice.files_or_round"
    text = _(
        "Say which round of which ecosystem, or --pair and the ecosystem, or all of --wishes, --offers and --seed, or --helpers and --needs."
    )
    next_step = _("hedgerow match --help has an example of each.")


class NoSuchFile(Refused):
    code = "choice.no_such_file"
    text = _("%(name)s cannot be read as a text in UTF-8.")
    next_step = _("Look at the name of the file, and save it as CSV in UTF-8.")


class NoSuchWeight(Refused):
    code = "choice.no_such_weight"
    text = _("“%(text)s” says no weights.")
    next_step = _(
        "Write names and points with commas between, such as km=2,language=40: km, language, items, community, load, waiting, farthest_km (or none), needs_language (yes or no)."
    )
